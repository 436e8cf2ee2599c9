import { resolve } from "node:path";
import { styleText } from "node:util";
import type { Site } from "#rules/site/model.ts";
import { loadHall } from "../config/load-hall.ts";
import type { Finding, Mark } from "../install/doctor/finding.ts";
import { checkClock, checkDirectory, checkNode, checkPort } from "../install/doctor/machine.ts";
import { checkBroker, checkCertificates, checkLine, checkZone } from "../install/doctor/sources.ts";
import { Fault } from "../ports/fault.ts";
import { hall as hallShape } from "../wire/hall.ts";
import { pointList } from "../wire/point.ts";
import { type Address, ask, urlOf } from "./api.ts";
import { widthOf } from "./cut.ts";
import { backupFinding } from "./doctor-backup.ts";
import { shortLook } from "./doctor-look.ts";
import { pointFindings } from "./doctor-points.ts";
import { EXIT, Stop } from "./exit.ts";
import { interruptible } from "./interrupt.ts";
import { table } from "./table.ts";
import type { Words } from "./words/language.ts";

export type DoctorOptions = {
  readonly config?: string;
  readonly data: string;
  readonly http: Address;
  /** How long points are listened to where no gateway runs, in milliseconds. */
  readonly for: number;
  readonly all: boolean;
  readonly json: boolean;
};

/**
 * Looks at the machine, the site file, everything the hall is connected to and every point, and says of each how it is
 * and what to do. Exit code 1 when something does not work.
 */
export const doctor = async (options: DoctorOptions, words: Words): Promise<number> => {
  const { signal, done } = interruptible();
  const findings: Finding[] = [];
  const tell = (...found: readonly Finding[]): void => {
    findings.push(...found);
  };
  const { doctor: say } = words;
  const running = await gatewayAt(options.http, words);
  tell(await checkClock(say.checks), checkNode(say.checks));
  const site = await checkConfig(options.config, words, tell);
  if (site) tell(checkZone(site, say.checks));
  tell(...(await checkDirectory(resolve(options.data), say.checks)));
  if (site) tell(backupFinding(site, Date.now(), words));
  tell(await checkPort(urlOf(options.http), options.http, running !== null, say.checks));
  if (site) await checkSources(site, running !== null, words, tell);
  tell(...(await checkPoints(options, site, running, signal, words)));
  tell({ mark: "unknown", about: say.channels, text: say.untested, fix: "hallwatch notify test <person>" });
  done();
  if (options.json) console.log(JSON.stringify({ schema: 1, findings }, null, 2));
  else console.log(reportText(findings, words));
  return findings.some(({ mark }) => mark === "bad") ? EXIT.found : EXIT.ok;
};

type Running = { readonly site: string };

/** The gateway that runs; null: none answers, which is no mistake by itself. */
const gatewayAt = async (http: Address, words: Words): Promise<Running | null> => {
  try {
    const { id } = await ask(http, "/api/hall", hallShape, words);
    return { site: id };
  } catch (error) {
    if (error instanceof Stop) return null;
    throw error;
  }
};

type Tell = (...found: readonly Finding[]) => void;

const checkConfig = async (file: string | undefined, words: Words, tell: Tell): Promise<Site | null> => {
  const { doctor: say } = words;
  if (file === undefined) {
    tell({
      mark: "unknown",
      about: "config",
      text: say.noConfig,
      fix: "hallwatch doctor --config hall.yaml",
    });
    return null;
  }
  const loaded = await loadHall(file);
  const fix = `hallwatch check ${file}`;
  if (loaded.is === "refused") {
    const errors = loaded.problems.filter(({ severity }) => severity === "error").length;
    tell({
      mark: "bad",
      about: "config",
      text: words.problems.in(words.problems.count(errors, 0), file),
      fix,
    });
    return null;
  }
  const { site, book, warnings } = loaded.hall;
  const text = say.config(site.points.length, book.instances.length, warnings.length);
  tell({
    mark: warnings.length > 0 ? "warn" : "ok",
    about: "config",
    text,
    ...(warnings.length > 0 && { fix }),
  });
  return site;
};

const checkSources = async (site: Site, isRunning: boolean, words: Words, tell: Tell): Promise<void> => {
  const { checks } = words.doctor;
  const { mqtt, modbus } = site.sources;
  if (mqtt?.is === "embedded")
    tell(await checkPort(`mqtt ${mqtt.host}:${mqtt.port}`, mqtt, isRunning, checks));
  if (mqtt?.is === "external") tell(await checkBroker(mqtt, checks));
  tell(...(await checkCertificates(mqtt, checks)));
  for (const [name, line] of Object.entries(modbus))
    tell(...(await checkLine(name, line, isRunning, checks)));
};

const checkPoints = async (
  { http, data, for: forMs, all }: DoctorOptions,
  site: Site | null,
  running: Running | null,
  signal: AbortSignal,
  words: Words,
): Promise<readonly Finding[]> => {
  const { doctor: say } = words;
  if (running) {
    const { points, at } = await ask(http, "/api/points", pointList, words);
    return pointFindings(points, Date.parse(at), site?.id === running.site ? site : null, all, words);
  }
  if (!site) return [{ mark: "unknown", about: "points", text: say.noPoints }];
  process.stderr.write(`${say.looking(Math.round(forMs / 1_000))}\n`);
  try {
    const points = await shortLook(site, resolve(data), forMs, signal);
    return pointFindings(points, Date.now(), site, all, words);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return [{ mark: "bad", about: "points", text: error.message }];
  }
};

const SIGNS: Readonly<Record<Mark, string>> = { ok: "✓", warn: "!", bad: "✕", unknown: "?" };
const TONES = { ok: "green", warn: "yellow", bad: "red", unknown: "cyan" } as const;

const reportText = (findings: readonly Finding[], { doctor: say }: Words): string => {
  const rows = findings.map(({ mark, about, text, fix }) => [
    "",
    SIGNS[mark],
    about,
    text,
    fix ? `→ ${fix}` : "",
  ]);
  const wide = table(rows);
  const isNarrow = process.stdout.isTTY === true && widthOf(wide) > process.stdout.columns;
  const lines = (isNarrow ? table(rows.map(row => row.slice(0, -1))) : wide).split("\n");
  const painted = lines.flatMap((line, index) => {
    const { mark, fix } = findings[index] ?? { mark: "ok" };
    const paint = (sign: string): string => styleText(TONES[mark], sign, { stream: process.stdout });
    const shown = line.replace(/^( *)(\S)/, (_, space, sign) => `${space}${paint(sign)}`);
    return isNarrow && fix ? [shown, `       → ${fix}`] : [shown];
  });
  const count = (mark: Mark): number => findings.filter(each => each.mark === mark).length;
  return `${painted.join("\n")}\n${say.end(count("bad"), count("warn"), count("unknown"))}`;
};
