import type { Alert } from "../alert/alert.ts";
import type { Certificate, CertificateStanding } from "../closing/certificate.ts";
import type { FindingPrice } from "../energy/price.ts";
import type { HallEnergy } from "../energy/view.ts";
import type { FiledReport, Silence } from "../filing/report.ts";
import type { Task } from "../routine/task.ts";
import type { Site } from "../site/model.ts";
import type { Ticket } from "../ticket/ticket.ts";
import type { Instant } from "../time/instant.ts";

/** All that a report is made from: what was known of its time when it was made. What lies outside of it changes nothing. */
export type FacilityFacts = {
  readonly site: Site;
  readonly report: FiledReport;
  readonly madeAt: Instant;
  /** As they stand at `madeAt`: all that were open at some moment of the time, also those that are closed since. */
  readonly alerts: readonly Alert[];
  /** What each of them wasted within the time, by id; absent: no price is known. */
  readonly prices: ReadonlyMap<string, FindingPrice>;
  readonly certificates: readonly {
    readonly certificate: Certificate;
    /** Null: nobody kept what became of it. */
    readonly standing: Pick<CertificateStanding, "broken"> | null;
  }[];
  readonly tasks: readonly Task[];
  readonly tickets: readonly Ticket[];
  /** Of all dates of the time. */
  readonly silences: readonly Silence[];
  /** Of the time, its course by hours for a day and by days otherwise; null: nothing measures any. */
  readonly energy: HallEnergy | null;
  /** Setpoints by day; null: nobody reckoned them. */
  readonly setpoints: readonly SetpointDay[] | null;
};

/** Of the time in which cooling or heating ran on a day: within the limit, beyond it, and of which nobody knows. */
export type SetpointDay = {
  readonly date: string;
  readonly keptMinutes: number;
  readonly violatedMinutes: number;
  readonly unknownMinutes: number;
};
