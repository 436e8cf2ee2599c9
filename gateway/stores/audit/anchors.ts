import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Anchor, KnownHead, Wrong } from "#gateway/ports/audit.ts";
import { instant } from "#rules/time/instant.ts";

/** What an audit goes by: ends that the trail once had, and lines that should have told one and do not. */
export type Anchors<A = KnownHead> = { readonly anchors: readonly A[]; readonly wrong: readonly Wrong[] };

const line = z.strictObject({
  seq: z.int().min(1),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.int().transform(instant),
});

/** One anchor as a line of the file. */
export const anchorLine = ({ seq, hash, at }: Anchor): string => `${JSON.stringify({ seq, hash, at })}\n`;

/** Reads a file of anchors; one that is not there has none. A last line that a power cut left unfinished is none. */
export const readAnchors = (path: string): Anchors<Anchor> => {
  const lines = textOf(path).split("\n").slice(0, -1);
  const read = lines.map((text, n) => ({ anchor: anchorOf(text), line: n + 1 }));
  return {
    anchors: read.flatMap(({ anchor }) => anchor ?? []),
    wrong: read.flatMap(({ anchor, line }): Wrong[] =>
      anchor === null ? [{ is: "anchor-unreadable", seq: null, line }] : [],
    ),
  };
};

const textOf = (path: string): string => {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  }
};

const anchorOf = (text: string): Anchor | null => {
  try {
    return line.parse(JSON.parse(text));
  } catch {
    return null;
  }
};
