import { MappingType, SpecialValueMatch, type ValueMapping } from "@grafana/grafana-foundation-sdk/dashboard";
import type { AlertEvent, AlertLabel, Priority } from "#rules/alert/alert.ts";
import { pointClasses } from "#rules/site/point-classes.ts";
import { colour } from "./colour.ts";

/** A number as people read it: its text and the colour that repeats the text. */
export type Reading = { readonly text: string; readonly colour: string };

const chinese: Readonly<Record<string, string>> = {
  closed: "关闭",
  open: "打开",
  locked: "已锁",
  unlocked: "未锁",
  jammed: "卡住",
  off: "关",
  on: "开",
  auto: "自动",
  cool: "制冷",
  heat: "制热",
  dry: "除湿",
  fan: "送风",
};
const colours: Readonly<Record<string, string>> = {
  closed: colour.calm,
  locked: colour.calm,
  off: colour.calm,
  jammed: colour.attention,
};

/**
 * The words of a point class as Grafana value mappings, `0` → `已锁 locked`.
 *
 * @throws {Error} when the class has no words, or one of its words has no Chinese here
 */
export const classWords = (classId: string): ValueMapping[] => {
  const words = pointClasses.get(classId)?.words;
  if (words === undefined) throw new Error(`class ${classId} has no words`);
  return [
    mapping(
      words.map(word => {
        const zh = chinese[word];
        if (zh === undefined) throw new Error(`word "${word}" of class ${classId} has no Chinese text`);
        return { text: `${zh} ${word}`, colour: colours[word] ?? colour.plain };
      }),
    ),
  ];
};

/** State 4 of evidence: the point was told of in the time range, but not in its last three minutes. */
export const SILENT = 4;

const events: Readonly<Record<AlertEvent["is"], readonly [text: string, colour: string]>> = {
  raised: ["发生 raised", colour.attention],
  joined: ["并入 joined", colour.plain],
  left: ["移出 left", colour.plain],
  blinded: ["? 看不到 blinded", colour.unknown],
  seen: ["又看到 seen", colour.plain],
  cleared: ["恢复 cleared", colour.calm],
  returned: ["复发 returned", colour.attention],
  acknowledged: ["确认 acknowledged", colour.calm],
  escalated: ["上报 escalated", colour.attention],
  carried: ["沿用 carried", colour.plain],
  unacknowledged: ["撤回确认 unacknowledged", colour.attention],
  noted: ["备注 noted", colour.plain],
  confirmed: ["闭环 confirmed", colour.calm],
  reset: ["复位 reset", colour.calm],
  shelved: ["搁置 shelved", colour.plain],
  unshelved: ["搁置结束 unshelved", colour.attention],
  suppressed: ["抑制 suppressed", colour.plain],
  released: ["抑制结束 released", colour.attention],
  "taken-out": ["停用 taken-out", colour.plain],
  "put-back": ["恢复使用 put-back", colour.plain],
  realarmed: ["再次提醒 realarmed", colour.attention],
  worsened: ["升级 worsened", colour.attention],
  eased: ["降级 eased", colour.plain],
  reported: ["已上报 reported", colour.calm],
  overdue: ["上报超时 overdue", colour.attention],
  supplemented: ["已补报 supplemented", colour.calm],
  closed: ["关闭 closed", colour.calm],
};

/** No number at all: nobody can tell, which is not nought. */
export const noNumber: ValueMapping = nothing("?");

/** How well a point is known, as `signal.state` says it, and `SILENT`. Nothing at all is unknown too. */
export const evidenceWords: ValueMapping[] = [
  mapping([
    { text: "可信 good", colour: colour.calm },
    { text: "? 过期 stale", colour: colour.unknown },
    { text: "? 不可信 bad", colour: colour.unknown },
    { text: "? 从未收到 never", colour: colour.unknown },
    { text: "? 网关无声 gateway silent", colour: colour.unknown },
  ]),
  nothing("? 无数据 no data"),
];

/** The same on tiles, which say where there is no number at all as every tile does. */
export const evidenceTileWords: ValueMapping[] = [...evidenceWords.slice(0, 1), noNumber];

/** The condition of an alert, as `alert.state` says it. */
export const conditionWords: ValueMapping[] = [
  mapping([
    { text: "已恢复 clear", colour: colour.calm },
    { text: "未恢复 active", colour: colour.attention },
    { text: "? 不明 unknown", colour: colour.unknown },
  ]),
];

/** Whether a report is out, as `report.released` says it. */
export const releasedWords: ValueMapping[] = [
  mapping([
    { text: "未发布 not released", colour: colour.plain },
    { text: "已发布 released", colour: colour.calm },
  ]),
];

/** Whether a report missed its deadline, as `report.late` says it. */
export const lateWords: ValueMapping[] = [
  mapping([
    { text: "按时 in time", colour: colour.calm },
    { text: "超时 late", colour: colour.attention },
  ]),
];

/** Whether backups are as they should be, as `backup.ok` says it. */
export const backupWords: ValueMapping[] = [
  mapping([
    { text: "需处理 see to it", colour: colour.attention },
    { text: "正常 as it should be", colour: colour.calm },
  ]),
  noNumber,
];

/** Whether somebody has taken an alert, as `alert.acked` says it. */
export const seenWords: ValueMapping[] = [
  mapping([
    { text: "未确认 not seen", colour: colour.attention },
    { text: "已确认 seen", colour: colour.calm },
  ]),
];

/** Whether an alert is meant to be heard, as `alert.service` says it. */
export const serviceWords: ValueMapping[] = [
  mapping([
    { text: "已静音 set aside", colour: colour.plain },
    { text: "值守中 in service", colour: colour.calm },
  ]),
];

const handling: Readonly<Record<AlertLabel, readonly [text: string, colour: string]>> = {
  unacknowledged: ["未确认 new", colour.attention],
  acknowledged: ["处理中 in hand", colour.calm],
  returned: ["已恢复未确认 over, not seen", colour.attention],
  latched: ["待复位 to be reset", colour.attention],
  unfinished: ["待闭环 to be finished", colour.attention],
  shelved: ["已搁置 shelved", colour.plain],
  suppressed: ["被抑制 suppressed", colour.plain],
  "out-of-service": ["停用 out of service", colour.plain],
  closed: ["已关闭 closed", colour.calm],
};

/** What people have done about an alert, as `alert.label` says it. */
export const handlingWords: ValueMapping[] = [
  {
    type: MappingType.ValueToText,
    options: Object.fromEntries(
      Object.entries(handling).map(([label, [text, color]], index) => [label, { text, color, index }]),
    ),
  },
];

/** The verdict of one closing item, as `closing.verdict` says it. */
export const verdictWords: ValueMapping[] = [
  mapping([
    { text: "✓ 已确认 pass", colour: colour.calm },
    { text: "✕ 需处理 fail", colour: colour.attention },
    { text: "? 无法确认 unknown", colour: colour.unknown },
  ]),
  nothing("? 无数据 no data"),
];

/** Whether a gateway has written in the last three minutes: 0 yes, `SILENT` no. */
export const gatewayWords: ValueMapping[] = [
  {
    type: MappingType.ValueToText,
    options: {
      0: { text: "在线 reporting", color: colour.calm, index: 0 },
      [SILENT]: { text: "? 无声 silent", color: colour.unknown, index: 1 },
    },
  },
  noNumber,
];

/** Priorities from most to least urgent, as the tag value and as people say it. */
export const priorities: readonly { readonly value: Priority; readonly text: string }[] = [
  { value: 1, text: "P1 紧急 critical" },
  { value: 2, text: "P2 重要 high" },
  { value: 3, text: "P3 一般 medium" },
  { value: 4, text: "P4 提示 low" },
];

/** The tag `priority` as people say it, in its colour. */
export const priorityWords: ValueMapping[] = [
  {
    type: MappingType.ValueToText,
    options: Object.fromEntries(
      priorities.map(({ value, text }) => [
        String(value),
        { text, color: colour.priority[value], index: value },
      ]),
    ),
  },
];

/** What happened to an alert, as `alert_event.event` says it. */
export const eventWords: ValueMapping[] = [
  {
    type: MappingType.ValueToText,
    options: Object.fromEntries(
      Object.entries(events).map(([event, [text, color]], index) => [event, { text, color, index }]),
    ),
  },
];

function mapping(readings: readonly Reading[]): ValueMapping {
  const options = readings.map(({ text, colour: color }, index) => [index, { text, color, index }]);
  return { type: MappingType.ValueToText, options: Object.fromEntries(options) };
}

function nothing(text: string): ValueMapping {
  const result = { text, color: colour.unknown };
  return { type: MappingType.SpecialValue, options: { match: SpecialValueMatch.NullAndNan, result } };
}
