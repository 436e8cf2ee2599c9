import type { Shown } from "../hall/part.ts";
import type { JsonPath, MqttPoint } from "../site/plan.ts";

/** A point of a message with what it shows now. */
export type Showing = { readonly point: MqttPoint; readonly shown: Shown };

/**
 * What a device publishes: one JSON text with every value at its path and the time at its own. A point with an empty
 * path is the whole payload: a number, or a bare word. Points that show nothing now are left out.
 *
 * @param at  source time, milliseconds since the epoch
 * @returns   null when no point shows anything
 */
export const payloadOf = (showings: readonly Showing[], at: number): string | null => {
  const said = showings.filter(({ shown }) => shown !== undefined);
  if (said.length === 0) return null;
  const whole = said.find(({ point }) => point.path.length === 0);
  if (whole) return String(spoken(whole.point, whole.shown));
  let body: unknown;
  for (const { point, shown } of said) {
    if (point.time) body = withValue(body, point.time.path, stamp(point.time.form, at));
    body = withValue(body, point.path, spoken(point, shown));
  }
  return JSON.stringify(body);
};

/** The JSON text as a device with a broken sender leaves it: cut short in the middle. */
export const malformed = (payload: string): string => `{${payload.slice(1, Math.ceil(payload.length / 2))}`;

/** The device's word or number for a value: the inverse of what the site file says about reading it. */
const spoken = ({ values, scale, offset }: MqttPoint, shown: Shown): string | number | boolean => {
  if (typeof shown === "number") return Number(((shown - offset) / scale).toFixed(4));
  const word = shown ?? "";
  const key = Object.entries(values).find(([, mapped]) => mapped === word)?.[0] ?? word;
  if (key === "true" || key === "false") return key === "true";
  return key.trim() !== "" && Number.isFinite(Number(key)) ? Number(key) : key;
};

const stamp = (form: "iso" | "ms" | "s", at: number): string | number => {
  switch (form) {
    case "iso":
      return new Date(at).toISOString();
    case "ms":
      return at;
    case "s":
      return Math.floor(at / 1000);
    default:
      return form satisfies never;
  }
};

/** `whole` with `value` put at `path`; objects and arrays on the way are made as needed. */
const withValue = (whole: unknown, path: JsonPath, value: unknown): unknown => {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (typeof step === "number") {
    const list = Array.isArray(whole) ? [...whole] : [];
    while (list.length < step) list.push(null);
    list[step] = withValue(list[step], rest, value);
    return list;
  }
  const known = isObject(whole) && Object.hasOwn(whole, step) ? whole[step] : undefined;
  return { ...(isObject(whole) ? whole : {}), [step]: withValue(known, rest, value) };
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
