import type { DeadBandProposal } from "#rules/report/dead-band-trials.ts";
import type { WireLoad } from "../../wire/load.ts";

type Proposal = WireLoad["proposals"][number];
type Name = WireLoad["judged"][number]["name"];

/** A length of time in milliseconds: `40 秒`, `5 分钟`, `2.5 小时`, `3 天`. */
const length = (ms: number): string => {
  if (ms < 60_000) return `${Math.round(ms / 1_000)} 秒`;
  if (ms < 3_600_000) return `${round(ms / 60_000)} 分钟`;
  return ms < 172_800_000 ? `${round(ms / 3_600_000)} 小时` : `${round(ms / 86_400_000)} 天`;
};
const round = (value: number): string => String(Math.round(value * 10) / 10);
/** A share of 1; one that is small and not nothing does not look like nothing. */
const percent = (share: number): string =>
  share > 0 && share < 0.001 ? "< 0.1 %" : `${round(share * 100)} %`;

const SHARES: readonly Name[] = ["windowsAbove10", "hoursAbove30", "flood", "topTen"];

/** What `hallwatch report alarm-load` says in Chinese; the type of all other languages. */
export const loadZh = {
  title: (hall: string, from: string, to: string): string => `${hall} 告警负荷  ${from} – ${to}`,
  by: {
    roster: "按值班表的保安班次",
    usual: "值班表里没有保安班次：按 08:00–20:00 和 20:00–08:00 两班",
    week: "按周（周一起）",
  } as Readonly<Record<WireLoad["by"], string>>,
  figureHead: ["指标", "实际", "目标", "评价"] as readonly string[],
  figures: {
    perDay: "平均每天呼叫",
    peak10Min: "最忙的 10 分钟",
    windowsAbove10: "超过 10 次的 10 分钟",
    hoursAbove30: "超过 30 次的小时",
    flood: "告警泛滥占时间",
    chattering: "抖动的告警",
    fleeting: "一闪而过的告警",
    standing: "同时长期未消（超过 24 小时）",
    topTen: "最多的 10 个占",
    priorities: "级别超出 1/5/15 % 的程度",
    unauthorised: "越权的搁置、复位、停用",
  } as Readonly<Record<Name, string>>,
  value: (name: Name, value: number): string =>
    SHARES.includes(name)
      ? percent(value)
      : name === "priorities"
        ? `${value > 0 ? "+" : ""}${percent(value)}`
        : round(value),
  bands: { good: "好", watch: "留意", poor: "差", none: "次数太少，不评" } as Readonly<
    Record<WireLoad["judged"][number]["band"], string>
  >,
  perShift: "各班",
  perWeek: "各周",
  periodHead: [
    "",
    "呼叫",
    "每小时",
    "P1",
    "P2",
    "P3",
    "P4",
    "10分钟峰值",
    ">1",
    ">10",
    "泛滥",
    "搁置",
    "被解释",
    "停用",
  ] as readonly string[],
  whole: "合计",
  partly: "* 只有一部分在所问的时间里",
  quiet: (count: number): string => `另有 ${count} 个没有呼叫`,
  outside: (count: number): string => `${count} 次呼叫不在任何班次里`,
  callers: "呼叫最多的",
  noCalls: "没有呼叫",
  chattering: "抖动的（60 秒内 3 次以上）",
  noChattering: "没有抖动的告警",
  bursts: (times: number, most: number): string => `${times} 次，一分钟内最多 ${most} 次`,
  fleeting: "一闪而过的（不到 10 秒）",
  noFleeting: "没有一闪而过的告警",
  timesOf: (times: number, of: number): string => `${of} 次里有 ${times} 次`,
  standing: "长期未消的（超过 24 小时）",
  noStanding: "没有长期未消的告警",
  since: (from: string, to: string | null): string => (to === null ? `${from} 起，还在` : `${from} – ${to}`),
  nobody: "无人负责",
  aside: "已搁置、被解释或停用",
  waiting: (calls: number, still: number): string =>
    `${calls} 次呼叫等人确认${still > 0 ? `，其中 ${still} 次到最后还没有人确认（按已等的时间算）` : ""}`,
  percentiles: (p50: string, p95: string): string => `一半在 ${p50} 内，95 % 在 ${p95} 内`,
  unauthorised: "按现在的权限不该有的操作",
  noUnauthorised: "没有越权的操作",
  did: (is: string): string =>
    ({ shelved: "搁置", suppressed: "抑制", reset: "复位", "taken-out": "停用", raised: "产生" })[is] ?? is,
  proposals: "可以怎么改（用记录下来的过程重算）",
  noProposals: "没有值得建议的改动",
  notAdvised: "不建议：",
  proposal: ({ onMs, offMs, before, after, true: real, lost, continued, laterMs }: Proposal): string =>
    [
      onMs > 0 ? `hold 再加 ${length(onMs)}` : `消除再等 ${length(offMs)}`,
      `呼叫 −${percent((before - after) / before)}（${before} → ${after}）`,
      ...(real === 0
        ? ["其中没有真告警"]
        : [
            laterMs > 0 ? `真告警最多晚 ${length(laterMs)}` : "真告警不晚",
            lost === 0 ? `${real} 个真告警一个不丢` : `${real} 个真告警要丢 ${lost} 个`,
          ]),
      ...(continued > 0 ? [`${continued} 个真告警接着前一个，不再另外呼叫`] : []),
    ].join("，"),
  deadBands: "可以加的回差（用记录下来的读数重放）",
  noDeadBands: "没有值得加的回差",
  deadBand: (band: DeadBandProposal): string =>
    [
      `${band.rule}/${band.target}：${band.compares} 回差 ${band.size}（clear: '${band.clear}'）`,
      `发现 −${percent((band.before - band.after) / band.before)}（${band.before} → ${band.after}）`,
      band.lost === 0 ? `${band.true} 个持久的一个不丢` : `${band.true} 个持久的要丢 ${band.lost} 个`,
      ...(band.continued > 0 ? [`其中 ${band.continued} 个接着前一个`] : []),
      `总共多亮 ${length(band.longer)}`,
    ].join("，"),
  unreadable: (count: number): string => `! ${count} 条事件由更早的版本写下，没有说清改了什么，没有计入`,
  more: (count: number): string => `… 还有 ${count} 个（--json 全部列出）`,
  progress: (percentDone: number, clock: string, events: number): string =>
    `${percentDone} %  ${clock}  ${events} 条事件`,
  empty: (directory: string): string => `hallwatch：${directory} 里的记录还没有任何告警`,
  backwards: (from: string, to: string): string => `hallwatch：${from} 不在 ${to} 之前`,
  elsewhere: (first: string, last: string): string =>
    `说明：记录里的告警在 ${first} – ${last}，不在所问的时间里；用 --from、--to 指明`,
  length,
  percent,
};

export type LoadWords = typeof loadZh;
