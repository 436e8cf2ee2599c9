import { buildBroker } from "./build-broker.ts";
import { modbusLine } from "./build-line.ts";
import { otherLines } from "./build-other-lines.ts";
import type { Building } from "./building.ts";
import type { HistoryPlan, Point, Sources } from "./model.ts";
import { nearest } from "./nearest.ts";
import { pointClasses } from "./point-classes.ts";
import { tellSlowLine } from "./slow-line.ts";
import { type SaidOfUnit, unitsOf } from "./unit-limits.ts";

/** The broker and the Modbus lines. @param units  what the profiles say of units on lines */
export const buildSources = (
  building: Building,
  points: readonly Point[],
  units: readonly SaidOfUnit[],
): Sources => {
  const lines = Object.entries(building.tree.sources?.modbus ?? {}).flatMap(([id, part]) => {
    if (!points.some(({ source }) => source.is === "modbus" && source.line === id)) warnUnused(building, id);
    const line = part && modbusLine(building, id, part, unitsOf(units, id));
    if (line) tellSlowLine(building, id, line, points);
    return line === undefined ? [] : [[id, line] as const];
  });
  const mqtt = buildBroker(building);
  return {
    ...(mqtt === undefined ? {} : { mqtt }),
    modbus: Object.fromEntries(lines),
    ...otherLines(building, points),
  };
};

const warnUnused = ({ report }: Building, id: string): void =>
  report({
    code: "CFG902",
    path: ["sources", "modbus", id],
    at: "key",
    why: `no point is read over line "${id}"`,
    isWarning: true,
  });

/** Where readings are kept. */
export const buildHistory = ({ tree, report }: Building): HistoryPlan => {
  const targets = tree.history?.influx ?? [];
  for (const [i, { name }] of targets.entries()) {
    if (targets.findIndex(other => other.name === name) === i) continue;
    report({
      code: "CFG306",
      path: ["history", "influx", i, "name"],
      at: "value",
      why: `"${name}" is the name of another database`,
    });
  }
  const coursesFrom = tree.history?.courses_from;
  if (coursesFrom !== undefined && !targets.some(({ name }) => name === coursesFrom)) {
    const near = nearest(
      coursesFrom,
      targets.map(({ name }) => name),
    );
    report({
      code: "CFG303",
      path: ["history", "courses_from"],
      at: "value",
      why: `there is no database "${coursesFrom}" in history.influx`,
      ...(near !== null && { help: `did you mean "${near}"?` }),
    });
  }
  for (const id of Object.keys(tree.history?.keep ?? {}))
    if (!pointClasses.has(id)) {
      const near = nearest(id, [...pointClasses.keys()]);
      report({
        code: "CFG303",
        path: ["history", "keep", id],
        at: "key",
        why: `there is no point class "${id}"`,
        ...(near !== null && { help: `did you mean "${near}"?` }),
      });
    }
  return {
    keepDays: tree.history?.keep_days ?? 400,
    keepMinutesDays: tree.history?.keep_minutes_days ?? 100,
    keepQuartersDays: tree.history?.keep_quarters_days ?? 3_650,
    keepClasses: Object.fromEntries(
      Object.entries(tree.history?.keep ?? {}).flatMap(([id, days]) =>
        days === undefined ? [] : [[id, days]],
      ),
    ),
    influx: targets.map(
      ({ name, url, database, username, password_env: passwordEnv, spool_megabytes, setup, ...more }) => ({
        name,
        url,
        database,
        ...(username === undefined ? {} : { username }),
        ...(passwordEnv === undefined ? {} : { passwordEnv }),
        spoolMegabytes: spool_megabytes,
        setUp: setup,
        keep: {
          readings: more.keep_days ?? null,
          minutes: more.keep_minutes_days ?? null,
          quarters: more.keep_quarters_days ?? null,
        },
        backlogShare: more.backlog_share,
      }),
    ),
    ...(coursesFrom !== undefined && { coursesFrom }),
  };
};
