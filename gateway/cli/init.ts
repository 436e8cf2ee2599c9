import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { styleText } from "node:util";
import { readYaml } from "#rules/site/yaml-source.ts";
import { loadHall } from "../config/load-hall.ts";
import { type Answers, answersShape, complete } from "../install/answers.ts";
import { type Discovery, discoverModbus, discoverMqtt } from "../install/discover.ts";
import { changed, lineDiff } from "../install/line-diff.ts";
import { models } from "../install/models.ts";
import { draftSite, MAIN_ZONE } from "../install/site-draft.ts";
import type { FoundDevice } from "../install/site-lines.ts";
import { serialFormat, unitsIn, wireAt } from "../install/wire-address.ts";
import { Fault } from "../ports/fault.ts";
import { EXIT, Stop } from "./exit.ts";
import type { Asking } from "./init-asking.ts";
import { INTERRUPTED, interruptible } from "./interrupt.ts";
import { problemsText } from "./problems.ts";
import { Progress } from "./progress.ts";
import type { Words } from "./words/language.ts";

export type InitOptions = { readonly answers?: string; readonly yes: boolean };

const LISTEN_MS = 30_000;
/** Of what answers and is like no model; a broker may have hundreds of topics. */
const MOST_NAMED = 12;
const LINE = "bus1";

/**
 * Writes a site file from answers and from what answers on the wire. At a terminal it asks; elsewhere the answers come from
 * a file, and what it lacks is exit code 2. The file is only written when it passes the check, and an existing one only
 * after its differences were shown and agreed to.
 */
export const init = async (file: string, options: InitOptions, words: Words): Promise<number> => {
  const isTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true && !options.yes;
  const given = options.answers === undefined ? {} : await answersIn(options.answers, words);
  const asking = isTerminal ? (await import("./init-ask.ts")).asking(words) : null;
  const answers = asking ? await asking.answers(given) : completeOrStop(given, words);
  if (answers === null) return INTERRUPTED;
  const { signal, done } = interruptible();
  const { line, devices } = await discovered(answers, signal, words).finally(done);
  if (signal.aborted) return INTERRUPTED;
  const stated = await withRatios(devices, answers, asking, words);
  if (stated === null) return INTERRUPTED;
  const text = draftSite({ answers, line, devices: stated, words: words.init.draft });
  return write(file, text, options.yes, asking, words);
};

const answersIn = async (path: string, { init: say }: Words): Promise<Partial<Answers>> => {
  const text = await readFile(path, "utf8").catch((error: Error) => {
    throw new Stop(EXIT.usage, say.unreadable(path, error.message));
  });
  const { source, problems } = readYaml(text, path);
  if (!source) throw new Stop(EXIT.usage, say.unreadable(path, problems[0]?.message ?? ""));
  const parsed = answersShape.partial().safeParse(source.value ?? {});
  if (parsed.success) return parsed.data as Partial<Answers>;
  const wrong = parsed.error.issues.map(issue => {
    const { path: key, message } = issue;
    if (issue.code === "unrecognized_keys") {
      const [unknown = ""] = issue.keys;
      return `  ${path}:${source.place([unknown], "key").line}: unknown key "${unknown}"`;
    }
    const place = source.place(key as (string | number)[], "value");
    return `  ${path}:${place.line}: ${key.join(".")}: ${message}`;
  });
  throw new Stop(EXIT.usage, `${say.wrongAnswers}\n${wrong.join("\n")}`);
};

/** @throws {Stop} exit code 2 with the names of the answers that nobody can guess */
const completeOrStop = (given: Partial<Answers>, { init: say }: Words): Answers => {
  const missing = [
    ...(given.name === undefined ? ["name"] : []),
    ...(given.hours === undefined ? ["hours"] : []),
  ];
  if (given.name === undefined || given.hours === undefined)
    throw new Stop(EXIT.usage, say.missing(missing.join(", ")));
  return { ...given, name: given.name, hours: given.hours };
};

type Discovered = {
  readonly line: Parameters<typeof draftSite>[0]["line"];
  readonly devices: readonly FoundDevice[];
};

const discovered = async (answers: Answers, signal: AbortSignal, words: Words): Promise<Discovered> => {
  const { mqtt, modbus, units, framing, baud, format } = complete(answers);
  const { init: say, install } = words;
  const profiles = await models();
  const look = async (
    about: string,
    all: number,
    find: (tell: (done: number) => void) => Promise<Discovery>,
  ): Promise<Discovery> => {
    const progress = new Progress(all);
    try {
      return await find(count => progress.show(Math.min(all, count), about));
    } catch (error) {
      // What is not there yet is written into the file all the same; the check and the doctor will tell.
      if (!(error instanceof Fault)) throw error;
      progress.end();
      console.error(`! ${error.message}`);
      return { devices: [], unlike: [] };
    } finally {
      progress.end();
    }
  };
  const options = { profiles, zone: MAIN_ZONE, signal };
  let line: Discovered["line"] = null;
  const found: Discovery[] = [];
  if (modbus !== "none") {
    const wire = wireAt(modbus, { framing, baud, format: serialFormat(format) ?? "8N1" });
    const asked = unitsIn(units);
    if (!wire) throw new Stop(EXIT.usage, install.noWire(modbus));
    if (!asked) throw new Stop(EXIT.usage, `units: ${install.expected.units}`);
    line = { name: LINE, wire };
    const onLine = await look(modbus, asked.length, tell =>
      discoverModbus(wire, LINE, asked, { ...options, progress: tell }),
    );
    found.push(onLine);
  }
  if (mqtt !== "embedded" && mqtt !== "none" && !signal.aborted) {
    const heard = await look(mqtt, LISTEN_MS / 1_000, tell =>
      discoverMqtt(mqtt, LISTEN_MS, { ...options, progress: tell }),
    );
    found.push(heard);
  }
  const devices = found.flatMap(each => each.devices);
  const unlike = found.flatMap(each => each.unlike);
  if (found.length > 0) console.error(say.found(devices.map(({ id, profile }) => `${id} (${profile.id})`)));
  if (unlike.length > 0)
    console.error(say.unlike(unlike.length > MOST_NAMED ? [...unlike.slice(0, MOST_NAMED), "…"] : unlike));
  return { line, devices };
};

/** Every ratio that a model needs, from the answers or from the person; null: the person gave up. */
const withRatios = async (
  devices: readonly FoundDevice[],
  { multipliers = {} }: Answers,
  asking: Asking | null,
  { init: say }: Words,
): Promise<readonly FoundDevice[] | null> => {
  const missing: string[] = [];
  const stated: FoundDevice[] = [];
  for (const device of devices) {
    const { profile, id } = device;
    const own: Record<string, number> = {};
    for (const [name, { note = "" }] of profile.is === "modbus" ? Object.entries(profile.multipliers) : []) {
      const ratio =
        multipliers[id]?.[name] ?? (asking && (await asking.ratio(`${id} (${profile.product})`, name, note)));
      if (ratio === null && asking) return null;
      if (ratio === null || ratio === undefined) missing.push(`multipliers.${id}.${name}`);
      else own[name] = ratio;
    }
    stated.push({ ...device, multipliers: own });
  }
  if (missing.length > 0) throw new Stop(EXIT.usage, say.missing(missing.join(", ")));
  return stated;
};

const write = async (
  file: string,
  text: string,
  isAgreed: boolean,
  asking: Asking | null,
  words: Words,
): Promise<number> => {
  const { init: say } = words;
  const before = await readFile(file, "utf8").catch(() => null);
  if (before === text) {
    console.log(say.same(file));
    return EXIT.ok;
  }
  if (before !== null) {
    for (const each of changed(lineDiff(before, text))) console.log(painted(each));
    if (!isAgreed && !(asking && (await asking.confirm(say.overwrite(file))))) {
      if (!asking) throw new Stop(EXIT.usage, say.exists(file));
      console.log(say.kept(file));
      return EXIT.ok;
    }
  }
  // Checked beside its place first, so that paths in it lead where they will.
  const draft = join(dirname(file), `.${basename(file)}.draft`);
  await writeFile(draft, text).catch((error: Error) => {
    throw new Stop(EXIT.usage, say.unwritable(file, error.message));
  });
  const loaded = await loadHall(draft);
  if (loaded.is === "refused") {
    await rm(draft, { force: true });
    throw new Stop(EXIT.usage, `${say.refused}\n${problemsText(loaded.problems, loaded.texts, words)}`);
  }
  await rename(draft, file);
  const { site, book } = loaded.hall;
  console.log(say.written(file, site.equipment.length, site.points.length, book.instances.length));
  return EXIT.ok;
};

const painted = (line: string): string => {
  const tone = line.startsWith("+") ? "green" : line.startsWith("-") ? "red" : null;
  return tone ? styleText(tone, line, { stream: process.stdout }) : line;
};
