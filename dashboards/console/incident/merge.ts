import type { WireAlertEvent } from "#gateway/wire/alert.ts";
import type { WireExplained, WireIncidentPage } from "#gateway/wire/incident.ts";
import type { WireDelivery } from "#gateway/wire/notify.ts";

type What = WireAlertEvent["is"];

/** One line of what happened. `of`: the alert that it happened to; null: the incident's own. */
export type Entry =
  | {
      readonly is: "event";
      readonly at: string;
      readonly of: WireExplained | null;
      readonly event: WireAlertEvent;
    }
  /** The same happened to several alerts at once. */
  | {
      readonly is: "several";
      readonly at: string;
      readonly what: What;
      readonly of: readonly WireExplained[];
    }
  | { readonly is: "message"; readonly at: string; readonly delivery: WireDelivery };

/**
 * Everything that happened in an incident, to whichever alert, and every message, oldest first. What befell several of
 * the explained alerts in the same second, and says no more than that, is one line.
 */
export const merged = ({ events, deliveries, explains }: WireIncidentPage): readonly Entry[] => {
  const own = events.map((event): Entry => ({ is: "event", at: event.at, of: null, event }));
  const theirs = together(explains.flatMap(of => of.events.map(event => ({ of, event }))));
  const messages = [...deliveries, ...explains.flatMap(each => each.deliveries)].map(
    (delivery): Entry => ({ is: "message", at: delivery.at, delivery }),
  );
  // The sort is stable: of one moment the incident's own events come first, then what followed from them.
  return [...own, ...theirs, ...messages].sort((a, b) => a.at.localeCompare(b.at));
};

type One = { readonly of: WireExplained; readonly event: WireAlertEvent };

const together = (all: readonly One[]): readonly Entry[] => {
  const groups = new Map<string, One[]>();
  for (const one of all) {
    const key = saysMore(one.event)
      ? `${one.of.id} ${one.event.seq}`
      : `${second(one.event.at)} ${one.event.is}`;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()].flatMap((group): readonly Entry[] => {
    const [first, ...rest] = group;
    if (first === undefined) return [];
    const { at, is } = first.event;
    if (rest.length === 0) return [{ is: "event", at, of: first.of, event: first.event }];
    return [{ is: "several", at, what: is, of: group.map(({ of }) => of) }];
  });
};

/** Whether an event has words or people of its own, which would be lost in a crowd. */
const saysMore = ({ by, note, photo, role, told }: WireAlertEvent): boolean =>
  [by, note, photo, role].some(each => each !== undefined) || (told?.length ?? 0) > 0;

const second = (iso: string): string => iso.slice(0, 19);
