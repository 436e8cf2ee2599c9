import { keepDaysOf } from "#rules/retention/keep-days.ts";
import type { Site } from "#rules/site/model.ts";
import type { Backups } from "../backup/backups.ts";
import type { Clock } from "../ports/clock.ts";
import type { EmbeddedHistory } from "../stores/parquet/embedded-history.ts";
import type { WireHealth } from "../wire/health.ts";

export type KeptParts = {
  readonly site: Pick<Site, "history" | "record" | "reports">;
  readonly embedded: Pick<EmbeddedHistory, "bytes">;
  readonly backups: Pick<Backups, "state">;
  readonly clock: Clock;
};

/** What is kept on this machine, how large that has become, when it was backed up, and what its clock is worth. */
export const keptOf = ({ site, embedded, backups, clock }: KeptParts): WireHealth["kept"] => ({
  recordDays: keepDaysOf(site),
  readingsDays: site.history.keepDays,
  minutesDays: site.history.keepMinutesDays,
  quartersDays: site.history.keepQuartersDays,
  historyBytes: embedded.bytes(),
  backup: backups.state(),
  clockOffsetSeconds: (clock.offset?.() ?? 0) / 1_000,
});
