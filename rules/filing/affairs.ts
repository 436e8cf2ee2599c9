import type { Affair, Hall, Reminder } from "../routine/clerk.ts";
import type { Role, Words } from "../site/model.ts";
import type { ReportCycle } from "../site/report-plan.ts";
import { clockText } from "../time/clock-text.ts";
import { instant, minutes } from "../time/instant.ts";
import { readingWords } from "./deadlines.ts";
import { templateName } from "./names.ts";
import { type FiledReport, firstReleased, isLate, stateOf } from "./report.ts";

/** The fact that a report was not released in time; its alert is about the plan: `daily-facility`. */
export const LATE_FACT = "report-late";

/** How long until the next level hears of it. Our proposal. */
const ESCALATE = minutes(30);

/** Reports that should have been released by now: one alert a plan, however many of it nobody has released. */
export const affairsOf = (hall: Pick<Hall, "now">, reports: readonly FiledReport[]): readonly Affair[] => {
  const late = reports.filter(each => firstReleased(each) === null && isLate(each, hall.now));
  return [...Map.groupBy(late, ({ plan }) => plan).values()].map(own => affairOf(own));
};

const affairOf = (own: readonly FiledReport[]): Affair => {
  const [first] = own.toSorted((a, b) => a.from - b.from);
  if (!first) throw new RangeError("an affair is about at least one report");
  const { plan, cycle, subject, owner, reading } = first;
  const words = readingWords(reading);
  return {
    key: `${LATE_FACT}/${plan}`,
    fact: LATE_FACT,
    target: plan,
    targetName: templateName(cycle, subject),
    zone: "",
    since: instant(Math.min(...own.map(({ dueAt, from }) => dueAt ?? from))),
    finding: {
      rule: LATE_FACT,
      clauses: CLAUSES[cycle],
      title:
        own.length > 1
          ? { zh: `${own.length} 份报表没有按时报送`, en: `${own.length} reports were not released in time` }
          : { zh: `${first.name.zh}没有按时报送`, en: `${first.name.en} was not released in time` },
      level: "violation",
      priority: 3,
      class: "housekeeping",
      steps: [
        {
          zh: "打开报表，核对完整度和缺口，然后审阅、报送。报送后仍记为迟报。",
          en: "Open it, look at its completeness and gaps, then review and release it. It stays late.",
        },
        ...(words ? [words] : []),
      ],
      tell: tellOf(owner),
      escalate: ESCALATE,
    },
    evidence: [],
  };
};

const CLAUSES: Readonly<Record<ReportCycle, readonly string[]>> = {
  daily: ["GA-9.5.2.1"],
  weekly: ["GA-7.5b"],
  monthly: ["GA-9.5.2.2"],
  quarterly: ["GA-9.5.2.3"],
  "half-yearly": ["GA-9.3"],
  yearly: ["GA-9.3"],
  flash: ["GA-9.4.2"],
};

/** Never whoever answers for it alone. */
const tellOf = (owner: Role): readonly Role[] => [
  owner,
  owner === "hall-director" || owner === "superior" ? "superior" : "hall-director",
];

/** It waits for somebody: to be reviewed, or to be released; or it is not even drawn up. */
export const waitingReminder = (report: FiledReport, { calendar, now }: Hall): Reminder => {
  const { owner, reviewer, isExternal, dueAt, versions } = report;
  const state = stateOf(report);
  const needsReview = state === "draft" && (isExternal || reviewer !== null);
  const what = needsReview ? WAITS.review : WAITS[state === "due" ? "due" : "release"];
  const by = dueAt === null ? null : clockText(dueAt, now, calendar.timeZone);
  return {
    key: `report-waits/${report.id}/${versions.length}/${state}`,
    paper: `report:${report.id}`,
    role: needsReview ? (reviewer ?? owner) : owner,
    title: { zh: `${report.name.zh}${what.zh}`, en: `${report.name.en} ${what.en}` },
    target: report.plan,
    targetName: templateName(report.cycle, report.subject),
    zone: "",
    steps: by === null ? [] : [{ zh: `须在 ${by} 之前报送。`, en: `It must be released before ${by}.` }],
  };
};

const WAITS: Readonly<Record<"review" | "release" | "due", Words>> = {
  review: { zh: "还没有审阅", en: "has not been reviewed" },
  release: { zh: "还没有报送", en: "has not been released" },
  due: { zh: "还没有生成", en: "has not been drawn up" },
};
