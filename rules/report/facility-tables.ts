import { boundOf } from "../energy/bound.ts";
import type { Completeness } from "../filing/completeness.ts";
import { readingWords } from "../filing/deadlines.ts";
import type { Words } from "../site/model.ts";
import { momentText, NONE, number, ofAll, rate, text } from "./facility-cells.ts";
import { closingTable, daysOf } from "./facility-closing.ts";
import { dutiesTable, inTimeOf, undoneTable } from "./facility-duties.ts";
import { doubtsOf, energyCharts, energyTables } from "./facility-energy.ts";
import type { FacilityFacts } from "./facility-facts.ts";
import { clausesTable, findingsOf, findingsTable, isOpenStill, wastedOf } from "./facility-findings.ts";
import { completenessIn, gapsOf } from "./facility-gaps.ts";
import { incidentOf, incidentTables } from "./facility-incident.ts";
import type { FacilityReport, ReportCell, ReportFigure, ReportTable } from "./facility-report.ts";
import { setpointsKept, setpointsTable } from "./facility-setpoints.ts";
import {
  complaintsTable,
  ratesTable,
  repairsTable,
  repeatedTable,
  ticketCounts,
} from "./facility-tickets.ts";

/**
 * What a report says, from what was known when it was made. The same facts give the same report to the byte. Numbers are
 * exact, texts say what was found and nothing else; what is missing is listed and never filled.
 *
 * @see GA-9.4.3 in the clause catalogue
 */
export const facilityReport = (facts: FacilityFacts): FacilityReport => {
  const { report, site, madeAt } = facts;
  const complete = completenessIn(facts);
  return {
    id: report.id,
    name: report.name,
    cycle: report.cycle,
    subject: report.subject,
    site: site.id,
    siteName: site.name,
    timeZone: site.calendar.timeZone,
    from: report.from,
    to: report.to,
    madeAt,
    completeness: complete.share,
    headline: [...HEADLINES[kindOf(facts)](facts), completeness(complete), ...deadline(facts)],
    tables: TABLES[kindOf(facts)](facts),
    charts: kindOf(facts) === "facility" || kindOf(facts) === "energy" ? energyCharts(facts) : [],
    gaps: gapsOf(facts, complete),
  };
};

type Kind = FacilityReport["subject"] | "incident";

const kindOf = ({ report }: FacilityFacts): Kind => (report.cycle === "flash" ? "incident" : report.subject);

/** What each kind of report tells, in order: the fixed templates. @see GA-9.4.2 in the clause catalogue */
const TABLES: Readonly<Record<Kind, (facts: FacilityFacts) => readonly ReportTable[]>> = {
  facility: facts => [
    findingsTable(facts),
    clausesTable(facts),
    closingTable(facts),
    dutiesTable(facts),
    undoneTable(facts),
    repairsTable(facts),
    ...energyTables(facts),
    setpointsTable(facts),
  ],
  energy: facts => [
    ...energyTables(facts),
    clausesTable(facts),
    findingsTable(facts),
    setpointsTable(facts),
    closingTable(facts),
    dutiesTable(facts),
  ],
  repair: facts => [ratesTable(facts, "repair"), repeatedTable(facts), repairsTable(facts)],
  complaint: facts => [ratesTable(facts, "complaint"), complaintsTable(facts)],
  incident: facts => incidentTables(facts),
};

const HEADLINES: Readonly<Record<Kind, (facts: FacilityFacts) => readonly ReportFigure[]>> = {
  facility: facts => [
    findings(facts),
    ...energy(facts),
    wasted(facts),
    closing(facts),
    duties(facts),
    tickets(facts, "repair"),
  ],
  energy: facts => [...energy(facts), wasted(facts), findings(facts), setpoints(facts), closing(facts)],
  repair: facts => [tickets(facts, "repair")],
  complaint: facts => [tickets(facts, "complaint")],
  incident: facts => incident(facts),
};

const figure = (
  id: string,
  zh: string,
  en: string,
  value: ReportCell,
  note: Words | null = null,
): ReportFigure => ({
  id,
  label: { zh, en },
  value,
  note,
});

const findings = (facts: FacilityFacts): ReportFigure => {
  const all = findingsOf(facts);
  const open = all.filter(isOpenStill).length;
  return figure("findings", "违规和异常", "Findings", number(all.length), {
    zh: `其中 ${open} 项在生成时未结束`,
    en: `${open} of them not over when this was made`,
  });
};

const energy = ({ energy: known }: FacilityFacts): readonly ReportFigure[] => {
  if (known === null)
    return [figure("energy", "电量", "Energy", NONE, { zh: "没有计量", en: "nothing is metered" })];
  const { total, bill, currency, tariffs } = known;
  const isKnown = total.completeness > 0 || total.kWh !== 0;
  const doubts = doubtsOf(total);
  const share = rate(total.completeness, 1).text.zh;
  const whole = total.completeness < 1 || total.estimatedKwh > 0 || boundOf(total) !== "whole";
  const note: Words | null = whole
    ? {
        zh: [`完整度 ${share}`, `其中估算 ${total.estimatedKwh.toFixed(2)} kWh`, doubts.zh]
          .filter(Boolean)
          .join("；"),
        en: [`completeness ${share}`, `${total.estimatedKwh.toFixed(2)} kWh of it estimated`, doubts.en]
          .filter(Boolean)
          .join("; "),
      }
    : null;
  return [
    figure("energy", "电量", "Energy", isKnown ? number(total.kWh, 2, "kWh") : NONE, note),
    figure(
      "after-hours",
      "闭店后电量",
      "After hours",
      isKnown ? number(total.closedKwh, 2, "kWh") : NONE,
      note,
    ),
    figure(
      "cost",
      "电费",
      "Cost",
      isKnown ? number(bill, 2, currency ?? "") : NONE,
      tariffs.length === 0 ? { zh: "没有填写电价", en: "nobody said what it costs" } : note,
    ),
    figure("co2", "碳排放", "CO₂", isKnown ? number(total.kgCO2, 1, "kg") : NONE, {
      zh: `排放因子 ${known.carbon.kgPerKwh} kg/kWh（${known.carbon.dataYear} 年）`,
      en: `factor ${known.carbon.kgPerKwh} kg/kWh (${known.carbon.dataYear})`,
    }),
  ];
};

const wasted = (facts: FacilityFacts): ReportFigure => {
  const { kWh, priced, all } = wastedOf(facts);
  return figure("wasted", "浪费电量", "Wasted", number(kWh, 2, "kWh"), {
    zh: `${all} 项中 ${priced} 项有依据可计`,
    en: `of ${priced} of ${all} findings something tells`,
  });
};

const closing = (facts: FacilityFacts): ReportFigure => {
  const business = daysOf(facts).filter(({ isOver }) => isOver);
  const lacking = business.filter(({ lacksClosing }) => lacksClosing).map(({ date }) => date);
  const value = business.length === 0 ? NONE : ofAll(business.length - lacking.length, business.length);
  return figure(
    "closing",
    "关门单",
    "Closing certificates",
    value,
    lacking.length === 0
      ? null
      : { zh: `没有关门单：${lacking.join("、")}`, en: `none for ${lacking.join(", ")}` },
  );
};

const duties = (facts: FacilityFacts): ReportFigure => {
  const { inTime, due } = inTimeOf(facts);
  return figure("duties", "职责按时", "Duties in time", due === 0 ? NONE : ofAll(inTime, due), null);
};

const tickets = (facts: FacilityFacts, of: "repair" | "complaint"): ReportFigure => {
  const { opened, closed, open } = ticketCounts(facts, of);
  const note: Words = {
    zh: `期内开单 ${opened}，结单 ${closed}`,
    en: `${opened} opened and ${closed} closed in the time`,
  };
  return of === "repair"
    ? figure("repairs", "期末未结报修", "Repairs open at the end", number(open), note)
    : figure("complaints", "期末未结投诉", "Complaints open at the end", number(open), note);
};

const setpoints = (facts: FacilityFacts): ReportFigure => {
  const known = setpointsKept(facts.setpoints);
  return figure(
    "setpoints",
    "设定温度符合率",
    "Setpoints kept",
    known ? rate(known.kept, known.known) : NONE,
    {
      zh: known ? `无法判断 ${known.unknown} 分钟，不计入` : "没有统计或空调没有运行",
      en: known ? `${known.unknown} min unknown, counted for neither` : "not reckoned, or nothing ran",
    },
  );
};

const incident = (facts: FacilityFacts): readonly ReportFigure[] => {
  const alert = incidentOf(facts);
  if (!alert) return [];
  return [
    figure("incident", "事件", "Incident", text(alert.title)),
    figure("of", "对象", "Of", text(alert.targetName)),
  ];
};

const completeness = ({ share, gaps, notBefore }: Completeness): ReportFigure => {
  const all = gaps.length + (notBefore === null ? 0 : 1);
  return figure("completeness", "数据完整度", "Completeness", share === null ? NONE : rate(share, 1), {
    zh: all === 0 ? "没有缺口" : `${all} 处缺口，逐一列出，没有填补`,
    en: all === 0 ? "no gaps" : `gaps: ${all}, each listed, none filled`,
  });
};

/** How the deadline is read, where it can be read in two ways. */
const deadline = ({ report: { dueAt, reading }, site }: FacilityFacts): readonly ReportFigure[] => {
  if (dueAt === null) return [];
  return [
    figure(
      "deadline",
      "报送期限",
      "To be released before",
      text(momentText(dueAt, site.calendar.timeZone)),
      readingWords(reading),
    ),
  ];
};
