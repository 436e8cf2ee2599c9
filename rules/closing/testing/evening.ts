import { expect } from "vitest";
import { at } from "../../engine/testing/hall.ts";
import type { StandingPaper } from "../certificate.ts";
import { closingClerk } from "../clerk.ts";
import { closingView } from "../view.ts";
import { Bench } from "./bench.ts";

/** A hall at 17:20 in which all is as it should be. */
export const begin = (): Bench => {
  const bench = new Bench(closingClerk, at("17:20"));
  bench.readAll();
  return bench;
};

/** At a time of the evening, with everything told again but for what differs. */
export const later = (
  bench: Bench,
  clock: string,
  differ: Readonly<Record<string, number | string>> = {},
): void => {
  bench.goOn(at(clock));
  bench.readAll(differ);
};

/** Somebody signs; undefined: done, otherwise why not. */
export const sign = (bench: Bench, by: string, scope: "final" | "partial" = "final"): string | undefined =>
  bench.ask({ is: "sign-closing", by, at: bench.now, scope });

/** What does not pass, and why. */
export const red = (bench: Bench): readonly string[] =>
  closingView(bench.hall())
    .items.filter(({ verdict }) => verdict !== "pass")
    .map(({ id, verdict, why }) => `${id} ${verdict}: ${why.en}`);

/** Who hears of what. */
export const affairs = (bench: Bench): readonly string[] =>
  bench.clerk
    .affairs(bench.hall())
    .map(({ fact, finding }) => `P${finding.priority} ${fact} → ${finding.tell.join(", ")}`);

/** The trail so far. */
export const happened = (bench: Bench): readonly string[] =>
  bench.entries.map(({ kind, what, by }) => `${kind} ${what}${by === null ? "" : ` ${by}`}`);

/** A hall that was certified at 17:54. */
export const certified = (): Bench => {
  const bench = begin();
  later(bench, "17:54");
  expect(sign(bench, "E1")).toBeUndefined();
  expect(sign(bench, "G1")).toBeUndefined();
  return bench;
};

/** What became of the nth certificate. */
export const standing = (bench: Bench, n = 0): StandingPaper => {
  const found = bench.valuesOf<StandingPaper>("standing")[n];
  if (!found) throw new Error("no certificate");
  return found;
};
