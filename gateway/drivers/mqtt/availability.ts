import { parseJson } from "./json.ts";
import { textOf } from "./message.ts";

/** What a device's availability topic says of it. `other` is neither of the two words that the site file names. */
export type Availability = { readonly is: "online" | "offline" | "other"; readonly text: string };

/**
 * Reads a last will or birth: the bare word, the word in JSON quotes, or an object with the word as its `state`, as
 * zigbee2mqtt writes it.
 */
export const readAvailability = (
  payload: Buffer,
  words: { readonly online: string; readonly offline: string },
): Availability => {
  const text = (textOf(payload) ?? payload.toString("latin1")).trim();
  const is = [text, inside(text)].map(word =>
    word === words.offline ? "offline" : word === words.online ? "online" : "other",
  );
  return { is: is.find(found => found !== "other") ?? "other", text };
};

const inside = (text: string): unknown => {
  if (!/^["{]/.test(text)) return undefined;
  const parsed = parseJson(text);
  if (parsed.is === "broken") return undefined;
  const { value } = parsed;
  return typeof value === "object" && value !== null && Object.hasOwn(value, "state")
    ? (value as { state: unknown }).state
    : value;
};
