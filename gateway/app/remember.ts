import type { Site } from "#rules/site/model.ts";
import { after, hours, type Instant, millis } from "#rules/time/instant.ts";
import type { History } from "../ports/history.ts";
import type { Log } from "../ports/log.ts";
import type { LiveEngine } from "./live-engine.ts";

/** How far back the engine learns what was said before it began: late data of that time can be judged. */
const REACH = hours(2);
/** Readings of a point that are enough: as many runs as its journal keeps at most, and every reading may be one. */
const MOST_READINGS = 720;
/** Real time after which a hall with very many points goes on with what it has, in ms. */
const PATIENCE_MS = 20_000;

export type RememberParts = {
  readonly site: Site;
  readonly engine: LiveEngine;
  readonly history: History;
  readonly startedAt: Instant;
  readonly log: Log;
  /** Ends it when the gateway stops. */
  readonly signal?: AbortSignal;
  /** Real time that this may take, in ms. */
  readonly patienceMs?: number;
};

/**
 * Tells a new engine what its points said in the last two hours, as far as a history can read it back. Judging goes on
 * meanwhile; resolves when all of it is told, or time is up. A history that fails costs only what it would have told.
 */
export const remember = async (parts: RememberParts): Promise<void> => {
  const { site, engine, history, startedAt, log, signal, patienceMs = PATIENCE_MS } = parts;
  const from = after(startedAt, millis(-REACH));
  const begun = performance.now();
  let points = 0;
  let readings = 0;
  try {
    for (const { id, index } of site.points) {
      if (signal?.aborted === true) return;
      if (performance.now() - begun > patienceMs) break;
      if (!engine.current.isJudged(index)) continue;
      const values = await history.range(id, from, startedAt, MOST_READINGS);
      if (values === null) return;
      const said = values.filter(({ quality }) => quality !== "uncertain");
      // Of more readings than were asked for only the newest are here.
      const since = values.length < MOST_READINGS ? from : (values[0]?.at ?? from);
      engine.current.remember(index, said, since);
      points++;
      readings += said.length;
    }
  } catch (error) {
    if (signal?.aborted === true) return;
    log.warn(
      { err: error },
      "history cannot be read: late data of the time before the start cannot be judged",
    );
    return;
  }
  log.debug({ points, readings, tookMs: Math.round(performance.now() - begun) }, "past remembered");
};
