import { type Instant, toIso } from "#rules/time/instant.ts";
import type { Clock } from "../ports/clock.ts";
import type { Driver } from "../ports/driver.ts";
import type { History } from "../ports/history.ts";
import type { WireHealth } from "../wire/health.ts";
import type { LiveEngine } from "./live-engine.ts";
import type { Loop } from "./loop.ts";
import type { Recorder } from "./recorder.ts";
import type { Reload } from "./reload.ts";

export type HealthParts = {
  readonly engine: LiveEngine;
  readonly drivers: readonly Driver[];
  readonly histories: readonly History[];
  /** What brings news out of the gateway: each says what people must know of it, in sentences. */
  readonly outlets: readonly { problems(): readonly string[] }[];
  readonly recorder: Recorder;
  readonly loop: Loop;
  readonly reload: Reload;
  readonly clock: Clock;
  readonly kept: () => WireHealth["kept"];
  readonly startedAt: Instant;
  readonly version: string;
};

/** How the gateway is doing. Anything that people must know is a sentence in `problems`. */
export const healthOf = ({
  engine,
  drivers,
  histories,
  outlets,
  recorder,
  loop,
  reload,
  clock,
  kept,
  startedAt,
  version,
}: HealthParts): WireHealth => {
  const sources = drivers
    .flatMap(driver => driver.health())
    .map(source => ({ ...source, since: toIso(source.since) }));
  const stores = histories
    .map(history => history.health())
    .map(({ name, since, ...store }) => ({ id: name, ...store, since: toIso(since) }));
  const { phase, why } = engine.current.hours();
  const problems = [
    ...(recorder.trouble === ""
      ? []
      : [
          `nothing can be recorded (${recorder.waiting} decisions wait, nobody is told): ${recorder.trouble}`,
        ]),
    ...(reload.trouble === "" ? [] : [reload.trouble]),
    ...clockProblem(clock),
    ...(phase === "unknown" ? [`rules that depend on opening hours cannot judge: ${why}`] : []),
    ...stores.filter(({ state }) => state === "down").map(({ id, lastError }) => `store ${id}: ${lastError}`),
    ...sources.filter(({ state }) => state === "down").map(({ id, lastError }) => `${id}: ${lastError}`),
    ...outlets.flatMap(outlet => outlet.problems()),
    ...stores
      .filter(({ counts }) => (counts.dropped ?? 0) > 0)
      .map(({ id, counts }) => `store ${id}: ${counts.dropped} readings were dropped`),
  ];
  return {
    status: problems.length === 0 ? "ok" : "degraded",
    problems,
    version,
    at: toIso(clock.now()),
    startedAt: toIso(startedAt),
    points: engine.current.signals.counts(),
    rules: engine.current.tally(),
    sources: sources.map(source => ({ ...source, counts: { ...source.counts } })),
    stores: stores.map(store => ({ ...store, counts: { ...store.counts } })),
    late: engine.current.late(),
    kept: kept(),
    loop: { ...loop.counts },
  };
};

const clockProblem = (clock: Clock): string[] => {
  const seconds = Math.round((clock.offset?.() ?? 0) / 1_000);
  if (seconds === 0) return [];
  const ahead = seconds > 0 ? "ahead" : "behind";
  return [
    `the machine's clock was moved and is ${Math.abs(seconds)} s ${ahead} of the hall's; it is followed once that has lasted a minute`,
  ];
};
