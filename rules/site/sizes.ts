import { type Told, told } from "./form.ts";

const UNITS: ReadonlyMap<string, number> = new Map([
  ["B", 1],
  ["kB", 1_000],
  ["MB", 1_000_000],
  ["KiB", 1_024],
  ["MiB", 1_048_576],
]);
const LEAST = 256;
/** The largest payload that MQTT can carry. @see MQTT 3.1.1 §2.2.3 */
const MOST = 268_435_455;

/** Reads the size of a packet in bytes: `64 KiB`, `100 kB`. */
export const packetSize = (text: string): Told<number> => {
  const [, count, unit] = /^(\d{1,9}) ?([A-Za-z]+)$/.exec(text.trim()) ?? [];
  const factor = UNITS.get(unit ?? "");
  if (count === undefined || factor === undefined) {
    const help = "write it as 64 KiB, 100 kB or 1 MiB";
    return { is: "refused", code: "CFG207", why: `expected a size, found "${text}"`, help };
  }
  const bytes = Number(count) * factor;
  if (bytes < LEAST || bytes > MOST) {
    return { is: "refused", code: "CFG105", why: `${text} is not between 256 B and 256 MiB`, help: "" };
  }
  return told(bytes);
};
