import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** As many hex digits as a person can type. */
const DIGITS = 8;

/** Something that people stand before; `nfc`: what its tag says that it is. */
type Thing = { readonly id: string; readonly nfc?: string };

/**
 * What proves where somebody stood: the code of a sticker, which can be copied, or the tag at the place, which cannot.
 */
export class Stickers {
  readonly #secret: Buffer;
  readonly #things: readonly Thing[];

  /**
   * @param directory  the data directory, where the secret of the codes is kept; made when it is first needed
   * @param things     all that can have a sticker or a tag, to tell whose one is that was taken for another
   */
  constructor(directory: string, things: readonly Thing[]) {
    this.#secret = secretIn(directory);
    this.#things = things;
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
    const other = this.#things.find(each => isSame(code, this.codeOf(each.id)));
    return other === undefined ? STRANGE : `this sticker is of ${other.id}, not ${id}`;
  }

  /**
   * Why what was read from a tag is not that of a thing; null: it is. Where the site file names no tag of the thing, what
   * counts is the sticker's address, as it can be written on a tag.
   */
  tagProblem(id: string, read: string): string | null {
    const own = this.#things.find(each => each.id === id)?.nfc;
    if (own === undefined) return this.problem(id, read);
    const tag = read.replaceAll(/[\s:-]/g, "").toUpperCase();
    if (tag === own) return null;
    const other = this.#things.find(({ nfc }) => nfc === tag);
    return other === undefined ? STRANGE : `this tag is of ${other.id}, not ${id}`;
  }
}

const STRANGE = "this is none of this hall's stickers and tags, or could not be read: scan it again";

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
