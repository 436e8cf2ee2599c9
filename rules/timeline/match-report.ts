import { completenessOf, shareText } from "../filing/completeness.ts";
import { listedPoints } from "../filing/listed.ts";
import { type FiledReport, firstReleased, isLate, type PointGap, stateOf } from "../filing/report.ts";
import { atMoment, type Compared, noOrMoment, sameSet, yesOrMoment } from "./compare.ts";
import { clockText } from "./moments.ts";
import { type Comparisons, personId, type See, same, whether } from "./paper-rows.ts";
import type { WantedReport } from "./wanted-papers.ts";

/** Each thing that can be asked of a report. */
export const reportComparisons: Comparisons<WantedReport, FiledReport> = {
  report: (expected, { plan }) => same(expected, plan),
  id: (expected, { id }) => same(expected, id),
  name: (expected, { name }) => ({
    expected,
    seen: `${name.zh} · ${name.en}`,
    fits: name.zh === expected || name.en === expected,
  }),
  state: (expected, report) => same(expected, report.missedAt === null ? stateOf(report) : "missed"),
  version: (expected, { versions }) => same(expected, versions.length),
  draft: (expected, { draftAt }, see) => atMoment(expected, draftAt, see),
  due: (expected, { dueAt }, see) => noOrMoment(expected, dueAt, see),
  reading: (expected, { reading }) => same(expected, reading),
  late: (expected, report, { now }) => same(expected, isLate(report, now)),
  reminded: (expected, { remindedAt }, see) => yesOrMoment(expected, remindedAt, see),
  reviewed: (expected, { versions }, { site }) => {
    const by = versions.at(-1)?.reviewed?.by;
    return whether(expected, by === undefined ? null : personId(site, by));
  },
  released: (expected, report, see) =>
    yesOrMoment(expected, firstReleased(report)?.released?.at ?? null, see),
  late_data: (expected, { lateData }) => same(expected, lateData?.readings ?? 0),
  completeness: (expected, report, see) => same(expected, shareText(completeIn(report, see).share)),
  gaps: (expected, report, see): Compared =>
    sameSet(
      expected,
      completeIn(report, see).gaps.map(gap => gapText(gap, see.timeZone)),
    ),
};

/** A report as one line for people: `daily-facility/2025-07-21 released v1`. */
export const reportText = (report: FiledReport): string =>
  `${report.id} ${stateOf(report)}${report.versions.length === 0 ? "" : ` v${report.versions.length}`}`;

/** How complete it is by what the test's own points said. */
const completeIn = (report: FiledReport, { said, site, watched }: See) => {
  const points = listedPoints(site)
    .map(({ id }) => id)
    .filter(id => watched.has(id));
  return completenessOf(report, points, said.papers.silences());
};

/** `L-off1.power 03:00-03:20`; with seconds where they are not zero; what ends at midnight ends at `00:00`. */
const gapText = ({ point, from, to }: PointGap, timeZone: string): string =>
  `${point} ${short(from, timeZone)}-${short(to, timeZone)}`;

const short = (at: PointGap["from"], timeZone: string): string => clockText(at, timeZone).replace(/:00$/, "");
