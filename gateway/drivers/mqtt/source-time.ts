import type { MqttSource } from "#rules/site/model.ts";
import { type Instant, instant } from "#rules/time/instant.ts";
import { type Finder, finder } from "./path.ts";

/** Reads the time that a payload carries: undefined when it carries none, NaN when what it carries is no time. */
export type TimeReader = (root: unknown) => Instant | undefined;

/** Makes the reader for one way of writing the time; without one, payloads carry no time. */
export const timeReader = (time: MqttSource["time"]): TimeReader => {
  if (time === undefined) return () => undefined;
  const find: Finder = finder(time.path);
  const parse = FORMS[time.form];
  return root => {
    const raw = find(root);
    return raw === undefined || raw === null ? undefined : instant(Math.round(parse(raw)));
  };
};

/** Milliseconds since the epoch, or NaN. */
const FORMS: Record<NonNullable<MqttSource["time"]>["form"], (raw: unknown) => number> = {
  ms: raw => count(raw),
  s: raw => count(raw) * 1_000,
  iso: raw => (typeof raw === "string" && ISO.test(raw) ? Date.parse(raw) : Number.NaN),
};

/** A time without `Z` or an offset is no moment: nobody can know which zone the device meant. */
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)$/;

const count = (raw: unknown): number => {
  if (typeof raw === "number") return raw;
  return typeof raw === "string" && /^\d+(?:\.\d+)?$/.test(raw) ? Number(raw) : Number.NaN;
};
