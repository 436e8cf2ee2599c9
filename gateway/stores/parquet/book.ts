import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { Fault } from "#gateway/ports/fault.ts";
import { prepareDirectory } from "../directory.ts";
import { sha256Of } from "./file-hash.ts";
import { type ColdKind, coldDirectory, manifestPath } from "./layout.ts";
import {
  type BrokenFile,
  type ColdFile,
  EMPTY,
  type LookInto,
  type Manifest,
  readManifest,
  writeManifest,
} from "./manifest.ts";
import { rebuiltManifest } from "./rebuild.ts";

/** The cold files of a data directory as their only writer knows them. */
export type Book = {
  manifest(): Manifest;
  /** Makes these files count in the place of the others; durable when it returns. */
  replace(gone: readonly ColdFile[], come: readonly ColdFile[]): void;
  /** Takes a file that cannot be read out, with the reason; it stays on the disk. */
  setAside(file: ColdFile, why: string, at: number): void;
  /** Forgets a broken file for good, and removes what is left of it. */
  forget(file: BrokenFile): void;
  /** Looks whether all files are there in their length, and whether broken ones have been mended or removed. */
  check(at: number): Promise<void>;
  /** Removes what is on the disk and counts no more. */
  sweep(): void;
  /** What a file that is written next is called. */
  nextRevision(kind: ColdKind, of: string): number;
  pathOf(file: Pick<ColdFile, "file">): string;
  /** `<data>/history` */
  readonly root: string;
};

/**
 * Opens the book of a data directory. A manifest that cannot be read is put aside and made again from the files, so that
 * nothing is lost with it but the notes of what came late.
 *
 * @param look  tells what is in a file, for that case
 */
export const openBook = async (directory: string, look: LookInto, at: number): Promise<Book> => {
  const root = coldDirectory(directory);
  prepareDirectory(root);
  for (const kind of ["readings", "minutes", "quarters"]) mkdirSync(join(root, kind), { recursive: true });
  let manifest = await loaded(directory, look, at);
  const pathOf = ({ file }: { readonly file: string }) => join(root, file);
  const write = (next: Manifest): void => {
    writeManifest(directory, next);
    manifest = next;
  };
  const setAside = (file: ColdFile, why: string, since: number): void =>
    write({
      files: manifest.files.filter(each => each.file !== file.file),
      broken: [...manifest.broken, { file: file.file, why, since, was: file }],
    });
  return {
    manifest: () => manifest,
    replace: (gone, come) => {
      const names = new Set(gone.map(({ file }) => file));
      const kept = manifest.files.filter(({ file }) => !names.has(file));
      write({ ...manifest, files: inOrder([...kept, ...come]) });
    },
    setAside,
    forget: ({ file }) => {
      rmSync(join(root, file), { force: true });
      write({ ...manifest, broken: manifest.broken.filter(each => each.file !== file) });
    },
    check: async now => {
      for (const file of manifest.files) {
        const size = statSync(pathOf(file), { throwIfNoEntry: false })?.size;
        if (size === undefined) setAside(file, "it is missing", now);
        else if (size !== file.bytes)
          setAside(file, `it has ${size} bytes where ${file.bytes} were written`, now);
      }
      const mended: ColdFile[] = [];
      const broken: BrokenFile[] = [];
      for (const one of manifest.broken)
        if (one.was && (await isWhole(pathOf(one), one.was))) mended.push(one.was);
        else if (one.was || existsSync(pathOf(one))) broken.push(one);
      if (broken.length < manifest.broken.length)
        write({ files: inOrder([...manifest.files, ...mended]), broken });
    },
    sweep: () => {
      const known = new Set([...manifest.files, ...manifest.broken].map(({ file }) => file));
      for (const kind of ["readings", "minutes", "quarters"])
        for (const name of readdirSync(join(root, kind)))
          if (!known.has(`${kind}/${name}`)) rmSync(join(root, kind, name), { force: true });
    },
    nextRevision: (kind, of) => {
      const { files, broken } = manifest;
      const all = [...files, ...broken.flatMap(({ was }) => was ?? [])];
      return (
        1 + Math.max(0, ...all.filter(file => file.is === kind && file.of === of).map(file => file.revision))
      );
    },
    pathOf,
    root,
  };
};

const inOrder = (files: readonly ColdFile[]): readonly ColdFile[] =>
  files.toSorted((a, b) => (a.file < b.file ? -1 : 1));

/** Whether a file is there, byte for byte as it was written. */
export const isWhole = async (path: string, { bytes, sha256 }: ColdFile): Promise<boolean> =>
  statSync(path, { throwIfNoEntry: false })?.size === bytes && (await sha256Of(path)) === sha256;

const loaded = async (directory: string, look: LookInto, at: number): Promise<Manifest> => {
  try {
    return readManifest(directory) ?? EMPTY;
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== "COLD_MANIFEST") throw error;
    const aside = `manifest.json.broken-${at}`;
    const { files, broken } = await rebuiltManifest(directory, look, at);
    const note: BrokenFile = {
      file: aside,
      why: `it could not be read; the list was made again from ${files.length} files`,
      since: at,
    };
    renameSync(manifestPath(directory), join(coldDirectory(directory), aside));
    const manifest = { files, broken: [...broken, note] };
    writeManifest(directory, manifest);
    return manifest;
  }
};
