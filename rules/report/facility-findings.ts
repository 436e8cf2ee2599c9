import { type Alert, type AlertLabel, alertLabel } from "../alert/alert.ts";
import type { Words } from "../site/model.ts";
import { type Millis, millis } from "../time/instant.ts";
import {
  column,
  count,
  minutesOf,
  moment,
  momentText,
  NONE,
  number,
  overlap,
  same,
  text,
} from "./facility-cells.ts";
import type { FacilityFacts } from "./facility-facts.ts";
import type { ReportCell, ReportTable } from "./facility-report.ts";
import { endOf, sinceOf, type Wasted, wastedBy } from "./facility-wasted.ts";

/** The alerts of which anything lies in the report's time, in the order in which they were found. */
export const findingsOf = ({ alerts, report, madeAt }: FacilityFacts): readonly Alert[] =>
  alerts
    .filter(alert => alert.openedAt < report.to && endOf(alert, madeAt) >= report.from)
    .toSorted((a, b) => a.openedAt - b.openedAt || (a.id < b.id ? -1 : 1));

/** Every finding of the time with what became of it: what is not over is not left out. @see GA-9.4.3 in the clause catalogue */
export const findingsTable = (facts: FacilityFacts): ReportTable => ({
  id: "findings",
  title: { zh: "违规和异常（逐项）", en: "Findings, one by one" },
  note: {
    zh: "“持续”只计报表期内；电量和金额为本表计实测，或高于已验证闭店基线的部分，— 表示没有依据。",
    en: "Lasting: within the report's time. Energy and cost: measured, or metered above the verified closed baseline; — where nothing tells.",
  },
  columns: [
    column("事项", "Finding"),
    column("对象", "Of"),
    column("条款", "Clauses"),
    column("发现", "Found"),
    column("结束", "Over"),
    count("持续", "Lasting", "min"),
    count("电量", "Energy", "kWh"),
    count("金额", "Cost", facts.energy?.currency ?? ""),
    column("处理结果", "What became of it"),
  ],
  rows: findingsOf(facts).map(alert => rowOf(alert, facts)),
  empty: { zh: "报表期内没有违规和异常", en: "nothing was found in the time" },
});

/** How often and how long each clause was broken. */
export const clausesTable = (facts: FacilityFacts): ReportTable => {
  const found = findingsOf(facts).flatMap(alert => alert.clauses.map(clause => ({ alert, clause })));
  const rows = [...Map.groupBy(found, ({ clause }) => clause.clause)]
    .map(([clause, own]) => ({ clause, ...figuresOf(own, facts) }))
    .filter(({ times }) => times > 0)
    .toSorted((a, b) => b.lasting - a.lasting || (a.clause < b.clause ? -1 : 1));
  return {
    id: "clauses",
    title: { zh: "违规（按条款）", en: "Findings by clause" },
    note: {
      zh: "同一事实违反几条时，次数和时长各条都计，电量只计一次，记在最先发现的条款下。",
      en: "Where one fact breaks several clauses each counts it and its time; its energy counts once, under the clause found first.",
    },
    columns: [
      column("条款", "Clause"),
      count("次数", "Times"),
      count("未结束", "Not over"),
      count("时长合计", "Lasting in all", "min"),
      count("电量", "Energy", "kWh"),
      count("金额", "Cost", facts.energy?.currency ?? ""),
    ],
    rows: rows.map(({ clause, times, open, lasting, kWh, cost }) => [
      text(clause),
      number(times),
      number(open),
      minutesOf(lasting),
      number(kWh, 2),
      number(cost, 2),
    ]),
    empty: { zh: "报表期内没有违反任何条款", en: "no clause was broken in the time" },
  };
};

/** What of the findings has a price: the sum, and of how many of them. */
export const wastedOf = (
  facts: FacilityFacts,
): Wasted & {
  readonly all: number;
} => {
  const all = findingsOf(facts);
  return { ...wastedBy(all, facts), all: all.length };
};

/** Whether it still held, or nobody knew that it did not, when the report was made. */
export const isOpenStill = ({ clearedAt, closedAt }: Alert): boolean =>
  clearedAt === null && closedAt === null;

type Found = { readonly alert: Alert; readonly clause: Alert["clauses"][number] };

const figuresOf = (own: readonly Found[], facts: FacilityFacts) => {
  const { report, madeAt } = facts;
  const within = own
    .map(each => ({ ...each, until: each.clause.until ?? endOf(each.alert, madeAt) }))
    .filter(({ clause, until }) => clause.since < report.to && until >= report.from);
  const first = within.filter(({ alert, clause }) => firstClause(alert) === clause.clause);
  const { kWh, cost } = wastedBy(
    first.map(({ alert }) => alert),
    facts,
  );
  return {
    times: within.length,
    open: within.filter(({ alert, clause }) => clause.until === null && isOpenStill(alert)).length,
    lasting: millis(sum(within.map(({ clause, until }) => overlap(report, clause.since, until)))),
    kWh,
    cost,
  };
};

const firstClause = ({ clauses }: Alert): string | undefined =>
  clauses.toSorted((a, b) => a.since - b.since)[0]?.clause;

const rowOf = (alert: Alert, facts: FacilityFacts): readonly ReportCell[] => {
  const { report, madeAt, prices, site } = facts;
  const { timeZone } = site.calendar;
  const price = prices.get(alert.id);
  const clauses = [...new Set(alert.clauses.map(({ clause }) => clause))];
  const lasting: Millis = overlap(report, sinceOf(alert), endOf(alert, madeAt));
  return [
    text(alert.title),
    text(alert.targetName),
    clauses.length === 0 ? NONE : text(clauses.join(", ")),
    moment(alert.openedAt, timeZone),
    alert.clearedAt === null ? text({ zh: "未结束", en: "not over" }) : moment(alert.clearedAt, timeZone),
    minutesOf(lasting),
    number(price?.kWh ?? null, 2),
    number(price?.cost ?? null, 2),
    text(resultOf(alert, facts)),
  ];
};

/** Its label, who has seen it, and the tickets that it became. */
const resultOf = (alert: Alert, { tickets, site }: FacilityFacts): Words => {
  const { timeZone } = site.calendar;
  const by = alert.acknowledgement;
  const closed = alert.closedAt === null ? "" : ` ${momentText(alert.closedAt, timeZone)}`;
  const parts: readonly Words[] = [
    { zh: `${LABELS[alertLabel(alert)].zh}${closed}`, en: `${LABELS[alertLabel(alert)].en}${closed}` },
    ...(by === null
      ? []
      : [
          {
            zh: `${by.by} ${momentText(by.at, timeZone)} 确认`,
            en: `seen by ${by.by} ${momentText(by.at, timeZone)}`,
          },
        ]),
    ...(alert.condition === "unknown" ? [{ zh: "目前无法判断", en: "nobody can tell at present" }] : []),
    ...tickets
      .filter(({ cause, isConfidential }) => cause === alert.id && !isConfidential)
      .map(({ id }) => same(id)),
  ];
  return { zh: parts.map(({ zh }) => zh).join("；"), en: parts.map(({ en }) => en).join("; ") };
};

const LABELS: Readonly<Record<AlertLabel, Words>> = {
  unacknowledged: { zh: "未结束，无人确认", en: "not over, nobody has seen it" },
  acknowledged: { zh: "未结束，处理中", en: "not over, in hand" },
  returned: { zh: "已结束，无人确认", en: "over, nobody has seen it" },
  latched: { zh: "已结束，待复位", en: "over, to be reset" },
  unfinished: { zh: "已结束，待报告和小结", en: "over, to be reported and summed up" },
  shelved: { zh: "已搁置", en: "put aside" },
  suppressed: { zh: "由另一告警说明", en: "explained by another" },
  "out-of-service": { zh: "对象停用", en: "out of service" },
  closed: { zh: "已关闭", en: "closed" },
};

const sum = (all: readonly number[]): number => all.reduce((total, each) => total + each, 0);
