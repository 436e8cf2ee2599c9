/** What a fire alarm panel printed. `reset`: everything begins anew; `other`: nothing that a point tells. */
export type Print = {
  readonly event: "fire" | "fault" | "fault-over" | "reset" | "disabled" | "enabled" | "other" | "unreadable";
  /** As printed; absent: the panel as a whole. */
  readonly at?: { readonly loop: number; readonly device: number };
  /** Its lines without the date, for people: `首次火警 / 三楼 / 感烟探测器`. */
  readonly text: string;
};

const ESCAPE = 0x1b;
const LF = 0x0a;
/** No print is longer; a line that goes on without end is noise. */
export const MOST_BYTES = 1_024;

/**
 * Takes prints from a stream: each ends with an empty line.
 *
 * @returns the prints, and the bytes that may still become one
 */
export const printsIn = (
  bytes: Uint8Array,
): { readonly prints: readonly Uint8Array[]; readonly rest: Uint8Array } => {
  const prints: Uint8Array[] = [];
  let start = 0;
  let last = -1;
  for (const [at, byte] of bytes.entries()) {
    if (byte === LF && last === LF) {
      if (at - 1 > start) prints.push(bytes.subarray(start, at - 1));
      start = at + 1;
      last = -1;
    } else if (byte !== 0x0d) last = byte;
  }
  return { prints, rest: bytes.subarray(start) };
};

const DATE = /^\d{2}\/\d{2}\/\d{2} +\d{2}:\d{2}/;
const AT = /^(\d{1,3})-(\d{1,3})$/;

/** Word in the first line of text, and what it says; the first that fits counts. */
const WORDS: readonly (readonly [RegExp, Print["event"]])[] = [
  [/复位/, "reset"],
  [/故障.*(恢复|消除|解除)|(恢复|消除|解除).*故障/, "fault-over"],
  [/火警/, "fire"],
  [/(解除|释放).*屏蔽|屏蔽.*(解除|释放)/, "enabled"],
  [/屏蔽|隔离/, "disabled"],
  [/故障/, "fault"],
  [/启动|反馈|停动|撤销|监管|自检|打印|登录|操作|开机/, "other"],
];

/**
 * Reads one print: date, loop and device, then lines of text in GBK, the first of which says what happened. Where things
 * are is in lines further down: whatever stands there, it is no event. What is no text at all, or says what we do not
 * know, is `unreadable`: it may have been a fire.
 */
export const read = (bytes: Uint8Array): Print => {
  const lines = textOf(bytes)
    .split(/[\r\n]+/)
    .map(line => line.trim())
    .filter(line => line !== "" && !DATE.test(line));
  const place = lines.find(line => AT.test(line));
  const texts = lines.filter(line => line !== place);
  const text = texts.join(" / ");
  const event = WORDS.find(([word]) => word.test(texts[0] ?? ""))?.[1] ?? "unreadable";
  const [, loop, device] = AT.exec(place ?? "") ?? [];
  // A date or a place that was damaged stands where the event should.
  const isWhole = !text.includes("\uFFFD") && !/^[\d\s/:.-]+$/.test(texts[0] ?? "0");
  return {
    event: isWhole ? event : "unreadable",
    ...(loop !== undefined && { at: { loop: Number(loop), device: Number(device) } }),
    text,
  };
};

/** Without the commands to the printer, which are an escape and one byte each. */
const textOf = (bytes: Uint8Array): string => {
  const plain: number[] = [];
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte === ESCAPE) at++;
    else plain.push(byte);
  }
  return new TextDecoder("gbk").decode(Uint8Array.from(plain));
};
