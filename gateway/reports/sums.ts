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

/** In the order of the names. */
export const sumsText = (sums: Sums): string =>
  [...sums]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, sum]) => `${sum}  ${name}\n`)
    .join("");
