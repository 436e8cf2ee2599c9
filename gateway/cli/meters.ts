import { randomUUID } from "node:crypto";
import { z } from "zod";
import { boundOf } from "#rules/energy/bound.ts";
import { toIso } from "#rules/time/instant.ts";
import { problem } from "../wire/common.ts";
import { meterList, type WireMeterList } from "../wire/energy.ts";
import { hall as hallShape } from "../wire/hall.ts";
import { type Address, ask } from "./api.ts";
import { BOUNDS } from "./energy-text.ts";
import { EXIT, Stop } from "./exit.ts";
import { momentAt } from "./hall-time.ts";
import type { Moment } from "./moments.ts";
import { table } from "./table.ts";
import type { Words } from "./words/language.ts";

type Where = { readonly http: Address; readonly json: boolean };

export type CorrectOptions = Where & {
  readonly by: string;
  readonly from: Moment;
  readonly to: Moment;
  readonly kwh: number;
  readonly why: string;
};

export type ReplacedOptions = Where & {
  readonly by: string;
  readonly at: Moment;
  readonly start: number;
  readonly end?: number;
  readonly serial?: string;
  readonly why?: string;
};

/** Entries that are worth a line. */
const MOST_ENTRIES = 20;

/** Prints every meter: what stands on it, what it counted, and what happened to it; exit code 1 when one is doubted. */
export const meters = async ({ http, json }: Where, words: Words): Promise<number> => {
  const { timeZone } = await ask(http, "/api/hall", hallShape, words);
  const found = await ask(http, "/api/meters", meterList, words);
  console.log(json ? JSON.stringify({ schema: 1, ...found }, null, 2) : metersText(found, timeZone, words));
  return found.meters.some(({ isDoubted }) => isDoubted) ? EXIT.found : EXIT.ok;
};

/** Books so much more, or less, of a meter for a time. */
export const metersCorrect = async (
  meter: string,
  { http, json, by, from, to, kwh, why }: CorrectOptions,
  words: Words,
): Promise<number> => {
  const { timeZone } = await ask(http, "/api/hall", hallShape, words);
  const iso = (given: Moment): string => toIso(momentAt(given, timeZone));
  const body = { by, id: randomUUID(), from: iso(from), to: iso(to), kWh: kwh, why };
  const found = await put(http, meter, "correct", body, words);
  console.log(
    json ? JSON.stringify({ schema: 1, ...found }, null, 2) : words.energy.corrected(meter, String(kwh)),
  );
  return EXIT.ok;
};

/** Says that a meter was replaced. */
export const metersReplaced = async (
  meter: string,
  { http, json, by, at, start, end, serial, why }: ReplacedOptions,
  words: Words,
): Promise<number> => {
  const { timeZone } = await ask(http, "/api/hall", hallShape, words);
  const body = {
    by,
    id: randomUUID(),
    at: toIso(momentAt(at, timeZone)),
    startKwh: start,
    ...(end !== undefined && { endKwh: end }),
    ...(serial !== undefined && { serial }),
    ...(why !== undefined && { why }),
  };
  const found = await put(http, meter, "replaced", body, words);
  console.log(json ? JSON.stringify({ schema: 1, ...found }, null, 2) : words.energy.replaced(meter));
  return EXIT.ok;
};

const put = async (
  http: Address,
  meter: string,
  verb: "correct" | "replaced",
  body: object,
  words: Words,
): Promise<WireMeterList> => {
  const path = `/api/meters/${encodeURIComponent(meter)}/${verb}`;
  const found = await ask(http, path, z.union([meterList, problem]), words, { method: "POST", body });
  if ("error" in found) throw new Stop(EXIT.found, words.energy.refused(found.message));
  return found;
};

/** Every meter for people: what stands on it, what it counted, what it had today, and what happened lately. */
export const metersText = (
  { meters: all, entries }: WireMeterList,
  timeZone: string,
  { energy: say, language }: Words,
): string => {
  if (all.length === 0) return say.noMeters;
  const at = (time: string): string => new Date(time).toLocaleString("sv-SE", { timeZone }).slice(0, 16);
  const rows = all.map(({ meter, name, is, under, stands, countedKwh, powerW, isDoubted, ...today }) => [
    meter,
    name[language],
    say.kinds[is] ?? is,
    under ?? "",
    stands === null ? "" : stands.kWh.toFixed(3),
    stands === null ? "" : at(stands.at),
    countedKwh === null ? "" : countedKwh.toFixed(3),
    `${BOUNDS[boundOf(today)]}${today.todayKwh.toFixed(3)}`,
    powerW === null ? "" : powerW.toFixed(0),
    isDoubted ? say.doubted : "",
  ]);
  const happened = entries
    .slice(0, MOST_ENTRIES)
    .map(({ at: time, meter, is, kWh, by, told, why }) => [
      `  ${at(time)}`,
      meter,
      say.entries[is] ?? is,
      `${kWh.toFixed(3)} kWh`,
      by ?? "",
      [told?.[language] ?? "", why].filter(Boolean).join(" · "),
    ]);
  return [
    table([say.meterHead, ...rows]),
    ...(all.some(each => boundOf(each) !== "whole") ? [say.legend] : []),
    ...(happened.length === 0 ? [] : ["", say.events, table(happened)]),
  ].join("\n");
};
