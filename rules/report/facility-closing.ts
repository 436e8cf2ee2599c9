import type { Words } from "../site/model.ts";
import type { HallDay } from "../time/calendar.ts";
import { type Instant, instant } from "../time/instant.ts";
import { day } from "../time/wall-clock.ts";
import { column, momentText, text } from "./facility-cells.ts";
import type { FacilityFacts } from "./facility-facts.ts";
import type { ReportCell, ReportGap, ReportTable } from "./facility-report.ts";

type Issued = FacilityFacts["certificates"][number];
type Kind = Issued["certificate"]["kind"];

/** One date of a report: what the calendar says of it, and what was certified for it. */
export type ReportDay = {
  readonly date: string;
  readonly day: HallDay;
  readonly opening: readonly Issued[];
  readonly closing: readonly Issued[];
  /** It was a business day and has closed: what is not over has nothing to be certified yet. */
  readonly isOver: boolean;
  /** It was open, is over, and has no closing certificate of all of it. */
  readonly lacksClosing: boolean;
};

/** The dates of a report in order. */
export const daysOf = ({ report, site, certificates, madeAt }: FacilityFacts): readonly ReportDay[] =>
  datesOf(report.first, report.last).map(date => {
    const of = (kind: Kind): readonly Issued[] =>
      certificates
        .filter(({ certificate }) => certificate.kind === kind && certificate.businessDay === date)
        .toSorted((a, b) => a.certificate.issuedAt - b.certificate.issuedAt);
    const planned = site.calendar.dayOf(date);
    const closing = of("closing");
    const isWhole = closing.some(({ certificate }) => certificate.scope === "final");
    const end = planned.stretches.at(-1)?.until;
    const isOver = planned.is === "open" && end !== undefined && end <= madeAt;
    return {
      date,
      day: planned,
      opening: of("opening"),
      closing,
      isOver,
      lacksClosing: isOver && !isWhole,
    };
  });

/** How each day was opened and closed. A business day without a certificate is listed, never skipped. */
export const closingTable = (facts: FacilityFacts): ReportTable => {
  const { timeZone } = facts.site.calendar;
  const told = daysOf(facts).filter(
    ({ day: { is }, opening, closing }) => is !== "closed" || opening.length + closing.length > 0,
  );
  return {
    id: "closing",
    title: { zh: "开门单和关门单（按日）", en: "Opening and closing certificates by day" },
    note: {
      zh: "营业日没有全部关门单的，写明“无”；签发后被推翻的，写明何时、因何。",
      en: "A business day without a final certificate says none; one that was contradicted says when and by what.",
    },
    columns: [
      column("日期", "Date"),
      column("日历", "Calendar"),
      column("开门单", "Opening"),
      column("关门单", "Closing"),
      column("此后", "Since then"),
    ],
    rows: told.map(each => rowOf(each, timeZone)),
    empty: { zh: "报表期内没有营业日", en: "no business day in the time" },
  };
};

/** Dates without a closing certificate, and dates of which no calendar tells. */
export const closingGaps = (facts: FacilityFacts): readonly ReportGap[] =>
  daysOf(facts).flatMap((each): readonly ReportGap[] => {
    const { date, day: planned } = each;
    const [first, last] = [planned.stretches[0], planned.stretches.at(-1)];
    if (planned.is === "unknown")
      return [
        {
          is: "no-calendar",
          about: date,
          what: {
            zh: `${date}：没有官方日历，不知道是否营业`,
            en: `${date}: no official calendar, nobody knows whether it was a business day`,
          },
          from: facts.report.from,
          to: facts.report.to,
        },
      ];
    if (!each.lacksClosing || !first || !last) return [];
    return [
      {
        is: "no-certificate",
        about: date,
        what: { zh: `${date}：没有关门单`, en: `${date}: no closing certificate` },
        from: first.since,
        to: within(last.until, facts.report.to),
      },
    ];
  });

/** `YYYY-MM-DD`, both included. */
export const datesOf = (first: string, last: string): readonly string[] => {
  const dates: string[] = [];
  for (let date = day(first); dates.length === 0 || (dates.at(-1) ?? "") < last; date = date.add({ days: 1 }))
    dates.push(date.toString());
  return dates;
};

const within = (at: Instant, end: Instant): Instant => instant(Math.min(at, end));

const rowOf = (
  { date, day: planned, opening, closing }: ReportDay,
  timeZone: string,
): readonly ReportCell[] => [
  text(date),
  text(CALENDAR[planned.is]),
  text(issuedWords(opening, planned.is, timeZone)),
  text(issuedWords(closing, planned.is, timeZone)),
  text(brokenWords([...opening, ...closing], timeZone)),
];

const CALENDAR: Readonly<Record<HallDay["is"], Words>> = {
  open: { zh: "营业", en: "open" },
  closed: { zh: "休息", en: "closed" },
  unknown: { zh: "日历未知", en: "no calendar" },
};

const SCOPES: Readonly<Record<Issued["certificate"]["scope"], Words>> = {
  final: { zh: "全部", en: "all of it" },
  partial: { zh: "部分", en: "in part" },
  clean: { zh: "无例外", en: "without exceptions" },
  "with-exceptions": { zh: "有例外", en: "with exceptions" },
};

const issuedWords = (all: readonly Issued[], is: HallDay["is"], timeZone: string): Words => {
  if (all.length === 0) return is === "closed" ? { zh: "—", en: "—" } : { zh: "无", en: "none" };
  const said = all.map(({ certificate: { scope, issuedAt, items, signatures } }) => {
    const at = momentText(issuedAt, timeZone);
    const names = signatures.map(({ name }) => name);
    const excepted = items.filter(({ verdict }) => verdict === "excepted").length;
    const { zh, en } = SCOPES[scope];
    return {
      zh: `${zh} ${at} ${names.join("、")}${excepted === 0 ? "" : `，${excepted} 项例外`}`,
      en: `${en} ${at} ${names.join(", ")}${excepted === 0 ? "" : `, ${excepted} excepted`}`,
    };
  });
  return joined(said);
};

const brokenWords = (all: readonly Issued[], timeZone: string): Words => {
  if (all.length === 0) return { zh: "—", en: "—" };
  const said = all.flatMap(({ certificate: { id }, standing }) => {
    if (standing === null) return [{ zh: `${id} 无后续记录`, en: `${id}: not followed` }];
    return standing.broken.map(({ at, name, text: what }) => ({
      zh: `${momentText(at, timeZone)} 被推翻：${name.zh} ${what.zh}`,
      en: `contradicted ${momentText(at, timeZone)}: ${name.en} ${what.en}`,
    }));
  });
  return said.length === 0 ? { zh: "未被推翻", en: "not contradicted" } : joined(said);
};

const joined = (all: readonly Words[]): Words => ({
  zh: all.map(({ zh }) => zh).join("；"),
  en: all.map(({ en }) => en).join("; "),
});
