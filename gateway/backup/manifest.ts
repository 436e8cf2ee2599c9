import { createHash } from "node:crypto";
import { closeSync, fsyncSync, lstatSync, openSync, readFileSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { Fault } from "../ports/fault.ts";
import { syncDirectory } from "../stores/directory.ts";

/** The list that makes a directory a backup: what is not named in it is no part of it. */
export const MANIFEST = "manifest.json";

/** Below the data directory or beside the site file, with slashes; it leads nowhere else. */
const inside = z
  .string()
  .regex(/^(data|site)\/[^\\]+$/)
  .refine(path => path.split("/").every(part => part !== "" && part !== "." && part !== ".."));

const file = z.strictObject({
  /** `data/record.db`, `site/hall.yaml` */
  path: inside,
  is: z.enum(["database", "file"]),
  bytes: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Rights of the file as it was: `0o600` as 384. */
  mode: z.int().min(0).max(0o777),
});

const shape = z.strictObject({
  hallwatch: z.literal(1),
  /** Id of the hall. */
  site: z.string().min(1),
  /** Version of Hallwatch that wrote it. */
  version: z.string(),
  /** ms since 1970: everything that was committed before is in it, and what came later may be lacking. */
  at: z.int(),
  /** The end of the trail in it; null: there is no record in it. */
  head: z.strictObject({ seq: z.int().min(0), hash: z.string() }).nullable(),
  /** Its site file among `files`; null: it has none. */
  siteFile: inside.nullable(),
  files: z.array(file).readonly(),
});

export type BackupFile = z.infer<typeof file>;
export type BackupManifest = z.infer<typeof shape>;

/**
 * The manifest as text. Its last line is the SHA-256 of all lines before it, so that no letter of it can change unseen.
 */
export const manifestText = (manifest: BackupManifest): string => {
  const { files, ...about } = manifest;
  const lines = files.map(each => `\n  ${JSON.stringify(each)}`).join(",");
  const body = `${JSON.stringify(about).slice(0, -1)},"files":[${lines}\n]}\n`;
  return `${body}${sumOf(body)}\n`;
};

/**
 * Reads the manifest of a backup.
 *
 * @throws {Fault} `NO_BACKUP` when the directory has none; `BACKUP_DAMAGED` when it is not as it was written
 */
export const readManifest = (directory: string): BackupManifest => {
  const path = join(directory, MANIFEST);
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined)
    throw new Fault(
      "NO_BACKUP",
      `${directory}: it has no ${MANIFEST}: it is no backup, or was never finished`,
      {
        retry: false,
      },
    );
  const damaged = (why: string, cause?: unknown): Fault =>
    new Fault("BACKUP_DAMAGED", `${path}: ${why}`, { retry: false, cause });
  if (!found.isFile()) throw damaged("it is no file");
  const bytes = readFileSync(path);
  const text = bytes.toString("utf8");
  const end = text.lastIndexOf("\n", text.length - 2) + 1;
  if (!Buffer.from(text).equals(bytes) || text.slice(end) !== `${sumOf(text.slice(0, end))}\n`)
    throw damaged("it is not as it was written");
  try {
    return shape.parse(JSON.parse(text.slice(0, end)));
  } catch (cause) {
    throw damaged("this version of Hallwatch does not know how to read it", cause);
  }
};

/** Writes the manifest, durable when this returns, with the names of all files beside it. */
export const writeManifest = (directory: string, manifest: BackupManifest): void => {
  const handle = openSync(join(directory, MANIFEST), "wx", 0o600);
  try {
    writeSync(handle, manifestText(manifest));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  syncDirectory(directory);
  syncDirectory(dirname(directory));
};

const sumOf = (text: string): string => createHash("sha256").update(text).digest("hex");
