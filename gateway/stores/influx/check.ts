import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import type { InfluxTarget } from "#rules/site/model.ts";
import { authorizationOf, setUpPlanOf } from "./influx-history.ts";
import { type Answer, type Link, link } from "./link.ts";
import type { SeriesSite } from "./series.ts";
import { continuousQueries, policiesOf, ROLL_UPS } from "./set-up.ts";
import { spoolPath } from "./spool.ts";
import { statements } from "./statements.ts";

/** What is looked at, in this order. */
export const CHECKS = [
  ...(["reach", "clock", "database", "write", "retention", "rollUps", "duplicates", "invalid"] as const),
  ...(["spool", "poison"] as const),
];
export type CheckName = (typeof CHECKS)[number];

/** `fine`; `doubt`: it works, but people should know; `wrong`: it does not; `unknown`: nobody could tell. */
export type Checked = {
  readonly check: CheckName;
  readonly is: "fine" | "doubt" | "wrong" | "unknown";
  /** What was seen, in the server's words or as a figure with its unit. */
  readonly saw: string;
};

export type StoreCheck = { readonly name: string; readonly url: string; readonly checks: readonly Checked[] };

export type StoreCheckOptions = {
  readonly target: InfluxTarget;
  readonly site: SeriesSite;
  /** Where the spools are; absent: they are not looked at. */
  readonly spools?: string;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly timeoutMs?: number;
};

const FAR_MS = 5_000;
const PROBE = "hallwatch_probe";
const FEW = 3;

type Finding = Omit<Checked, "check">;
const fine = (saw: string): Finding => ({ is: "fine", saw });
const doubt = (saw: string): Finding => ({ is: "doubt", saw });
const wrong = (saw: string): Finding => ({ is: "wrong", saw });
const unknown = (saw: string): Finding => ({ is: "unknown", saw });

/** Looks at one database and its spool. Writes one sample, `hallwatch_probe`, and reads it back; changes nothing else. */
export const checkStore = async ({
  target,
  site,
  spools,
  environment = process.env,
  timeoutMs = 10_000,
}: StoreCheckOptions): Promise<StoreCheck> => {
  const found: Checked[] = [];
  const look = async (check: CheckName, of: () => Promise<Finding> | Finding): Promise<boolean> => {
    const finding = await Promise.resolve()
      .then(of)
      .catch((error: unknown) => wrong(error instanceof Error ? error.message : String(error)));
    found.push({ check, ...finding });
    return finding.is !== "wrong";
  };
  let line: Link | null = null;
  let ping: Answer | null = null;
  const isThere = await look("reach", async () => {
    line = link(new URL(target.url), authorizationOf(target, environment), timeoutMs);
    ping = await line.send({ method: "GET", path: "/ping" });
    if (ping.status >= 400) return wrong(`HTTP ${ping.status} ${ping.text.slice(0, 200)}`);
    return fine(String(ping.headers["x-influxdb-version"] ?? (await victoriaVersion(line))));
  });
  if (isThere && line !== null && ping !== null) await lookAt(line, ping, { target, site }, look);
  (line as Link | null)?.close();
  if (spools !== undefined) await lookAtSpool(spoolPath(spools, target.name), target, look);
  return { name: target.name, url: target.url, checks: found };
};

type Look = (check: CheckName, of: () => Promise<Finding> | Finding) => Promise<boolean>;

const lookAt = async (
  line: Link,
  ping: Answer,
  { target, site }: Pick<StoreCheckOptions, "target" | "site">,
  look: Look,
): Promise<void> => {
  await look("clock", () => {
    const theirs = Date.parse(ping.headers.date ?? "");
    if (Number.isNaN(theirs)) return unknown("no date in its answers");
    // Its date has whole seconds.
    const far = Math.abs(theirs + 500 - Date.now());
    return far > FAR_MS ? doubt(`${Math.round(far / 1_000)} s`) : fine("< 5 s");
  });
  const isVictoria = ping.headers["x-influxdb-version"] === undefined;
  const ask = statements(line);
  const plan = setUpPlanOf(target, site);
  if (!isVictoria)
    await look("database", async () =>
      (await ask("SHOW DATABASES")).some(([name]) => name === target.database)
        ? fine(target.database)
        : wrong(`database not found: ${target.database}`),
    );
  await look("write", () => writeAndRead(line, target.database, isVictoria));
  if (isVictoria) {
    await look("retention", () => victoriaRetention(line, plan.keep.readings));
    await look("duplicates", () => dedup(line));
    await look("invalid", () => invalidRows(line));
    return;
  }
  await look("retention", async () => {
    const policies = await policiesOf(ask, target.database);
    const said = policies
      .map(
        ({ name, hours, isDefault }) =>
          `${name}${isDefault ? "*" : ""} ${hours === 0 ? "∞" : `${hours / 24} d`}`,
      )
      .join(", ");
    const usual = policies.find(({ isDefault }) => isDefault);
    const wanted = [
      [usual?.name, plan.keep.readings] as const,
      ...ROLL_UPS.map(({ policy, level }) => [policy, plan.keep[level]] as const),
    ];
    const isOther = wanted.some(
      ([name, days]) => days !== null && policies.find(policy => policy.name === name)?.hours !== days * 24,
    );
    return isOther ? doubt(said) : fine(said);
  });
  await look("rollUps", async () => {
    const there = await continuousQueries(ask, target.database);
    const missing = ROLL_UPS.map(({ policy }) => `hallwatch_${site.id}_${policy}`).filter(
      name => !there.has(name),
    );
    if (missing.length === 0) return fine(ROLL_UPS.map(({ policy }) => policy).join(", "));
    return target.setUp === false ? unknown(missing.join(", ")) : doubt(missing.join(", "));
  });
};

const writeAndRead = async (line: Link, database: string, isVictoria: boolean): Promise<Finding> => {
  const at = Date.now();
  const value = at % 1_000_000;
  const db = encodeURIComponent(database);
  const begun = performance.now();
  const written = await line.send({
    method: "POST",
    path: `/write?db=${db}&precision=ms`,
    body: `${PROBE} value=${value} ${at}\n`,
  });
  if (written.status >= 300) return wrong(`HTTP ${written.status} ${written.text.trim().slice(0, 300)}`);
  const took = Math.round(performance.now() - begun);
  if (isVictoria) await line.send({ method: "GET", path: "/internal/force_flush" });
  const range = new URLSearchParams({
    "match[]": `${PROBE}_value`,
    start: `${at / 1_000}`,
    end: `${at / 1_000}`,
  });
  const query = new URLSearchParams({ db: database, q: `SELECT value FROM ${PROBE} WHERE time = ${at}ms` });
  const read = await line.send({
    method: "GET",
    path: isVictoria ? `/api/v1/export?${range}` : `/query?${query}`,
  });
  if (read.text.includes(String(value))) return fine(`${took} ms`);
  if (read.status === 401 || read.status === 403 || /not authorized/.test(read.text))
    return unknown(`written in ${took} ms; may not read: ${read.text.trim().slice(0, 200)}`);
  return wrong(`written, but not found again: HTTP ${read.status} ${read.text.trim().slice(0, 200)}`);
};

const victoriaVersion = async (line: Link): Promise<string> => {
  const { text } = await line.send({ method: "GET", path: "/metrics" });
  return /vm_app_version\{version="([^"]*)"/.exec(text)?.[1] ?? "VictoriaMetrics?";
};

const dedup = async (line: Link): Promise<Finding> => {
  const { status, text } = await line.send({ method: "GET", path: "/flags" });
  if (status >= 300) return unknown(`/flags: HTTP ${status}`);
  const set = /-?dedup\.minScrapeInterval[= ]"?([\w.]+)/.exec(text)?.[1];
  return set === undefined || /^0s?$/.test(set)
    ? doubt("-dedup.minScrapeInterval=1ms is not set")
    : fine(`-dedup.minScrapeInterval=${set}`);
};

const DAYS: Readonly<Record<string, number>> = { h: 1 / 24, d: 1, w: 7, y: 365, "": 31 };

/**
 * How long a VictoriaMetrics keeps what it has: a flag, which it tells by itself or among its figures, unless a key guards both.
 *
 * @see VictoriaMetrics 1.79.5 as tried: `-retentionPeriod="3y"` of /flags, `flag{name="retentionPeriod", value="3y"…}` of
 *      /metrics, 401 behind `-flagsAuthKey`; a number alone is months, and `/api/v1/status/flags` is not there
 */
const victoriaRetention = async (line: Link, wantedDays: number | null): Promise<Finding> => {
  const places = [
    ["/flags", /-retentionPeriod="?([\d.]+)([hdwy]?)/],
    ["/metrics", /flag\{name="retentionPeriod", value="([\d.]+)([hdwy]?)"/],
  ] as const;
  const answers: string[] = [];
  for (const [path, flag] of places) {
    const { status, text } = await line.send({ method: "GET", path });
    const [, period, unit = ""] = flag.exec(text) ?? [];
    if (status < 300 && period !== undefined) {
      const said = `-retentionPeriod=${period}${unit}${unit === "" ? " (months)" : ""}`;
      const days = Number(period) * (DAYS[unit] ?? 0);
      return wantedDays !== null && days < wantedDays ? doubt(`${said} < ${wantedDays} d`) : fine(said);
    }
    answers.push(`${path}: HTTP ${status}`);
  }
  return unknown(`not told (${answers.join(", ")})`);
};

const METRIC = /^vm_rows_invalid_total\{type="influx"\} (\d+)/m;
const invalidRows = async (line: Link): Promise<Finding> => {
  const { status, text } = await line.send({ method: "GET", path: "/metrics" });
  const rows = METRIC.exec(text)?.[1];
  if (status >= 300 || rows === undefined) return unknown(`vm_rows_invalid_total: HTTP ${status}`);
  return rows === "0" ? fine("vm_rows_invalid_total 0") : doubt(`vm_rows_invalid_total ${rows}`);
};

const lookAtSpool = async (path: string, { spoolMegabytes }: InfluxTarget, look: Look): Promise<void> => {
  if (!existsSync(path)) return void (await look("spool", () => unknown(`no ${path}`)));
  let spool: DatabaseSync | null = null;
  await look("spool", () => {
    spool = new DatabaseSync(path, { readOnly: true });
    const row = spool
      .prepare("SELECT coalesce(sum(lines), 0) AS lines, coalesce(sum(length(body)), 0) AS bytes FROM batch")
      .get();
    const [lines, bytes] = [Number(row?.lines), Number(row?.bytes)];
    const said = `${lines} lines, ${(bytes / 1e6).toFixed(1)} of ${spoolMegabytes} MB`;
    return bytes > spoolMegabytes * 1e6 * 0.8 ? doubt(said) : fine(said);
  });
  await look("poison", () => {
    const [all] = spool?.prepare("SELECT coalesce(sum(count), 0) AS lines FROM poison").all() ?? [];
    if (Number(all?.lines) === 0) return fine("0");
    const reasons = spool
      ?.prepare(
        "SELECT why, sum(count) AS lines, max(at) AS at, max(line) AS line FROM poison GROUP BY why ORDER BY at DESC LIMIT ?",
      )
      .all(FEW)
      .map(({ why, lines, at, line }) => `${lines} × ${why} (${at}): ${String(line).slice(0, 120)}`);
    return doubt([`${all?.lines}`, ...(reasons ?? [])].join("\n"));
  });
  (spool as DatabaseSync | null)?.close();
};
