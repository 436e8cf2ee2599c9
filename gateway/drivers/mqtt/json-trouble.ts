type Wanted = "value" | "value-or-end" | "key" | "key-or-end" | "colon" | "comma" | "nothing";

const TOKEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 8259 §7 forbids them inside texts.
  /[ \t\r\n]*([{}[\],:]|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w))/y;

/**
 * Says what is wrong with a JSON text and where, counted in characters from 1; null when nothing is.
 * `JSON.parse` names a place for some mistakes only, and none for a key that stands twice. Slow: for broken text only.
 *
 * @see RFC 8259 §2 to §7
 */
export const findTrouble = (text: string): string | null => {
  /** For each open bracket the keys so far; null for an array. */
  const open: (Set<string> | null)[] = [];
  let wanted: Wanted = "value";
  const afterValue = (): Wanted => (open.length === 0 ? "nothing" : "comma");
  for (let at = 0; ; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text)?.[1];
    if (token === undefined) return unexpected(text, at, wanted);
    const keys = open.at(-1);
    const wantsValue = wanted === "value" || wanted === "value-or-end";
    if (wantsValue && (token === "{" || token === "[")) {
      open.push(token === "{" ? new Set() : null);
      wanted = token === "{" ? "key-or-end" : "value-or-end";
    } else if (wantsValue && !"}],:".includes(token)) {
      wanted = afterValue();
    } else if (token === "}" && keys && (wanted === "comma" || wanted === "key-or-end")) {
      open.pop();
      wanted = afterValue();
    } else if (token === "]" && keys === null && (wanted === "comma" || wanted === "value-or-end")) {
      open.pop();
      wanted = afterValue();
    } else if (wanted === "comma" && token === ",") {
      wanted = keys ? "key" : "value";
    } else if (wanted === "colon" && token === ":") {
      wanted = "value";
    } else if (keys && (wanted === "key" || wanted === "key-or-end") && token.startsWith('"')) {
      const key: string = JSON.parse(token);
      if (keys.has(key))
        return `key ${quote(key)} stands twice, again at ${place(TOKEN.lastIndex - token.length)}`;
      keys.add(key);
      wanted = "colon";
    } else {
      return unexpected(text, at, wanted);
    }
  }
};

const unexpected = (text: string, at: number, wanted: Wanted): string | null => {
  const start = at + text.slice(at).search(/[^ \t\r\n]|$/);
  if (start < text.length) return `unexpected ${quote(text.slice(start), 12)} at ${place(start)}`;
  return wanted === "nothing" ? null : `it ends too early, after ${text.length} characters`;
};

const place = (index: number) => `character ${index + 1}`;

/** A piece of a payload, safe to show: in quotes, control characters escaped, at most `most` characters. */
export const quote = (text: string, most = 40): string =>
  JSON.stringify(text.length > most ? `${text.slice(0, most)}…` : text);
