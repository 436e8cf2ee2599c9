/** One element of an XML text, with where it begins in the text. */
export type XmlElement = {
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, XmlAttribute>;
  readonly children: readonly XmlElement[];
  /** Text between its tags, without that of its children. */
  readonly text: string;
  readonly start: number;
};

export type XmlAttribute = { readonly value: string; readonly start: number };

export type XmlRead =
  | { readonly is: "read"; readonly root: XmlElement }
  | { readonly is: "refused"; readonly why: string; readonly start: number };

/** Deeper than any drawing program nests its groups. */
const DEEPEST = 64;
/** More than a floor plan has; a drawing of this size is slow on every phone. */
const MOST_ELEMENTS = 10_000;

/**
 * Reads a small, harmless part of XML: elements, attributes, text, comments. Document types, entities of one's own and
 * processing instructions are refused, so that nothing can grow or be fetched.
 *
 * @see https://www.w3.org/TR/xml/
 */
export const readXml = (text: string): XmlRead => {
  try {
    return { is: "read", root: new Reader(text).read() };
  } catch (error) {
    if (error instanceof Refused) return { is: "refused", why: error.message, start: error.start };
    throw error;
  }
};

class Refused extends Error {
  readonly start: number;
  constructor(why: string, start: number) {
    super(why);
    this.start = start;
  }
}

type Open = {
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, XmlAttribute>;
  readonly start: number;
  readonly children: XmlElement[];
  text: string;
};

const NAME = /[A-Za-z_][\w.:-]*/y;
const SPACE = /\s*/y;
const VALUE = /"([^"<]*)"|'([^'<]*)'/y;

class Reader {
  readonly #text: string;
  #at: number;
  #count = 0;

  constructor(text: string) {
    this.#text = text;
    this.#at = text.startsWith("\u{feff}") ? 1 : 0;
  }

  read(): XmlElement {
    if (this.#text.startsWith("<?xml", this.#at)) this.#skipTo("?>", "the XML declaration does not end");
    const open: Open[] = [];
    for (;;) {
      const from = this.#at;
      const next = this.#text.indexOf("<", from);
      if (next < 0)
        throw new Refused(
          open.length === 0 ? "there is no element" : `<${open.at(-1)?.tag}> does not end`,
          from,
        );
      const inner = open.at(-1);
      const between = this.#text.slice(from, next);
      if (inner) inner.text += between;
      else if (between.trim() !== "") throw new Refused("there is text outside of any element", from);
      this.#at = next;
      const done = this.#markup(open);
      if (done) return done;
    }
  }

  /** One tag, comment or section; the root when it ends with it. */
  #markup(open: Open[]): XmlElement | null {
    const start = this.#at;
    if (this.#text.startsWith("<!--", start)) return this.#skipTo("-->", "the comment does not end");
    if (this.#text.startsWith("<![CDATA[", start)) {
      this.#skipTo("]]>", "the section does not end");
      const inner = open.at(-1);
      if (inner) inner.text += this.#text.slice(start + 9, this.#at - 3);
      return null;
    }
    if (this.#text.startsWith("<!", start)) throw new Refused("a document type may not be declared", start);
    if (this.#text.startsWith("<?", start)) throw new Refused("an instruction to a program", start);
    if (this.#text.startsWith("</", start)) return this.#end(open, start);
    return this.#begin(open, start);
  }

  #begin(open: Open[], start: number): XmlElement | null {
    this.#at++;
    const tag = this.#take(NAME) ?? this.#fail("a tag without a name", start);
    if (++this.#count > MOST_ELEMENTS) throw new Refused(`more than ${MOST_ELEMENTS} elements`, start);
    if (open.length >= DEEPEST) throw new Refused(`nested deeper than ${DEEPEST}`, start);
    const element: Open = { tag, attributes: this.#attributes(tag), start, children: [], text: "" };
    if (this.#text.startsWith("/>", this.#at)) {
      this.#at += 2;
      return close(open, element);
    }
    if (this.#text[this.#at] !== ">") this.#fail(`<${tag}> does not end`, start);
    this.#at++;
    open.push(element);
    return null;
  }

  #attributes(tag: string): ReadonlyMap<string, XmlAttribute> {
    const found = new Map<string, XmlAttribute>();
    for (;;) {
      this.#take(SPACE);
      const start = this.#at;
      const name = this.#take(NAME);
      if (name === null) return found;
      this.#take(SPACE);
      if (this.#text[this.#at] !== "=") this.#fail(`${name} of <${tag}> has no value`, start);
      this.#at++;
      this.#take(SPACE);
      const quoted = this.#take(VALUE) ?? this.#fail(`${name} of <${tag}> has no value in quotes`, start);
      if (found.has(name)) this.#fail(`${name} of <${tag}> is there twice`, start);
      found.set(name, { value: this.#decoded(quoted.slice(1, -1), start), start });
    }
  }

  #end(open: Open[], start: number): XmlElement | null {
    this.#at += 2;
    const tag = this.#take(NAME);
    this.#take(SPACE);
    const element = open.pop();
    if (this.#text[this.#at] !== ">" || element?.tag !== tag || !element)
      return this.#fail(`</${tag ?? ""}> ends ${element ? `<${element.tag}>` : "nothing"}`, start);
    this.#at++;
    return close(open, element);
  }

  #decoded(text: string, start: number): string {
    return text.replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));?/gi, (entity, decimal, hex, name) => {
      const known = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" }[String(name)];
      if (known !== undefined) return known;
      const code = Number.parseInt(decimal ?? hex ?? "", decimal === undefined ? 16 : 10);
      if (!(code >= 0 && code <= 0x10ffff)) this.#fail(`an entity that XML does not know: ${entity}`, start);
      return String.fromCodePoint(code);
    });
  }

  #take(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found === undefined) return null;
    this.#at += found.length;
    return found;
  }

  #skipTo(end: string, why: string): null {
    const found = this.#text.indexOf(end, this.#at);
    if (found < 0) throw new Refused(why, this.#at);
    this.#at = found + end.length;
    return null;
  }

  #fail(why: string, start: number): never {
    throw new Refused(why, start);
  }
}

/** Puts an element that has ended into the one around it; the root has none. */
const close = (open: readonly Open[], element: Open): XmlElement | null => {
  const outer = open.at(-1);
  if (!outer) return element;
  outer.children.push(element);
  return null;
};
