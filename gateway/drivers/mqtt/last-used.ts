import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type Instant, instant, toIso } from "#rules/time/instant.ts";

const pathIn = (directory: string): string => join(directory, "devices-used.json");
const schema = z.record(z.string(), z.iso.datetime());

/**
 * When tokens were used last, by their hash. It stands apart from the credentials: the gateway alone writes here, so that
 * it can never take back what somebody changes there at the same moment. Nothing where it cannot be read: it decides nothing.
 */
export const readLastUsed = (directory: string): ReadonlyMap<string, Instant> => {
  try {
    const all = Object.entries(schema.parse(JSON.parse(readFileSync(pathIn(directory), "utf8"))));
    return new Map(all.map(([hash, at]) => [hash, instant(Date.parse(at))]));
  } catch {
    return new Map();
  }
};

/** Notes when tokens were used; `keep` writes what is new, for the hashes that are still known. */
export const lastUsed = (directory: string) => {
  const used = new Map(readLastUsed(directory));
  let isNew = false;
  return {
    note: (hash: string, at: Instant): void => {
      used.set(hash, at);
      isNew = true;
    },
    /** @throws {Error} of the disk */
    keep: (known: ReadonlySet<string>): void => {
      if (!isNew) return;
      for (const hash of used.keys()) if (!known.has(hash)) used.delete(hash);
      const text = JSON.stringify(
        Object.fromEntries([...used].map(([hash, at]) => [hash, toIso(at)])),
        null,
        2,
      );
      const path = pathIn(directory);
      writeFileSync(`${path}.new`, `${text}\n`, { mode: 0o600 });
      renameSync(`${path}.new`, path);
      isNew = false;
    },
  };
};
