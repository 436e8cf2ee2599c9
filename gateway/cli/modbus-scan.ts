import type { ModbusWire } from "#rules/site/modbus.ts";
import { millis } from "#rules/time/instant.ts";
import { unitName } from "#rules/units/units.ts";
import { letterOf, nameOf } from "../install/found-name.ts";
import type { Fit, ProbeResult } from "../install/identify.ts";
import { modbusModels } from "../install/models.ts";
import { Reader } from "../install/reader.ts";
import { type Scanned, scan, type UnitFound, type WireTrouble } from "../install/scan.ts";
import { deviceLine, wireLine, zoneKeys } from "../install/site-lines.ts";
import { wireText } from "../install/wire-address.ts";
import { Fault } from "../ports/fault.ts";
import { EXIT, Stop } from "./exit.ts";
import { INTERRUPTED, interruptible } from "./interrupt.ts";
import { type WireOptions, wireOrStop } from "./modbus-wire.ts";
import { Progress } from "./progress.ts";
import type { Words } from "./words/language.ts";

export type ScanOptions = WireOptions & {
  readonly units: readonly number[];
  readonly gap: number;
  readonly line: string;
  readonly zone: string;
};

/**
 * Finds the units on a wire, says what model each is and why, and prints the lines for a site file. Exit code 1 when none
 * answers, 3 when the wire cannot be reached, 130 after Ctrl-C, with what was found until then.
 */
export const modbusScan = async (where: string, options: ScanOptions, words: Words): Promise<number> => {
  const wire = wireOrStop(where, options, words);
  const { install } = words;
  const profiles = await modbusModels();
  const { signal, done } = interruptible();
  const reader = new Reader({ wire, timeout: millis(options.timeout), gap: millis(options.gap), signal });
  const other = otherWire(wire);
  const others =
    other && new Reader({ wire: other, timeout: millis(options.timeout), gap: millis(options.gap), signal });
  const progress = new Progress(options.units.length);
  const typed = typedWire(where, options);
  if (!options.json) console.log(install.scan.head(wireText(wire), options.units.length));
  let scanned: Scanned;
  try {
    scanned = await scan({
      reader,
      other: others,
      units: options.units,
      profiles,
      signal,
      progress: (unit, count) => progress.show(count, install.scan.unit(unit)),
      found: unit => {
        if (!options.json && unit.is !== "silent") progress.answer(unitText(unit, typed, words));
      },
    });
  } catch (error) {
    if (error instanceof Fault) throw new Stop(EXIT.unreachable, `hallwatch: ${error.message}`);
    throw error;
  } finally {
    progress.end();
    done();
    await Promise.all([reader.close(), others?.close()]);
  }
  if (options.json) console.log(JSON.stringify({ schema: 1, ...jsonOf(scanned, options.units) }, null, 2));
  else console.log(endText(scanned, options, words, lines(scanned, wire, options)));
  const rest = options.units.slice(scanned.units.length);
  if (signal.aborted) {
    if (rest.length > 0) console.error(install.scan.resume(rest[0] ?? 1, rest.at(-1) ?? 1));
    return INTERRUPTED;
  }
  return scanned.trouble === null && answering(scanned).length > 0 ? EXIT.ok : EXIT.found;
};

/** The wire as it is typed again: `10.0.0.8:4001 --framing rtu`. */
const typedWire = (where: string, { framing, baud, format }: ScanOptions): string => {
  if (/^(\/dev\/|usb:|COM\d)/i.test(where)) return `${where} --baud ${baud} --format ${format}`;
  return framing === "rtu" ? `${where} --framing rtu` : where;
};

/** The same port with the other framing; null for a serial port, which has one. */
const otherWire = (wire: ModbusWire): ModbusWire | null =>
  wire.is === "serial" ? null : { ...wire, is: wire.is === "tcp" ? "rtu" : "tcp" };

const troubleText = (trouble: WireTrouble, { scan }: Words["install"], framing: "tcp" | "rtu"): string =>
  trouble.is === "told" ? trouble.why : scan.otherFraming(trouble.unit, framing);

/** Models that are named beside the best one. */
const MOST_NAMED = 3;

type Answering = Extract<UnitFound, { is: "answers" }>;

const answering = ({ units }: Scanned): readonly Answering[] => units.filter(unit => unit.is === "answers");

/** Models that fit: proved ones; more than one where nothing tells them apart. */
const matches = ({ fits }: Answering): readonly Fit[] => fits.filter(({ is }) => is === "match");

const unitText = (unit: UnitFound, where: string, words: Words): string => {
  const { install } = words;
  const head = `  ${String(unit.unit).padStart(3)}  `;
  if (unit.is === "garbled") return `${head}✕ ${unit.why}`;
  if (unit.is === "silent") return `${head}${install.scan.silent}`;
  const [best, ...others] = matches(unit);
  const took = `${unit.answerMs} ms`.padStart(7);
  if (!best) {
    const perhaps = unit.fits.filter(
      ({ results }) => results.length > 0 && results.every(({ is }) => is === "yes"),
    );
    const ids = perhaps.slice(0, MOST_NAMED).map(({ profile }) => profile.id);
    const hint = ids.length === 0 ? "" : `\n${" ".repeat(16)}${install.scan.perhaps(ids.join(", "))}`;
    return `${head}${took}  ? ${install.scan.stranger(where, unit.unit)}${hint}`;
  }
  const also = others.map(({ profile }) => profile.id).slice(0, MOST_NAMED);
  const more = also.length === 0 ? "" : `\n${" ".repeat(16)}${install.scan.also(also.join(", "))}`;
  return `${head}${took}  ✓ ${best.profile.id}: ${best.results.map(result => resultText(result, words)).join(", ")}${more}`;
};

/** `v_l1 230.4 V ✓` */
export const resultText = ({ what, value, unit, is }: ProbeResult, { language }: Words): string => {
  const mark = is === "yes" ? "✓" : is === "no" ? "✕" : "?";
  const name = unit === "" || unit === "1" ? "" : ` ${unitName(unit, language)}`;
  return `${what} ${value === null ? "–" : `${rounded(value)}${name}`} ${mark}`;
};

/** Five digits are enough to recognise a value. */
export const rounded = (value: number): string => String(Number(value.toPrecision(5)));

const endText = (
  scanned: Scanned,
  { units, framing }: ScanOptions,
  { install }: Words,
  yaml: string,
): string =>
  [
    ...(scanned.trouble === null ? [] : [`✕ ${troubleText(scanned.trouble, install, framing)}`]),
    install.scan.end(answering(scanned).length, scanned.units.length, units.length),
    ...(yaml === "" ? [] : ["", install.forSite, yaml]),
  ].join("\n");

/** What to copy into the site file; empty when no model is known. */
const lines = (scanned: Scanned, wire: Reader["wire"], { line, zone }: ScanOptions): string => {
  const devices = answering(scanned).flatMap(unit => {
    const [best, ...others] = matches(unit);
    if (!best) return [];
    const { profile } = best;
    const id = `${letterOf(profile)}${unit.unit}`;
    const name = nameOf(profile, unit.unit);
    const at = {
      is: "modbus" as const,
      line,
      unit: unit.unit,
      ...(profile.stride === undefined ? {} : { index: 0 }),
    };
    const twins = others.filter(({ bits }) => bits === best.bits).map(other => other.profile.id);
    const device = { id, profile, name, zone, at, others: twins.slice(0, MOST_NAMED) };
    return [deviceLine(device) ?? `# ${zone}: { …, ${zoneKeys(device)} }`];
  });
  if (devices.length === 0) return "";
  return [
    "sources:",
    "  modbus:",
    `    ${wireLine(line, wire)}`,
    "equipment:",
    ...devices.map(each => `  ${each}`),
  ].join("\n");
};

const jsonOf = ({ units, trouble }: Scanned, asked: readonly number[]) => ({
  isComplete: trouble === null && units.length === asked.length,
  trouble,
  units: units.map(unit =>
    unit.is === "answers"
      ? {
          unit: unit.unit,
          is: unit.is,
          answerMs: unit.answerMs,
          profiles: unit.fits
            .filter(({ is }) => is === "match")
            .map(({ profile, bits, results }) => ({
              id: profile.id,
              bits: Math.round(bits),
              checks: results,
            })),
        }
      : unit,
  ),
});
