import { findTrouble } from "./json-trouble.ts";

/** JSON of a device, or why it cannot be read, for the technician at the device. */
export type Json =
  | { readonly is: "json"; readonly value: unknown }
  | { readonly is: "broken"; readonly why: string };

const DEPTH = 16;
/** Rarely written; where it is, keys cannot be counted by the quote and colon that end them. */
const SPACE_BEFORE_COLON = /[ \t\r\n]:/;

/**
 * Parses one payload more strictly than `JSON.parse`: nesting is limited to 16 levels, and a key that stands twice in
 * one object is refused, since nobody can know which of the two values is meant (RFC 8259 §4 leaves it open).
 */
export const parseJson = (text: string): Json => {
  if (isDeep(text)) return { is: "broken", why: `payload is nested deeper than ${DEPTH} levels` };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { is: "broken", why: `payload is not JSON: ${findTrouble(text) ?? "unknown trouble"}` };
  }
  if (keysOf(value) !== count(text, '":') || SPACE_BEFORE_COLON.test(text)) {
    const trouble = findTrouble(text);
    if (trouble !== null) return { is: "broken", why: `payload is ambiguous: ${trouble}` };
  }
  return { is: "json", value };
};

/** Few brackets cannot nest deeply, so most payloads are not scanned any further. */
const isDeep = (text: string): boolean => {
  if (count(text, "{") + count(text, "[") <= DEPTH) return false;
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]]/gs)) {
    if (token === "{" || token === "[") depth++;
    else if (token === "}" || token === "]") depth--;
    if (depth > DEPTH) return true;
  }
  return false;
};

const count = (text: string, piece: string): number => {
  let found = 0;
  for (let i = text.indexOf(piece); i >= 0; i = text.indexOf(piece, i + 1)) found++;
  return found;
};

/** How many keys there are in all objects of a value; fewer than were written when one was written twice. */
const keysOf = (value: unknown): number => {
  if (typeof value !== "object" || value === null) return 0;
  let keys = 0;
  if (Array.isArray(value)) for (const item of value) keys += keysOf(item);
  else
    for (const key in value) {
      const child = (value as Record<string, unknown>)[key];
      keys += 1 + (typeof child === "object" ? keysOf(child) : 0);
    }
  return keys;
};
