import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** As many hex digits as a person can type. */
const DIGITS = 8;

/** The codes of a hall's stickers: what is on one proves that somebody stood before it, or had a picture of it. */
export class Stickers {
  readonly #secret: Buffer;
  readonly #known: readonly string[];

  /**
   * @param directory  the data directory, where the secret of the codes is kept; made when it is first needed
   * @param ids        of all that can have a sticker, to tell whose one is that was taken for another
   */
  constructor(directory: string, ids: readonly string[]) {
    this.#secret = secretIn(directory);
    this.#known = ids;
  }

  codeOf(id: string): string {
    return createHmac("sha256", this.#secret).update(id).digest("hex").slice(0, DIGITS);
  }

  /** What the sticker of a thing opens. */
  path(id: string): string {
    return `/x/${encodeURIComponent(id)}?k=${this.codeOf(id)}`;
  }

  /**
   * Why what was read is not the sticker of a thing, as it follows its name; null: it is.
   *
   * @param read  the address that it opens, or the code alone
   */
  problem(id: string, read: string): string | null {
    const code = codeIn(read);
    if (isSame(code, this.codeOf(id))) return null;
    const other = this.#known.find(each => isSame(code, this.codeOf(each)));
    return other === undefined
      ? "this sticker is none of this hall's, or could not be read: scan it again"
      : `this sticker is of ${other}, not ${id}`;
  }
}

const secretIn = (directory: string): Buffer => {
  const path = join(directory, "stickers.key");
  if (!existsSync(path)) writeFileSync(path, randomBytes(32), { mode: 0o600, flush: true });
  return readFileSync(path);
};

const codeIn = (read: string): string => {
  const text = read.trim().toLowerCase();
  return /[?&]k=([0-9a-f]+)/.exec(text)?.[1] ?? text;
};

const isSame = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
