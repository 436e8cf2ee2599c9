import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import type { PaperForm, Rendered } from "./render.ts";
import type { PaperLanguage } from "./words/language.ts";

/** One archived document, as the trail names it. */
export type ArchivedFile = { readonly name: string; readonly sha256: string };

const ID = /^[\w.-]{1,120}$/;

/** The name of a certificate's document: `closing-2025-07-10-1.zh.pdf`. */
export const paperName = (id: string, lang: PaperLanguage, form: PaperForm): string =>
  `${id}.${lang}.${form}`;

/** Documents of certificates as they were when these were issued, in files that nothing ever changes. */
export class Archive {
  readonly #directory: string;

  /** @param directory  made when the first certificate comes */
  constructor(directory: string) {
    this.#directory = directory;
  }

  /**
   * Keeps the documents of a certificate; durable when it resolves. One that is there already stays as it is.
   *
   * @returns what is there now
   */
  async keep(id: string, documents: readonly Rendered[]): Promise<readonly ArchivedFile[]> {
    await mkdir(this.#directory, { recursive: true, mode: 0o750 });
    const kept: ArchivedFile[] = [];
    for (const { lang, form, bytes } of documents) {
      const name = paperName(id, lang, form);
      if (!existsSync(join(this.#directory, name))) await this.#write(name, bytes);
      const there = await readFile(join(this.#directory, name));
      kept.push({ name, sha256: createHash("sha256").update(there).digest("hex") });
    }
    const folder = await open(this.#directory, "r");
    try {
      if (process.platform !== "win32") await folder.sync();
    } finally {
      await folder.close();
    }
    return kept;
  }

  /** Null: there is none. */
  async read(id: string, lang: PaperLanguage, form: PaperForm): Promise<Buffer | null> {
    if (!ID.test(id)) return null;
    try {
      return await readFile(join(this.#directory, paperName(id, lang, form)));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
      throw error;
    }
  }

  async #write(name: string, bytes: Buffer): Promise<void> {
    const path = join(this.#directory, name);
    const file = await open(`${path}.new`, "w", 0o640);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(`${path}.new`, path);
  }
}
