import type { Choice } from "#rules/replay/choice.ts";
import type { Change } from "#rules/replay/difference.ts";
import type { Role } from "#rules/site/model.ts";
import type { Impossible } from "../../ports/recorded.ts";
import type { SettingChange } from "../rules-diff-settings.ts";

/** A length of time as people say it: `5 分钟`. */
const length = (ms: number): string => {
  const size = Math.abs(ms);
  if (size < 60_000) return `${Math.round(size / 1_000)} 秒`;
  if (size < 7_200_000) return `${Math.round(size / 60_000)} 分钟`;
  return size < 172_800_000
    ? `${(size / 3_600_000).toFixed(1)} 小时`
    : `${(size / 86_400_000).toFixed(1)} 天`;
};

const number = (value: number): string => Math.round(value).toLocaleString("en-US");

const changes: Readonly<Record<Change, string>> = {
  opened: "发现时间",
  cleared: "消除时间",
  priority: "级别",
  level: "性质",
  clauses: "条款",
  told: "通知对象",
  times: "次数",
};

/** What the roles of a hall are called. */
export const rolesZh: Readonly<Record<Role, string>> = {
  guard: "保安",
  "duty-manager": "值班经理",
  "hall-director": "厅主任",
  "safety-officer": "安全责任人",
  facilities: "设施人员",
  staff: "员工",
  "it-support": "IT 支持",
  cleaner: "保洁",
  superior: "上级部门",
};

/** Texts of `rules replay`. */
export const replayZh = {
  noSite: "hallwatch：请给出场所文件，或设置 HALLWATCH_CONFIG",
  noStore: (name: string, known: string, near: string | null) =>
    `hallwatch：场所文件的 history.influx 里没有 ${name}${near === null ? "" : `；是不是 ${near}？`}${known === "" ? "" : `（有：${known}）`}`,
  empty: (recording: string, strangers: string) =>
    `hallwatch：${recording} 里没有本厅测点的读数${strangers === "" ? "" : `；里面有的是 ${strangers} 等别的测点`}`,
  afterEnd: (from: string, last: string) => `hallwatch：--from ${from} 之后没有记录：最后一条读数是 ${last}`,
  beforeStart: (to: string, first: string) => `hallwatch：--to ${to} 之前没有记录：第一条读数是 ${first}`,
  backwards: (from: string, to: string) => `hallwatch：--from ${from} 不早于 --to ${to}，没有可回放的时间`,
  interrupted: (clock: string) => `已在 ${clock} 处中断，没有结果`,
  progress: (percent: number, clock: string, perSecond: number, left: number | null) =>
    `${percent}%  ${clock}  每秒 ${number(perSecond)} 条${left === null ? "" : `  还需 ${length(left * 1_000)}`}`,
  readings: (count: number, recording: string, seconds: number) =>
    `${number(count)} 条读数，来自 ${recording}，用时 ${seconds.toFixed(1)} 秒`,
  judged: (instances: number, acknowledgeAfter: number | null) =>
    `${instances} 条规则实例；${acknowledgeAfter === null ? "无人确认告警" : `假定告警发出 ${length(acknowledgeAfter)}内有人确认`}`,
  alerts: (counts: readonly number[], all: number) =>
    all === 0
      ? "告警：没有"
      : `告警 ${all} 个（${["紧急", "重要", "一般", "提示"].flatMap((name, index) => ((counts[index] ?? 0) > 0 ? [`${name} ${counts[index]}`] : [])).join("，")}）`,
  more: (count: number) => `… 还有 ${count} 个；--format json 全部列出`,
  open: (condition: string): string => (condition === "unknown" ? "无法判断" : "未消除"),
  level: (level: string): string => ({ violation: "违规", advisory: "提醒", fault: "故障" })[level] ?? level,
  rules: "各规则每周发现次数",
  quiet: (quiet: number, all: number) => `${all} 条规则中有 ${quiet} 条什么也没发现`,
  noSuch: (option: "rule" | "target" | "zone", id: string, near: string | null) =>
    `hallwatch：--${option}：没有 ${id}${near === null ? "" : `；是不是 ${near}？`}`,
  /** What of the result was asked for. */
  only: ({ rules, targets, zones }: Choice) =>
    `只看${[
      ...(rules.length > 0 ? [`规则 ${rules.join("、")}`] : []),
      ...(targets.length > 0 ? [`对象 ${targets.join("、")}`] : []),
      ...(zones.length > 0 ? [`区域 ${zones.join("、")}`] : []),
    ].join("，")}`,
  before: (count: number) => `${count} 个告警在开始之前就已产生，没有计入各周`,
  impossible: ({ count, first }: Impossible) =>
    `! ${count} 个值超出测点可能的范围，按坏值处理；第一个：${first}`,
  load: (role: string) => `${role}每班收到的告警`,
  neverHeard: (count: number, points: string) =>
    `! ${count} 个测点在记录里没有一条可信读数，用到它们的规则等于什么也没看见：${points}`,
  strangers: (points: string) => `! 记录里还有本厅没有的测点：${points}`,
  cut: (count: number) => `! 告警太多，有 ${count} 个只计数、不列出`,
  head: {
    opened: "发现",
    cleared: "消除",
    priority: "级",
    level: "性质",
    target: "对象",
    what: "内容",
    clauses: "条款",
    times: "次数",
    told: "通知",
    rule: "规则",
    total: "合计",
    mostInAWeek: "最多的一周",
    shift: "班次",
    shifts: "班数",
    aShift: "每班",
    most: "最多的一班",
    urgent: "紧急或重要",
  },
};

/** Texts of `rules diff`. */
export const diffZh = {
  twoKinds: (before: string, after: string) =>
    `hallwatch：${before} 和 ${after} 不是同一类：要么都是场所文件，要么都是规则包（文件或目录）`,
  nothing: (path: string) => `hallwatch：${path} 里没有规则包`,
  noPath: (path: string) => `hallwatch：没有 ${path} 这个文件或目录`,
  sides: (before: string, after: string) => `${before} → ${after}`,
  summary: (before: number, after: number) => `告警：原来 ${before} 个，改后 ${after} 个`,
  counts: (come: number, gone: number, moved: number, same: number) =>
    `新增 ${come}，消失 ${gone}，变动 ${moved}，不变 ${same}`,
  come: (count: number) => `新增的告警 ${count} 个`,
  gone: (count: number) => `消失的告警 ${count} 个`,
  moved: (count: number) => `变动的告警 ${count} 个`,
  change: (change: Change) => changes[change],
  shift: (ms: number | null) =>
    ms === null ? "–" : ms === 0 ? "=" : `${ms > 0 ? "晚" : "早"} ${length(ms)}`,
  by: { rule: "按规则", zone: "按区域", week: "按周" },
  head: {
    key: "",
    come: "新增",
    gone: "消失",
    moved: "变动",
    opened: "发现",
    cleared: "消除",
    changes: "变了什么",
    before: "原来每班",
    after: "改后每班",
    mostBefore: "原来最多",
    mostAfter: "改后最多",
  },
  load: (role: string) => `${role}每班收到的告警`,
  rulesAdded: (rules: string) => `新的规则：${rules}`,
  rulesRemoved: (rules: string) => `去掉的规则：${rules}`,
  rulesChanged: (rules: string) => `改过的规则：${rules}`,
  settingChanged: ({ name, before, after, rules }: SettingChange) =>
    `改过的设置：${name} ${before} → ${after}${rules.length === 0 ? "（没有规则用它）" : `（${rules.join("、")}）`}`,
  /** A pack that takes no other's place brings rules that are there already. */
  added: (names: string, known: string) =>
    `说明：本厅没有名为 ${names} 的规则包（有：${known}），所以它是添加的，并没有取代哪一个；要取代，就用同样的 pack: 名称`,
  rulesSame: "规则本身没有不同",
  lacking: (count: number, some: string) => `! 改后有 ${count} 处因缺少测点不能判断，原来可以：${some}`,
  lost: (count: number) => `✗ ${count} 个紧急或重要的告警将不再发出，或降了级别（退出码 1）`,
};

/** Texts of `rules reload`. */
export const reloadZh = {
  done: (rules: number, instances: number) => `规则已重新载入：${rules} 条规则，${instances} 条实例`,
  unchanged: "规则没有变化，照旧运行",
  refused: "规则没有重新载入，原来的规则继续有效",
  /** Rule tests that were played. */
  tests: (count: number) => (count === 0 ? "没有规则测试" : `${count} 个规则测试通过`),
  not: (why: string) => `hallwatch：规则没有重新载入：${why}`,
};
