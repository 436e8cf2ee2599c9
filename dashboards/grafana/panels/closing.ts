import { colour } from "../colour.ts";
import { chosen, type Filter, only, scope } from "../filter.ts";
import { kept, property, table, tiles, timeline } from "../look.ts";
import { course, latest, lines, silence } from "../query.ts";
import { number, rows, series } from "../target.ts";
import { verdictWords } from "../words.ts";
import { evidenceTimeline, wordTimeline } from "./point.ts";

const counts = [
  { field: "pass", name: "✓ 已确认 pass", colour: colour.calm },
  { field: "fail", name: "✕ 需处理 fail", colour: colour.attention },
  { field: "unknown", name: "? 无法确认 unknown", colour: colour.unknown },
] as const;

/** How many items pass, fail, or cannot be told. */
export const closingCounts = () => {
  const panel = tiles({
    title: "关门检查 · Closing check",
    shows:
      "此刻通过、未通过和无法确认的项目数；只有后两项都为零，才算关好。Items that pass, fail and cannot be told now; closed well only when the last two are nought.",
    empty:
      "“?” 表示营业中，或网关三分钟内没有写入（见“网关”）。“?” means that the hall is open, or that no gateway wrote in the last three minutes (see Gateway).",
    width: 12,
    height: 4,
    targets: counts.map(({ field, name }, index) =>
      number(
        `A${index}`,
        name,
        latest(lines("closing_count", field, [chosen("site")]), silence, { each: ["site"], by: [] }, "sum"),
      ),
    ),
  });
  for (const count of counts.slice(1))
    panel.overrideByName(count.name, [property.thresholds([null, colour.calm], [1, count.colour])]);
  return panel;
};

const column = {
  verdict: "结论 · Verdict",
  item: "项目 · Item",
  kind: "类别 · Kind",
  zone: "区域 · Zone",
} as const;

/** The items now, those that do not pass first. */
export const closingItems = () =>
  table({
    title: "逐项 · Item by item",
    shows:
      "每个项目此刻的结论，未通过和无法确认的在前。The verdict of each item now, those that do not pass first.",
    empty:
      "营业中，或网关三分钟内没有写入（见“网关”）。The hall is open, or no gateway wrote in the last three minutes (see Gateway).",
    width: 8,
    height: 15,
    targets: [
      rows(
        "A",
        { item: column.item, kind: column.kind, zone: column.zone },
        column.verdict,
        latest(lines("closing", "verdict", scope), silence, {
          each: ["site", "zone", "item", "kind"],
          by: ["item", "kind", "zone"],
        }),
      ),
    ],
  })
    .withTransformation(kept([column.item, column.kind, column.zone, column.verdict]))
    .sortBy([{ build: () => ({ displayName: column.verdict, desc: true }) }])
    .overrideByName(column.verdict, [property.mappings(verdictWords), property.filled()]);

const verdicts = (...which: readonly Filter[]) =>
  series("A", "{item}", course(lines("closing", "verdict", [...scope, ...which]), "max", "kind", "item"));

/** The verdict of each item over the night. */
export const closingTimeline = () =>
  timeline(
    {
      title: "结论经过 · Verdicts over time",
      shows:
        "闭店期间每项的结论；一段内取最坏，无法确认最坏。The verdict of each item while the hall is closed; the worst of each interval, unknown being the worst.",
      empty:
        "时段内没有闭店，或网关没有写入（见“网关”）。The hall was not closed in the range, or the gateway wrote nothing (see Gateway).",
      width: 16,
      height: 15,
      targets: [verdicts()],
    },
    verdictWords,
    silence,
  );

/** Lights that are still on after closing, and those of which nobody can tell. */
export const lightingAfterClosing = () =>
  timeline(
    {
      title: "闭店后照明 · Lighting after closing",
      shows:
        "闭店期间每路照明是否关灭（GA-1.3-5b）。Whether each lighting circuit is off while the hall is closed (GA-1.3-5b).",
      empty:
        "时段内没有闭店，或网关没有写入（见“网关”）：不等于灯已关。The hall was not closed in the range, or the gateway wrote nothing (see Gateway): not the same as off.",
      width: 24,
      height: 6,
      targets: [verdicts(only("kind", "light"))],
    },
    verdictWords,
    silence,
  );

/** Lighting circuits over time. */
export const lightTimeline = () =>
  wordTimeline({
    classes: ["light-circuit-status"],
    title: "照明回路 · Lighting circuits",
    shows:
      "每路照明的开关；一段内只要有一刻开着就画开。Each circuit; an interval with one moment on is drawn on.",
    height: 6,
  });

/** Whether the lighting circuits and loads could be read. */
export const loadEvidence = () =>
  evidenceTimeline("用电证据 · Evidence of lights and loads", 9, ["state", "power"]);
