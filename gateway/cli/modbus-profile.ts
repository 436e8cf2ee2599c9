import type { ModbusPlace } from "#rules/site/modbus.ts";
import type { ModbusProfile, ModbusProfilePoint } from "#rules/site/profile.ts";
import { unitName } from "#rules/units/units.ts";
import { fitOf, requestFor } from "../install/identify.ts";
import { placesIn, profileValue } from "../install/profile-value.ts";
import { troubleText } from "../install/read-block.ts";
import type { Reader } from "../install/reader.ts";
import { wireText } from "../install/wire-address.ts";
import { loadNamed } from "../profiles/load.ts";
import { EXIT, Stop } from "./exit.ts";
import { addressCells, blockText, hex, numberText } from "./modbus-read-text.ts";
import { resultText } from "./modbus-scan.ts";
import { problemsText } from "./problems.ts";
import { table } from "./table.ts";
import type { Words } from "./words/language.ts";

type ProfileReadOptions = { readonly unit: number; readonly index: number; readonly json: boolean };

/** What one point of a model said. */
type PointRead = {
  readonly key: string;
  readonly point: ModbusProfilePoint;
  /** Raw registers of all its places; null: not read. */
  readonly words: readonly number[] | null;
  readonly value: number | string | null;
  readonly why: string;
};

/**
 * Reads every point of a model and says whether the device can be of it. Exit code 1 when it cannot: its probe or its
 * voltage says no. Its voltage is then shown in every form, since mostly it is another model of the same label.
 */
export const profileRead = async (
  reader: Reader,
  id: string,
  { unit, index, json }: ProfileReadOptions,
  words: Words,
): Promise<number> => {
  const profile = await modelOrStop(id, words);
  const moved = (place: ModbusPlace): ModbusPlace => ({
    ...place,
    address: place.address + index * (profile.stride ?? 0),
  });
  const troubles = new Map<string, string>();
  const seen = new Map<string, readonly number[] | null>();
  const read = async (place: ModbusPlace): Promise<readonly number[] | null> => {
    const key = `${place.table} ${place.address} ${place.type}`;
    const known = seen.get(key);
    if (known !== undefined) return known;
    const { answer } = await reader.read(requestFor(unit, moved(place)));
    const own = answer.is === "words" ? answer.words : null;
    seen.set(key, own);
    if (own === null) troubles.set(key, troubleText(answer));
    return own;
  };
  const fit = await fitOf(profile, read);
  const points: PointRead[] = [];
  for (const [key, point] of Object.entries(profile.points)) {
    const own: (readonly number[])[] = [];
    let why = "";
    for (const place of placesIn(point)) {
      const got = await read(place);
      if (got) own.push(got);
      else why = troubles.get(`${place.table} ${place.address} ${place.type}`) ?? "";
    }
    points.push(pointRead(key, point, why === "" ? own : null, why));
  }
  if (json) {
    const rows = points.map(({ key, point, words: raw, value, why }) => ({
      key,
      address: moved(point.place).address,
      words: raw,
      value,
      unit: point.class.unit ?? null,
      why,
    }));
    console.log(
      JSON.stringify(
        { schema: 1, profile: id, unit, fits: fit.is, checks: fit.results, points: rows },
        null,
        2,
      ),
    );
    return fit.is === "no" ? EXIT.found : EXIT.ok;
  }
  const { install } = words;
  const rows = points.map(({ key, point, words: raw, value, why }) => [
    `  ${key}`,
    point.place.table,
    ...addressCells(point.place.table, moved(point.place).address),
    raw === null ? "–" : raw.map(hex).join(" "),
    value === null ? `! ${why}` : `${valueText(value, point, words)}${ratioText(point)}`,
  ]);
  const checks = fit.results.map(result => resultText(result, words)).join(", ");
  const verdict = install.read.verdict[fit.is](`${profile.vendor} ${profile.product}`, checks);
  console.log([`${wireText(reader.wire)} · ${profile.id}`, table(rows), "", verdict].join("\n"));
  const wrong = fit.results.find(({ is }) => is === "no");
  const suspect = wrong && profile.points[wrong.what];
  if (suspect?.class.id === "elec-voltage") {
    const raw = await read(suspect.place);
    const span = {
      unit,
      table: suspect.place.table,
      address: moved(suspect.place).address,
      count: raw?.length ?? 0,
    };
    const block = { words: raw ?? [], troubles: [], requests: 1, answerMs: null };
    const shown = { where: wireText(reader.wire), span, block, before: null, after: null, ranked: [] };
    if (raw) console.log(`\n${blockText(shown, null, words)}`);
  }
  return fit.is === "no" ? EXIT.found : EXIT.ok;
};

const pointRead = (
  key: string,
  point: ModbusProfilePoint,
  own: readonly (readonly number[])[] | null,
  why: string,
): PointRead => {
  if (own === null) return { key, point, words: null, value: null, why };
  const decoded = profileValue(point, own);
  const words = own.flat();
  if (decoded.is === "bad") return { key, point, words, value: null, why: decoded.reason };
  return { key, point, words, value: point.class.words?.[decoded.value] ?? decoded.value, why: "" };
};

const valueText = (
  value: number | string,
  { class: { unit } }: ModbusProfilePoint,
  { language }: Words,
): string => {
  if (typeof value === "string") return value;
  return `${numberText(value)} ${unit === undefined || unit === "1" ? "" : unitName(unit, language)}`.trim();
};

/** `× CT × PT`: what is read has still to be multiplied with what only the site knows. */
const ratioText = ({ multipliers }: ModbusProfilePoint): string =>
  multipliers.map(name => ` × ${name}`).join("");

/** The model of an id, or of a page of one's own by its path. */
const modelOrStop = async (name: string, words: Words): Promise<ModbusProfile> => {
  const { install } = words;
  // A path is as seen from where the command runs.
  const named = await loadNamed(name, "site.yaml");
  if (named.is === "missing") throw new Stop(EXIT.usage, install.noProfile(name));
  const { parsed, file, text } = named;
  if (parsed.is === "refused")
    throw new Stop(EXIT.usage, problemsText(parsed.problems, new Map([[file, text]]), words));
  if (parsed.profile.is !== "modbus") throw new Stop(EXIT.usage, install.notModbus(name));
  return parsed.profile;
};
