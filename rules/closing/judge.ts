import type { Signal } from "../reading/signal.ts";
import type { Point, Words } from "../site/model.ts";
import type { Instant } from "../time/instant.ts";
import type { Need, Plan } from "./needs.ts";
import { joined, NOTHING, tooOld, whyUnknown } from "./phrases.ts";

/** What a check looks at, and what counts. */
export type Sight = {
  readonly signalOf: (point: number) => Signal;
  /** Only what was measured from here on counts; null: a preview, in which every good value does. */
  readonly since: Instant | null;
  /** What was at `since`, for people; absent: closing. */
  readonly sinceWhat?: Words;
  /** By point: only what a device whose clock was ahead says after this counts. */
  readonly ahead: Readonly<Record<string, Instant>>;
  readonly isApproved: (zone: string) => boolean;
};

export type Verdict = "pass" | "fail" | "unknown";

/** `why`: what is wrong or missing; empty texts for a pass. */
export type Judged = { readonly verdict: Verdict; readonly why: Words };

/** Whether a value is good and was measured since closing. */
export const isFresh = ({ id }: Point, { state, at }: Signal, { since, ahead }: Sight): boolean => {
  if (state !== "good") return false;
  if (since === null) return true;
  const notAfter = ahead[id];
  return at >= since && (notAfter === undefined || at > notAfter);
};

/**
 * Judges what a plan asks: it passes only on values that are good and measured since closing. What is known to be wrong
 * fails, whatever else is missing; everything else is unknown.
 */
export const judgePlan = ({ needs, missing }: Pick<Plan, "needs" | "missing">, sight: Sight): Judged => {
  const seen: readonly Judged[] = [
    ...needs.map(need => look(need, sight)),
    ...missing.map((why): Judged => ({ verdict: "unknown", why })),
  ];
  const verdict =
    (["fail", "unknown"] as const).find(worse => seen.some(each => each.verdict === worse)) ?? "pass";
  if (verdict === "pass") return { verdict, why: NOTHING };
  return { verdict, why: joined(seen.filter(each => each.verdict === verdict).map(({ why }) => why)) };
};

const look = ({ point, isRight, wrong }: Need, sight: Sight): Judged => {
  const signal = sight.signalOf(point.index);
  if (signal.state !== "good") return { verdict: "unknown", why: whyUnknown(signal, point.name) };
  if (!isRight(signal.value)) return { verdict: "fail", why: wrong(signal.value) };
  if (!isFresh(point, signal, sight)) return { verdict: "unknown", why: tooOld(point.name, sight.sinceWhat) };
  return { verdict: "pass", why: NOTHING };
};
