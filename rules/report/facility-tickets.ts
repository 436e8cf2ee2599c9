import type { Words } from "../site/model.ts";
import { CLOCKS } from "../ticket/clock-words.ts";
import type { ClockName, Ticket, TicketKind } from "../ticket/ticket.ts";
import { column, count, moment, NONE, number, ofAll, rate, same, text } from "./facility-cells.ts";
import type { FacilityFacts } from "./facility-facts.ts";
import type { ReportCell, ReportTable } from "./facility-report.ts";

const REPAIRS: readonly TicketKind[] = ["fault", "finding", "key"];
const COMPLAINTS: readonly TicketKind[] = ["complaint"];

/** Tickets of which anything lies in the report's time: those that were opened in it, and those that were open before. */
export const ticketsOf = (
  { tickets, report }: FacilityFacts,
  kinds: readonly TicketKind[],
): readonly Ticket[] =>
  tickets
    .filter(
      ({ kind, openedAt, closed }) =>
        kinds.includes(kind) && openedAt < report.to && (closed === null || closed.at >= report.from),
    )
    .toSorted((a, b) => a.openedAt - b.openedAt || (a.id < b.id ? -1 : 1));

export const repairsTable = (facts: FacilityFacts): ReportTable => ({
  id: "repairs",
  title: { zh: "报修单（逐单）", en: "Repairs, one by one" },
  note: {
    zh: "原因照报修单结单时填写；人为损坏由主管部门据此核查。",
    en: "The cause is as written when the ticket was closed; the department above looks for man-made damage by it.",
  },
  columns: [
    column("单号", "Ticket"),
    column("对象", "Of"),
    column("内容", "What"),
    column("开单", "Opened"),
    column("时限", "Limit"),
    column("状态", "State"),
    column("结单", "Closed"),
    column("原因", "Cause"),
    column("超时", "Not in time"),
  ],
  rows: ticketsOf(facts, REPAIRS).map(ticket => repairRow(ticket, facts)),
  empty: { zh: "报表期内没有报修单", en: "no repair in the time" },
});

/** How often each thing was to be repaired in the time, and why: what comes again and again stands first. */
export const repeatedTable = (facts: FacilityFacts): ReportTable => {
  const opened = ticketsOf(facts, REPAIRS).filter(({ openedAt }) => openedAt >= facts.report.from);
  const rows = [...Map.groupBy(opened, ({ target }) => target)]
    .map(([target, own]) => ({ target, own, causes: causesOf(own) }))
    .toSorted((a, b) => b.own.length - a.own.length || (a.target < b.target ? -1 : 1));
  return {
    id: "repeated",
    title: { zh: "报修（按对象）", en: "Repairs by what they were about" },
    note: null,
    columns: [
      column("对象", "Of"),
      count("开单", "Opened"),
      count("未结", "Not closed"),
      column("原因", "Causes"),
    ],
    rows: rows.map(({ target, own, causes }) => [
      text(own[0]?.targetName ?? target),
      number(own.length),
      number(own.filter(({ closed }) => closed === null).length),
      causes === "" ? NONE : text(causes),
    ]),
    empty: { zh: "报表期内没有新的报修", en: "nothing was to be repaired anew in the time" },
  };
};

/** `灯管老化 2, 人为损坏 1`: as they were written when tickets were closed. */
const causesOf = (tickets: readonly Ticket[]): string => {
  const causes = tickets.flatMap(({ closed }) => (closed ? [closed.cause] : []));
  return [...Map.groupBy(causes, cause => cause)].map(([cause, own]) => `${cause} ${own.length}`).join(", ");
};

export const complaintsTable = (facts: FacilityFacts): ReportTable => ({
  id: "complaints",
  title: { zh: "投诉单（逐单）", en: "Complaints, one by one" },
  note: {
    zh: "保密投诉只列单号和时间。",
    en: "Of confidential ones only number and times are told.",
  },
  columns: [
    column("单号", "Ticket"),
    column("对象", "Of"),
    column("受理", "Opened"),
    column("联系", "Contacted"),
    column("答复", "Answered"),
    column("处结", "Settled"),
    column("回访", "Revisited"),
    column("状态", "State"),
    column("超时", "Not in time"),
  ],
  rows: ticketsOf(facts, COMPLAINTS).map(ticket => complaintRow(ticket, facts)),
  empty: { zh: "报表期内没有投诉", en: "no complaint in the time" },
});

/**
 * How many of what had to be done about tickets by a moment of the time was done by then. Formula of the regulation: done
 * within the limit ÷ due; of none there is no rate. @see GA-7.7 in the clause catalogue
 */
export const ratesTable = (facts: FacilityFacts, of: "repair" | "complaint"): ReportTable => {
  const kinds = of === "repair" ? REPAIRS : COMPLAINTS;
  const due = facts.tickets
    .filter(({ kind }) => kinds.includes(kind))
    .flatMap(({ clocks }) => clocks)
    .filter(({ dueAt }) => facts.report.from <= dueAt && dueAt < facts.report.to && dueAt <= facts.madeAt);
  const rows = ORDER[of].map(is => {
    const own = due.filter(clock => clock.is === is);
    const done = own.filter(({ doneAt, dueAt }) => doneAt !== null && doneAt <= dueAt).length;
    const late = own.filter(({ doneAt, dueAt }) => doneAt !== null && doneAt > dueAt).length;
    return [
      text(CLOCK_WORDS[is]),
      text(CLOCKS[is].clauses.join(", ")),
      number(own.length),
      number(done),
      number(late),
      number(own.length - done - late),
      own.length === 0 ? NONE : ofAll(done, own.length),
      rate(done, own.length),
    ];
  });
  const satisfied: readonly (readonly ReportCell[])[] =
    of === "repair"
      ? []
      : [[text({ zh: "满意", en: "Satisfied" }), text("GA-7.7"), NONE, NONE, NONE, NONE, NONE, NONE]];
  return {
    id: `${of}-rates`,
    title:
      of === "repair"
        ? { zh: "维修及时率", en: "Repairs: done in time" }
        : { zh: "投诉及时办结率、回访率", en: "Complaints: settled and revisited in time" },
    note:
      of === "repair"
        ? {
            zh: "及时率 = 期限内完成 ÷ 期内到期；没有到期的写“—”。",
            en: "Done within the limit ÷ due in the time; — where none was due.",
          }
        : {
            zh: "及时率 = 期限内办结数 ÷ 应办结数，要求 100%；没有到期的写“—”。满意度没有记录，写“—”。",
            en: "Done within the limit ÷ due, to be 100 %; — where none was due. Nobody records whether customers were satisfied: —.",
          },
    columns: [
      column("事项", "What"),
      column("条款", "Clauses"),
      count("到期", "Due"),
      count("按时", "In time"),
      count("迟", "Late"),
      count("未完成", "Not done"),
      count("按时 / 到期", "In time / due"),
      count("及时率", "Rate", "%"),
    ],
    rows: [...rows, ...satisfied],
    empty: same("—"),
  };
};

/** How many tickets were opened and closed in the time, and how many are open at its end. */
export const ticketCounts = (facts: FacilityFacts, of: "repair" | "complaint") => {
  const { report } = facts;
  const all = ticketsOf(facts, of === "repair" ? REPAIRS : COMPLAINTS);
  return {
    opened: all.filter(({ openedAt }) => openedAt >= report.from).length,
    closed: all.filter(({ closed }) => closed !== null && closed.at < report.to).length,
    open: all.filter(({ closed }) => closed === null || closed.at >= report.to).length,
  };
};

const ORDER: Readonly<Record<"repair" | "complaint", readonly ClockName[]>> = {
  repair: ["sign", "report", "reply", "same-day", "limit", "spare", "replace-lock"],
  complaint: ["contact", "contact-promised", "answer", "close", "revisit"],
};

const CLOCK_WORDS: Readonly<Record<ClockName, Words>> = {
  sign: { zh: "放暂停使用牌", en: "Sign placed" },
  report: { zh: "上报", en: "Reported upward" },
  reply: { zh: "上级答复", en: "Answered from above" },
  "same-day": { zh: "当日修复", en: "Repaired the same day" },
  limit: { zh: "时限内修复", en: "Repaired within its limit" },
  spare: { zh: "提供备用设备", en: "Spare provided" },
  "replace-lock": { zh: "换锁", en: "Lock replaced" },
  contact: { zh: "按内部时限联系", en: "Contacted within the house's limit" },
  "contact-promised": { zh: "按承诺时限联系", en: "Contacted as was promised" },
  answer: { zh: "答复", en: "Answered" },
  close: { zh: "办结", en: "Settled" },
  revisit: { zh: "回访", en: "Revisited" },
};

const STATES: Readonly<Record<Ticket["state"], Words>> = {
  open: { zh: "已开单", en: "open" },
  reported: { zh: "已上报", en: "reported" },
  parked: { zh: "已带走", en: "taken away" },
  repaired: { zh: "已修复，待确认", en: "repaired, to be confirmed" },
  closed: { zh: "已结单", en: "closed" },
};

const repairRow = (ticket: Ticket, { madeAt, site }: FacilityFacts): readonly ReportCell[] => {
  const { timeZone } = site.calendar;
  const limit = ticket.clocks.find(({ is }) => is === "limit" || is === "same-day")?.dueAt ?? null;
  return [
    text(ticket.id),
    text(ticket.targetName),
    text(ticket.description === "" ? ticket.title : same(ticket.description)),
    moment(ticket.openedAt, timeZone),
    moment(limit, timeZone),
    text(STATES[ticket.state]),
    moment(ticket.closed?.at ?? null, timeZone),
    ticket.closed === null ? NONE : text(ticket.closed.cause),
    overdueCell(ticket, madeAt),
  ];
};

const complaintRow = (ticket: Ticket, { madeAt, site }: FacilityFacts): readonly ReportCell[] => {
  const at = (act: { readonly at: Ticket["openedAt"] } | null) =>
    moment(act?.at ?? null, site.calendar.timeZone);
  return [
    text(ticket.id),
    ticket.isConfidential ? text({ zh: "保密", en: "confidential" }) : text(ticket.targetName),
    moment(ticket.openedAt, site.calendar.timeZone),
    at(ticket.contacted),
    at(ticket.answered),
    at(ticket.closed),
    at(ticket.revisited),
    text(STATES[ticket.state]),
    overdueCell(ticket, madeAt),
  ];
};

/** Clocks that were late, or are over and not done. */
const overdueCell = ({ clocks }: Ticket, madeAt: Ticket["openedAt"]): ReportCell => {
  const late = clocks
    .filter(({ dueAt, doneAt }) => (doneAt ?? madeAt) > dueAt)
    .map(({ is }) => CLOCK_WORDS[is]);
  if (late.length === 0) return NONE;
  return text({ zh: late.map(({ zh }) => zh).join("、"), en: late.map(({ en }) => en).join(", ") });
};
