import type { Figures } from "#rules/report/figures.ts";
import type { LoadReport } from "#rules/report/load-report.ts";
import type { Waiting } from "#rules/report/waits.ts";
import { type Instant, toIso } from "#rules/time/instant.ts";
import type { WireFigures, WireLoad } from "../wire/load.ts";

/** A report as the API and the command line tell it. */
export const wireLoad = (report: LoadReport, timeZone: string): WireLoad => ({
  ...report,
  from: toIso(report.from),
  to: toIso(report.to),
  timeZone,
  whole: wireFigures(report.whole),
  periods: report.periods.map(({ name, isWhole, ...figures }) => ({
    ...wireFigures(figures),
    name,
    isWhole,
  })),
  judged: report.judged.map(each => ({ ...each })),
  subjects: report.subjects.map(({ hold, ...subject }) => ({ ...subject, holdMs: hold })),
  callers: [...report.callers],
  chattering: report.chattering.map(each => ({ ...each, lastAt: toIso(each.lastAt) })),
  fleeting: [...report.fleeting],
  standing: report.standing.map(each => ({
    ...each,
    from: toIso(each.from),
    to: each.to === null ? null : toIso(each.to),
  })),
  floods: report.floods.map(each => ({ ...each, from: toIso(each.from), to: toIso(each.to) })),
  waiting: wireWaiting(report.waiting),
  waitingBy: report.waitingBy.map(wireWaiting),
  classes: [...report.classes],
  unauthorised: report.unauthorised.map(each => ({ ...each, at: toIso(each.at) })),
  proposals: report.proposals.map(({ rule, target, delay, effect, isAdvised }) => {
    const { later, ...told } = effect;
    return { rule, target, onMs: delay.on, offMs: delay.off, ...told, laterMs: later, isAdvised };
  }),
});

const wireFigures = ({ floodTime, peak, byPriority, ...figures }: Figures): WireFigures => ({
  ...figures,
  byPriority: [...byPriority],
  from: toIso(figures.from),
  to: toIso(figures.to),
  peak: peak && { ...peak, at: toIso(peak.at as Instant) },
  floodMs: floodTime,
});

const wireWaiting = ({ p50, p95, ...waiting }: Waiting): WireLoad["waiting"] => ({
  ...waiting,
  p50Ms: p50,
  p95Ms: p95,
});
