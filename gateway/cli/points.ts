import { setTimeout as wait } from "node:timers/promises";
import { nearest } from "#rules/site/nearest.ts";
import { hall, type WireHall } from "../wire/hall.ts";
import { pointList, type WirePoint } from "../wire/point.ts";
import { type Address, ask } from "./api.ts";
import { EXIT, Stop } from "./exit.ts";
import { pointsLive, pointsText } from "./points-text.ts";
import { Screen } from "./screen.ts";
import { untilAskedToStop } from "./signals.ts";
import type { Words } from "./words/language.ts";

export type PointsOptions = {
  readonly http: Address;
  readonly watch: boolean;
  readonly json: boolean;
};

/**
 * Prints the points of a running gateway: once, exit code 1 when one of them cannot be trusted now; or, watching, every
 * second until Ctrl-C, exit code 0. As JSON one line each time.
 */
export const points = async (
  ids: readonly string[],
  { http, watch, json }: PointsOptions,
  words: Words,
): Promise<number> => {
  const read = (asked?: AbortSignal) => pointsOf(http, ids, words, asked);
  const print = ({ at, shown }: Seen): void => {
    if (json) console.log(JSON.stringify({ schema: 1, at, points: shown }));
    else console.log(pointsText(shown, Date.parse(at), process.stdout.columns, words));
  };
  if (!watch) {
    const seen = await read();
    print(seen);
    return seen.shown.every(({ state }) => state === "good") ? EXIT.ok : EXIT.found;
  }
  if (!json && process.stdout.isTTY) return watchOnScreen(http, read, words);
  await everySecond(read, print);
  return EXIT.ok;
};

type Seen = { readonly at: string; readonly shown: readonly WirePoint[] };

const pointsOf = async (
  http: Address,
  ids: readonly string[],
  words: Words,
  signal?: AbortSignal,
): Promise<Seen> => {
  const { points: all, at } = await ask(http, "/api/points", pointList, words, { signal });
  const shown = all.filter(({ point }) => ids.length === 0 || ids.some(id => point.includes(id)));
  if (shown.length === 0 && ids.length > 0) {
    const near = nearest(ids[0] ?? "", [...new Set(all.flatMap(({ point, owner }) => [owner, point]))]);
    throw new Stop(EXIT.usage, words.points.none(ids.map(id => `"${id}"`).join(", "), near));
  }
  return { at, shown };
};

/**
 * Redraws one screen every second and leaves the terminal as it was. A gateway that falls silent takes its values off
 * the screen, since nobody knows them any more, until it answers again.
 */
const watchOnScreen = async (
  http: Address,
  read: (asked?: AbortSignal) => Promise<Seen>,
  words: Words,
): Promise<number> => {
  const first = await read();
  const { name, timeZone } = await ask<WireHall>(http, "/api/hall", hall, words);
  const screen = new Screen(process.stdout);
  screen.start();
  try {
    let seen: Seen | undefined = first;
    await everySecond(
      async asked => {
        const now = seen ?? (await read(asked).catch(silence));
        seen = undefined;
        return now;
      },
      now => {
        if (now instanceof Stop) return screen.show(`${now.message}\n\n${words.points.trying}`);
        const clock = new Date(now.at).toLocaleTimeString("sv-SE", { timeZone });
        screen.show(
          pointsLive(`${name[words.language]}  ${clock}`, now.shown, Date.parse(now.at), screen, words),
        );
      },
    );
  } finally {
    screen.stop();
  }
  return EXIT.ok;
};

const silence = (error: unknown): Stop => {
  if (error instanceof Stop) return error;
  throw error;
};

/**
 * Looks and shows what was seen, now and every second until Ctrl-C. That does not wait for an answer, and one that comes
 * after it is not shown: the terminal belongs to the person again.
 */
const everySecond = async <T>(
  look: (asked: AbortSignal) => Promise<T>,
  show: (seen: T) => void,
): Promise<void> => {
  const asked = new AbortController();
  const { signal } = asked;
  void untilAskedToStop().then(() => asked.abort());
  while (!signal.aborted) {
    try {
      const seen = await look(signal);
      if (!signal.aborted) show(seen);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
    await wait(1_000, undefined, { signal }).catch(() => {}); // Ctrl-C ends the wait.
  }
};
