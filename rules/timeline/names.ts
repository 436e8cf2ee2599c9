import type { Report } from "../site/findings.ts";
import type { Path } from "../site/yaml-source.ts";
import type { Instant } from "../time/instant.ts";
import { momentBefore, momentFrom, momentNear } from "./moments.ts";
import { type NamedPoints, namedPoints } from "./named-points.ts";
import { hallOr, instanceKey, type NamedThings, namedThings } from "./named-things.ts";
import { type NamedWork, namedWork } from "./named-work.ts";
import { type Teller, tellerOf } from "./teller.ts";
import type { TestHall } from "./test-hall.ts";

/** What the names and moments in a rule test mean in its hall. What means nothing is told at its place. */
export type Names = Teller &
  NamedPoints &
  NamedThings &
  NamedWork & {
    readonly timeZone: string;
    /** The id of what is called so: the hall may be called `hall`. */
    targetId(name: string): string;
    /** The name of a person of the hall, as alerts have it. */
    personName(id: string): string;
    instanceKey(key: string): string;
    /** A moment that must not be before `from`. */
    momentFrom(text: string, from: Instant, path: Path): Instant;
    /** A moment before or after `from`; a time of day is one of its date. */
    momentNear(text: string, from: Instant, path: Path): Instant;
    /** A moment seen from `until`. */
    momentBefore(text: string, until: Instant, path: Path): Instant;
  };

export const namesOf = (hall: TestHall, report: Report): Names => {
  const teller = tellerOf(report);
  const { timeZone } = hall.site.calendar;
  return {
    ...teller,
    ...namedPoints(hall.site, teller),
    ...namedThings(hall, teller),
    ...namedWork(hall, teller),
    timeZone,
    targetId: name => hallOr(name, hall),
    personName: id => hall.site.people.find(person => person.id === id)?.name ?? id,
    instanceKey: key => instanceKey(key, hall),
    momentFrom: (text, from, path) => teller.read(momentFrom(text, from, timeZone), path, from),
    momentNear: (text, from, path) => teller.read(momentNear(text, from, timeZone), path, from),
    momentBefore: (text, until, path) => teller.read(momentBefore(text, until, timeZone), path, until),
  };
};
