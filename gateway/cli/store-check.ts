import { join } from "node:path";
import { nearest } from "#rules/site/nearest.ts";
import { type Checked, checkStore, type StoreCheck } from "../stores/influx/check.ts";
import { EXIT, Stop } from "./exit.ts";
import { hallOrStop } from "./hall.ts";
import { Progress } from "./progress.ts";
import { siteFile } from "./rules-replay.ts";
import { table } from "./table.ts";
import type { Words } from "./words/language.ts";

export type StoreCheckOptions = { readonly data: string; readonly name?: string; readonly json: boolean };

const SIGN: Readonly<Record<Checked["is"], string>> = { fine: "✓", doubt: "!", wrong: "✗", unknown: "?" };

/**
 * Looks at the databases of a site file, one after the other. Exit code 1 when something is wrong; what is only doubtful or
 * could not be told is shown.
 *
 * @param file  site file; absent: the one that HALLWATCH_CONFIG names
 */
export const storeCheck = async (
  file: string | undefined,
  options: StoreCheckOptions,
  words: Words,
): Promise<number> => {
  const { site } = await hallOrStop(siteFile(file, words), words);
  const { influx } = site.history;
  const { name } = options;
  const targets = influx.filter(target => name === undefined || target.name === name);
  if (targets.length === 0) {
    const names = influx.map(target => target.name);
    throw new Stop(
      EXIT.usage,
      name === undefined ? words.store.none : words.store.unknown(name, nearest(name, names)),
    );
  }
  const progress = new Progress(targets.length);
  const found: StoreCheck[] = [];
  for (const target of targets) {
    progress.show(found.length, target.name);
    found.push(await checkStore({ target, site, spools: join(options.data, "spool") }));
  }
  progress.end();
  const isGood = found.every(({ checks }) => checks.every(({ is }) => is !== "wrong"));
  if (options.json) console.log(JSON.stringify({ schema: 1, ok: isGood, stores: found }, null, 2));
  else console.log(found.map(store => storeText(store, words)).join("\n\n"));
  return isGood ? EXIT.ok : EXIT.found;
};

const storeText = ({ name, url, checks }: StoreCheck, { store: words }: Words): string => {
  const rows = checks.map(({ check, is, saw }) => {
    const [first = "", ...more] = saw.split("\n");
    const hint = is === "fine" ? "" : words.hint[check];
    const lines = [[`${SIGN[is]} ${words.check[check]}`, first + (hint === "" ? "" : `  → ${hint}`)]];
    return [...lines, ...more.map(text => ["", text])];
  });
  return `${name}  ${url}\n${table(rows.flat())}`;
};
