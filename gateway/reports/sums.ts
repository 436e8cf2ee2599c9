import { hash } from "node:crypto";

/** Name of the list of checksums beside the files of a year. */
export const SUMS = "SHA256SUMS";

/** SHA-256 by name of file. */
export type Sums = ReadonlyMap<string, string>;

export const sha256Of = (bytes: Buffer): string => hash("sha256", bytes);

/**
 * Checksums as `sha256sum --check` reads them; lines that are none are left out.
 *
 * @see GNU coreutils, sha256sum: hash, two spaces, name
 */
export const parseSums = (text: string): Sums =>
  new Map(
    text.split("\n").flatMap(line => {
      const found = /^([0-9a-f]{64}) [ *](.+)$/.exec(line);
      return found ? [[found[2] ?? "", found[1] ?? ""] as const] : [];
    }),
  );

/** Hex SHA-256 of the list of checksums of some files: stands for all of them, byte by byte. */
export const documentsHash = (files: readonly { readonly name: string; readonly sha256: string }[]): string =>
  sha256Of(Buffer.from(sumsText(new Map(files.map(({ name, sha256 }) => [name, sha256])))));

/** In the order of the names. */
export const sumsText = (sums: Sums): string =>
  [...sums]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, sum]) => `${sum}  ${name}\n`)
    .join("");
