import { type Filter, roles, scope } from "../filter.ts";
import { joined, kept, property, table, timeline } from "../look.ts";
import { course, latest, lines, type Query, readings, silence, staleAfter } from "../query.ts";
import { rows, series } from "../target.ts";
import { classWords, evidenceWords, SILENT } from "../words.ts";

/** Names of columns that several tables have. */
export const column = {
  device: "设备 · Device",
  evidence: "证据 · Evidence",
  point: "测点 · Point",
  zone: "区域 · Zone",
} as const;

/**
 * How well things are known now, worst of their points first: 0 good, 1 stale, 2 bad, 3 never, or `SILENT` when the
 * gateway told of a point earlier in the range but no longer does.
 *
 * @param by  tags of `signal` that name a thing: `["equipment"]`
 */
export const evidence = (by: readonly string[], which: readonly Filter[], above?: number): Query => ({
  is: "told",
  ...lines("signal", "state", [...scope, ...which]),
  scale: 1,
  silent: SILENT,
  each: ["zone", "equipment", "point"],
  by,
  ...(above !== undefined && { above }),
});

/** A target: each device with the worst evidence of those of its points that have one of the roles. */
export const deviceEvidence = (...names: readonly string[]) =>
  rows("E", { equipment: column.device }, column.evidence, evidence(["equipment"], [roles(...names)]));

/** A target: the last value that each device was known to have in the range, however old. */
export const lastKnown = (refId: string, name: string, ...classes: readonly string[]) =>
  rows(
    refId,
    { equipment: column.device },
    name,
    latest(readings(classes, scope), "range", { each: ["site", "zone", "equipment"], by: ["equipment"] }),
  );

/** Turns the targets of one table into a row per device, evidence beside each device; a blind device's row is marked. */
export const byDevice = (panel: ReturnType<typeof table>, columns: readonly string[]) =>
  panel
    .transformations(joined(column.device, [column.evidence, ...columns]))
    .overrideByName(column.evidence, [property.mappings(evidenceWords), property.filled("row")]);

/** Every point that nobody can read now, and why it counts as unknown. */
export const unreadable = () =>
  table({
    title: "读不到的测点 · Points that cannot be read",
    shows:
      "此刻过期、不可信、从未收到或网关不再上报的测点：其状态不明，不等于正常。Points that are stale, bad, never seen or no longer told of: their state is unknown, which is not the same as fine.",
    empty:
      "网关在线（见“网关”）时：全部测点可读；否则：不知道。With the gateway reporting (see Gateway): every point can be read; otherwise: unknown.",
    width: 12,
    height: 8,
    targets: [
      rows(
        "A",
        { point: column.point, zone: column.zone },
        column.evidence,
        evidence(["zone", "point"], [], 0),
      ),
    ],
  })
    .withTransformation(kept([column.evidence, column.point, column.zone]))
    .overrideByName(column.point, [property.console(`/#/points/\${__value.raw}`)])
    .overrideByName(column.evidence, [property.mappings(evidenceWords), property.filled("row")]);

/** What a timeline of words shows. */
export type WordTimeline = {
  /** Classes that share their words. */
  readonly classes: readonly [string, ...string[]];
  readonly title: string;
  readonly shows: string;
  readonly height: number;
};

/** Words over time, a row a point; of each interval the highest value, which is the least closed. */
export const wordTimeline = (what: WordTimeline) =>
  timeline(
    {
      title: what.title,
      shows: what.shows,
      empty:
        "没有可信的读数：状态不明（见下方“证据”），不等于关好。No good reading: the state is unknown (see Evidence below), which is not the same as closed.",
      width: 24,
      height: what.height,
      targets: [series("A", "{point}", course(readings(what.classes, scope), "max", "point"))],
    },
    classWords(what.classes[0]),
    staleAfter(what.classes[0]),
  );

/** How well the points of some roles were known over time, a row a point; the worst of each interval. */
export const evidenceTimeline = (title: string, height: number, names: readonly string[]) =>
  timeline(
    {
      title,
      shows:
        "同一批测点能不能读到；紫色“?”处上面的状态不算数。Whether the same points could be read; where it is purple with a “?” the states above do not count.",
      empty: "网关没有写入：什么都不知道。The gateway wrote nothing: nothing is known.",
      width: 24,
      height,
      targets: [
        series("A", "{point}", course(lines("signal", "state", [...scope, roles(...names)]), "max", "point")),
      ],
    },
    evidenceWords,
    silence,
  );
