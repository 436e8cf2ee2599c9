import { readFileSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import { z } from "zod";
import { type Log, silent } from "#gateway/ports/log.ts";
import { instant } from "#rules/time/instant.ts";
import type { Learned, UnitLessons } from "./learned.ts";

const at = z.number().transform(instant);
const table = z.enum(["coil", "discrete", "holding", "input"]);
const address = z.int().min(0).max(0xffff);
const lessons = z.strictObject({
  points: z.string(),
  illegal: z.array(
    z.strictObject({ table, from: address, to: address, at, tries: z.int().min(0) }).readonly(),
  ),
  seams: z.array(z.strictObject({ table, at: address }).readonly()),
  block: z.int().min(1).exactOptional(),
  bits: z.int().min(1).exactOptional(),
  since: at,
});
const schema = z.record(z.string(), lessons);

/**
 * Keeps what units refuse in a JSON file by `<line>/<unit>`. What cannot be read is learned anew, which costs a few
 * refused reads; what cannot be written is told in the log and tried again with the next lesson.
 *
 * @param path  in the data directory: `modbus-learned.json`
 */
export const learnedFile = (path: string, log: Log = silent): Learned => {
  const units = new Map<string, UnitLessons>(Object.entries(readAll(path, log)));
  let isDirty = false;
  let saving: Promise<void> | null = null;
  const save = async () => {
    // Whatever is learned in the same breath goes into one file.
    await Promise.resolve();
    while (isDirty) {
      isDirty = false;
      try {
        await writeFile(`${path}.new`, `${JSON.stringify(Object.fromEntries(units), null, 1)}\n`);
        await rename(`${path}.new`, path);
      } catch (error) {
        log.warn({ path, error: String(error) }, "what units refuse cannot be kept");
      }
    }
    saving = null;
  };
  const keep = () => {
    isDirty = true;
    saving ??= save();
  };
  return {
    load: (line, unit) => units.get(`${line}/${unit}`) ?? null,
    keep: (line, unit, learned) => {
      units.set(`${line}/${unit}`, learned);
      keep();
    },
    forget: (line, unit) => {
      if (units.delete(`${line}/${unit}`)) keep();
    },
    saved: async () => {
      await saving;
    },
  };
};

const readAll = (path: string, log: Log): Readonly<Record<string, UnitLessons>> => {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw error;
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    log.warn({ path, error: String(error) }, "what units refuse is learned anew");
    return {};
  }
};

/** The name of the file in the data directory. */
export const LEARNED_FILE = "modbus-learned.json";
