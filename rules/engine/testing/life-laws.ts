import type { Alert, AlertEvent, Transition } from "../../alert/alert.ts";
import { isAnnunciation } from "../../alert/annunciation.ts";
import { fold } from "../../alert/fold.ts";
import { isQuiet } from "../../alert/quiet.ts";
import { isSame } from "../../alert/same.ts";
import type { Instant } from "../../time/instant.ts";

/** What may make an alert need somebody. The first two are findings. */
const CAUSES: readonly AlertEvent["is"][] = [
  "raised",
  "returned",
  "worsened",
  "realarmed",
  "unshelved",
  "released",
  "put-back",
];

type Known = {
  alert: Alert;
  readonly events: AlertEvent[];
  annunciations: number;
  found: number;
  /** Somebody was bothered, and nobody has said since that he has seen it. */
  isUnseen: boolean;
};

/** A law, with what breaks it. Plain, since it is asked millions of times. */
const must = (holds: boolean, ...broken: readonly unknown[]): void => {
  if (!holds) throw new Error(`a law of alerts does not hold: ${JSON.stringify(broken)}`);
};

/** Watches over all that happens to alerts, and fails where it is not as it must be. */
export class LifeLaws {
  readonly #known = new Map<string, Known>();
  readonly counts: Record<string, number> = {};

  /** Takes what a step decided, in order. */
  take(transitions: readonly Transition[]): void {
    for (const { event, alert } of transitions) {
      const before = this.#known.get(alert.id);
      const known = before ?? { alert, events: [], annunciations: 0, found: 0, isUnseen: false };
      this.#known.set(alert.id, known);
      known.events.push(event);
      this.counts[event.is] = (this.counts[event.is] ?? 0) + 1;
      this.#revisions(event, before?.alert ?? null, alert);
      this.#persons(known, event, alert);
      lifeSafety(alert);
      const isTold = event.told !== undefined || event.is === "escalated" || event.is === "realarmed";
      must(!isTold || !isQuiet(alert), "what is quiet is told to nobody", event);
      known.alert = alert;
    }
  }

  /** What must hold of everything once a history is over. */
  end(): void {
    for (const { alert, events, annunciations, found } of this.#known.values()) {
      must(isSame(fold(events), alert), "its events make the alert", fold(events), alert);
      must(annunciations <= alert.revision, "every annunciation is a revision", annunciations, alert);
      must(found <= alert.occurrences, "every finding is an occurrence", found, alert);
    }
  }

  /** What is put aside or out of service ends, and has not ended yet. */
  hasEnds({ shelf, outOfService }: Alert, now: Instant): void {
    must(!shelf || shelf.until > now, "a shelf ends", shelf, now);
    must(!outOfService || outOfService.until > now, "a time out of service ends", outOfService, now);
  }

  /** Ids of all alerts so far. */
  ids(): readonly string[] {
    return [...this.#known.keys()];
  }

  #revisions(event: AlertEvent, before: Alert | null, alert: Alert): void {
    const step = alert.revision - (before?.revision ?? 0);
    const isCaused = step === 1 && CAUSES.includes(event.is) && alert.acknowledgement === null;
    must(step === 0 || isCaused, "a revision has a cause, and nobody has seen it", event, alert);
    const isAnnounced = step === 1 && !isQuiet(alert);
    must(isAnnunciation({ event, alert }) === isAnnounced, "what counts as an alarm", event);
  }

  #persons(known: Known, event: AlertEvent, alert: Alert): void {
    if (isAnnunciation({ event, alert })) {
      known.annunciations++;
      known.found += event.is === "raised" || event.is === "returned" ? 1 : 0;
      known.isUnseen = true;
    }
    if (event.is === "unacknowledged") known.isUnseen = true;
    if (event.change?.acknowledgement) {
      must(event.by !== undefined, "a person acknowledges", event);
      known.isUnseen = false;
    }
    must(event.is !== "closed" || !known.isUnseen, "nothing closes that nobody has seen", known.events);
  }
}

const lifeSafety = (alert: Alert): void => {
  if (alert.class !== "life-safety") return;
  must(alert.shelf === null && alert.suppression === null, "life safety is never hushed", alert);
  const { by, second } = alert.outOfService ?? { by: "", second: "nobody" };
  must(second !== undefined && second !== by, "life safety goes out of service by two", alert);
};
