import { setTimeout as wait } from "node:timers/promises";
import { unitName } from "#rules/units/units.ts";
import { pointList, type WirePoint } from "../wire/point.ts";
import { EXIT, Stop } from "./exit.ts";
import { table } from "./table.ts";

export type PointsOptions = {
  readonly http: { readonly host: string; readonly port: number };
  readonly watch: boolean;
  readonly json: boolean;
};

/** Prints the points of a running gateway. Exit code 1 when one of them cannot be trusted now. */
export const points = async (
  ids: readonly string[],
  { http, watch, json }: PointsOptions,
): Promise<number> => {
  const url = `http://${http.host}:${http.port}/api/points`;
  for (;;) {
    const { points: all, at } = pointList.parse(await read(url));
    const shown = all.filter(({ point }) => ids.length === 0 || ids.some(id => point.includes(id)));
    if (json) console.log(JSON.stringify({ schema: 1, at, points: shown }));
    else
      console.log(
        `${watch && process.stdout.isTTY ? "\x1b[H\x1b[2J" : ""}${pointsTable(shown, Date.parse(at))}`,
      );
    if (!watch) return shown.every(({ state }) => state === "good") ? EXIT.ok : EXIT.found;
    await wait(1_000);
  }
};

const read = async (url: string): Promise<unknown> => {
  try {
    return await (await fetch(url)).json();
  } catch (cause) {
    const why = (cause as { cause?: { code?: string } }).cause?.code ?? String(cause);
    throw new Stop(
      EXIT.unreachable,
      `hallwatch: no gateway answers at ${url} (${why}): start one, or say where it is with --http host:port`,
    );
  }
};

/** One line a point: id, value, age, state, and why it is not good. */
export const pointsTable = (points: readonly WirePoint[], now: number): string => {
  const rows = points.map(point => [
    point.point,
    valueText(point),
    ageText(point, now),
    point.state,
    point.reason ?? "",
    point.via,
  ]);
  const notGood = points.filter(({ state }) => state !== "good").length;
  return `${table([["POINT", "VALUE", "AGE", "STATE", "WHY", "THROUGH"], ...rows])}\n\n${points.length} points, ${notGood} of them not to be trusted`;
};

const valueText = ({ value, word, unit, state }: WirePoint): string => {
  if (value === null) return "–";
  const text =
    word ??
    `${Number(value.toFixed(2))} ${unit === undefined || unit === "1" ? "" : unitName(unit, "en")}`.trim();
  return state === "good" ? text : `${text} ?`;
};

const ageText = ({ at }: WirePoint, now: number): string => {
  if (at === null) return "–";
  const seconds = Math.max(0, Math.round((now - Date.parse(at)) / 1000));
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
};
