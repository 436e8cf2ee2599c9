import { createHash } from "node:crypto";
import { existsSync, readdirSync, statfsSync, statSync, unlinkSync, utimesSync } from "node:fs";
import { mkdir, open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import type { Instant } from "#rules/time/instant.ts";
import type { PhotoKept, PhotoShown } from "../http/photo.ts";
import { LARGEST_PHOTO_BYTES } from "../wire/photo.ts";

/** Pictures never take the last of the disk: the record of alerts goes before them. */
const SPARE_BYTES = 500_000_000;
const NAME = /^[0-9a-f]{64}$/;

export type PhotosOptions = {
  /** Made when the first picture comes. */
  readonly directory: string;
  /** Whether the hall keeps pictures at all. */
  readonly isAllowed: boolean;
  /** So much of the disk stays free. */
  readonly spareBytes?: number;
};

/** Pictures of notes and confirmations, in files that are named after their content. */
export class Photos {
  readonly #directory: string;
  readonly #isAllowed: boolean;
  readonly #spareBytes: number;
  /** Name → extension, of all that are there. */
  readonly #known = new Map<string, string>();

  constructor({ directory, isAllowed, spareBytes = SPARE_BYTES }: PhotosOptions) {
    this.#directory = directory;
    this.#isAllowed = isAllowed;
    this.#spareBytes = spareBytes;
    if (!existsSync(directory)) return;
    for (const file of readdirSync(directory)) {
      const [name = "", extension = ""] = file.split(".");
      if (NAME.test(name) && Object.hasOwn(TYPES, extension)) this.#known.set(name, extension);
    }
  }

  /** Whether there is such a picture for somebody to name; from now on it counts as young. */
  claim(name: string): boolean {
    const path = this.#pathOf(name);
    if (path === null) return false;
    try {
      const now = new Date();
      utimesSync(path, now, now);
      return true;
    } catch (error) {
      // Where its time cannot be written nothing can be removed either.
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") return true;
      this.#known.delete(name);
      return false;
    }
  }

  /** Whether there are pictures that nobody has claimed since a moment. */
  hasOlder(before: Instant): boolean {
    return [...this.#known.keys()].some(name => this.#claimedAt(name) < before);
  }

  /**
   * Removes pictures that nothing names and that nobody has claimed since a moment, and says how many.
   *
   * @param named  names of those that something names
   */
  removeUnnamed(named: ReadonlySet<string>, before: Instant): number {
    // Each is looked at and removed in one go: whoever claims it finds it, or finds it gone and sends it again.
    const gone = [...this.#known.keys()].filter(name => !named.has(name) && this.#claimedAt(name) < before);
    for (const name of gone) {
      unlinkSync(this.#pathOf(name) ?? "");
      this.#known.delete(name);
    }
    return gone.length;
  }

  /** When it was claimed last, in ms since 1970; one that is not there any more is as young as can be. */
  #claimedAt(name: string): number {
    const found = statSync(this.#pathOf(name) ?? "", { throwIfNoEntry: false });
    return found?.mtimeMs ?? Number.POSITIVE_INFINITY;
  }

  #pathOf(name: string): string | null {
    const extension = this.#known.get(name);
    return extension === undefined ? null : join(this.#directory, `${name}.${extension}`);
  }

  /** Resolves when the picture is durable, or says why it is not kept. The same picture twice is one. */
  async keep(picture: Buffer): Promise<PhotoKept> {
    if (!this.#isAllowed)
      return { is: "refused", why: "this hall keeps no pictures: its site file has no `photos: true`" };
    if (picture.length > LARGEST_PHOTO_BYTES) return { is: "refused", why: "the picture is over 2 MB" };
    const extension = extensionOf(picture);
    if (extension === null)
      return { is: "refused", why: "this is no picture: only JPEG, PNG and WebP are taken" };
    const name = createHash("sha256").update(picture).digest("hex");
    if (this.claim(name)) return { is: "kept", name };
    await mkdir(this.#directory, { recursive: true });
    if (freeBytes(this.#directory) < this.#spareBytes)
      return {
        is: "full",
        why: "the gateway's disk is nearly full: pictures are not kept until there is room",
      };
    await writeDurably(this.#directory, `${name}.${extension}`, picture);
    this.#known.set(name, extension);
    return { is: "kept", name };
  }

  /** Null: there is no such picture, or the hall keeps none any more. */
  async show(name: string): Promise<PhotoShown | null> {
    const extension = this.#isAllowed ? this.#known.get(name) : undefined;
    if (extension === undefined) return null;
    try {
      const picture = await readFile(join(this.#directory, `${name}.${extension}`));
      return { picture, type: TYPES[extension as keyof typeof TYPES] };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      // Somebody has removed it; it can be sent again.
      this.#known.delete(name);
      return null;
    }
  }
}

const TYPES = { jpg: "image/jpeg", png: "image/png", webp: "image/webp" } as const;

/** By the first bytes, whatever the sender calls it. @see ISO/IEC 10918-1 B.1.1.3, RFC 2083 §3.1, RFC 9649 §2.3 */
const extensionOf = (picture: Buffer): keyof typeof TYPES | null => {
  const begins = (bytes: readonly number[], at = 0) =>
    bytes.every((byte, index) => picture[at + index] === byte);
  if (begins([0xff, 0xd8, 0xff])) return "jpg";
  if (begins([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return "png";
  if (begins([0x52, 0x49, 0x46, 0x46]) && begins([0x57, 0x45, 0x42, 0x50], 8)) return "webp";
  return null;
};

const freeBytes = (directory: string): number => {
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize;
};

const writeDurably = async (directory: string, name: string, picture: Buffer): Promise<void> => {
  const path = join(directory, name);
  const file = await open(`${path}.new`, "w");
  try {
    await file.writeFile(picture);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
  const folder = await open(directory, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
};
