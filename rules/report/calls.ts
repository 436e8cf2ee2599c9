import type { AlertEvent, Priority } from "../alert/alert.ts";
import { isAnnunciation } from "../alert/annunciation.ts";
import { isQuiet } from "../alert/quiet.ts";
import type { AlertClass } from "../site/model.ts";
import type { Instant } from "../time/instant.ts";
import type { Followed } from "./followed.ts";
import { subjectOf } from "./subject.ts";

/** One call on people: a revision of an alert that began in service. */
export type Call = {
  /** When people were called: for late data, when they came. */
  readonly at: Instant;
  readonly alert: string;
  /** `<rule>/<target>` */
  readonly subject: string;
  readonly priority: Priority;
  readonly class: AlertClass;
  readonly why: AlertEvent["is"];
};

/** A revision that began while nothing called anybody, and what hushed it. */
export type Hushed = { readonly at: Instant; readonly by: "shelved" | "suppressed" | "out-of-service" };

/** Gathers who was called when, and what would have called but for a shelf, a cause or work. */
export const callLog = () => {
  const calls: Call[] = [];
  const hushed: Hushed[] = [];
  return {
    /** The call that the event is, or null. */
    take: ({ event, before, alert }: Followed): Call | null => {
      if (before !== null && before.revision >= alert.revision) return null;
      const at = event.learnedAt ?? event.at;
      if (!isAnnunciation({ event, alert })) {
        if (isQuiet(alert)) hushed.push({ at, by: hushedBy(alert) });
        return null;
      }
      const { key, priority, class: of } = subjectOf(alert);
      const call: Call = { at, alert: alert.id, subject: key, priority, class: of, why: event.is };
      calls.push(call);
      return call;
    },
    /** In the order of their times. */
    calls: (): readonly Call[] => calls.toSorted((a, b) => a.at - b.at),
    hushed: (): readonly Hushed[] => hushed.toSorted((a, b) => a.at - b.at),
  };
};

/** The same precedence as the label that people see. @see alertLabel */
const hushedBy = ({ outOfService, suppression }: Followed["alert"]): Hushed["by"] =>
  outOfService ? "out-of-service" : suppression ? "suppressed" : "shelved";
