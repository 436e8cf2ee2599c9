import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { type Instant, instant } from "#rules/time/instant.ts";

const kept = z.object({ markedUntil: z.number() });

/**
 * Up to where everything is marked, over restarts. Losing it costs nothing but work: marks are looked for before they are
 * set.
 */
export type Place = {
  /** Null: nothing was ever marked, or nobody knows. */
  read(): Promise<Instant | null>;
  keep(markedUntil: Instant): Promise<void>;
};

/** A small file of the data directory. */
export const place = (directory: string): Place => {
  const file = join(directory, "grafana.json");
  return {
    read: async () => {
      const text = await readFile(file, "utf8").catch(() => "");
      const read = text === "" ? null : kept.safeParse(parsed(text));
      return read?.success ? instant(read.data.markedUntil) : null;
    },
    keep: async markedUntil => {
      await writeFile(`${file}.part`, JSON.stringify({ markedUntil }));
      await rename(`${file}.part`, file);
    },
  };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
