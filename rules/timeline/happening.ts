import type { AlertEvent, Transition } from "../alert/alert.ts";
import { deedSubject } from "../engine/deed.ts";
import type { Message } from "../notice/message.ts";
import type { Entry } from "../routine/clerk.ts";
import type { Point } from "../site/model.ts";
import type { Instant } from "../time/instant.ts";
import { unitName } from "../units/units.ts";
import { wallText } from "./moments.ts";
import type { Action, Command, Course } from "./timeline.ts";
import { isWork } from "./work.ts";
import { workText } from "./work-text.ts";

/** One line of what happened: what was done to the hall, or what it said. */
export type Happening = {
  readonly at: Instant;
  readonly is:
    | Exclude<Action["is"], "command">
    | Command["is"]
    | AlertEvent["is"]
    | "message"
    | "entry"
    | "given"
    | "expect";
  /** `off1.occupancy 0`, `light-on/L-off1 (TY-2.2-1)` */
  readonly what: string;
  /** Only of what an alert went through: what the alert is about. */
  readonly alert?: { readonly fact: string; readonly target: string };
};

/** A step's action as a line. */
export const happeningOf = (action: Action, at: Instant, timeZone: string): Happening => ({
  at,
  is: action.is === "command" ? action.command.is : action.is,
  what: whatIsDone(action, timeZone),
});

/** What an alert went through as a line. */
export const eventOf = ({ event, alert }: Transition): Happening => {
  const { is, at, clause, by, role, why } = event;
  const more = [clause, by, role, why].filter(part => part !== undefined).join(" ");
  const { fact, target } = alert;
  return { at, is, what: `${fact}/${target}${more === "" ? "" : ` ${more}`}`, alert: { fact, target } };
};

/** What happened to a paper as a line. */
export const entryOf = (entry: Entry): Happening => {
  const { at, what, by } = entry;
  return { at, is: "entry", what: `${deedSubject(entry)} ${what}${by === null ? "" : ` ${by}`}` };
};

/** What somebody is told as a line. */
export const messageOf = ({ at, kind, to, items, about = [] }: Message): Happening => {
  const things = [
    ...items.map(({ fact, target }) => `${fact}/${target}`),
    ...about.map(({ title }) => title.en),
  ].join(", ");
  return { at, is: "message", what: `${kind} → ${to.person ?? `– (${to.role})`}: ${things}` };
};

/** A point with a value, as people write it: `L-off1.power 200 W`, `D4.lock locked`. */
export const valueText = ({ id, class: { words, unit } }: Point, value: number): string => {
  if (words) return `${id} ${words[value] ?? value}`;
  return `${id} ${numberText(value, unit)}`;
};

/** A number with its unit: `200 W`. People are counted without one. */
export const numberText = (value: number, unit: string | undefined): string => {
  const name = unit === undefined || unit === "{person}" ? "" : unitName(unit, "en");
  return `${Number(value.toPrecision(6))}${name === "" ? "" : ` ${name}`}`;
};

export const courseText = (point: Point, course: Course): string => {
  if (course.is === "still") return valueText(point, course.value);
  const { from, by, every, to } = course;
  return `${valueText(point, from)} ${by > 0 ? "+" : ""}${by} / ${every / 1_000} s${to === null ? "" : ` … ${to}`}`;
};

const whatIsDone = (action: Action, timeZone: string): string => {
  switch (action.is) {
    case "clock":
      return `${action.by > 0 ? "+" : ""}${action.by / 1_000} s`;
    case "restart":
      return action.down === 0 ? "" : `${action.down / 1_000} s`;
    case "purge":
      return `${action.keepDays} d`;
    case "silent":
    case "heard":
      return action.point.id;
    case "source_time": {
      const { point, clock } = action;
      const shown =
        clock.is === "stopped"
          ? wallText(clock.at, timeZone)
          : clock.is === "off"
            ? `${clock.by > 0 ? "+" : ""}${clock.by / 1_000} s`
            : "null";
      return `${point.id} ${shown}`;
    }
    case "bad":
      return `${action.point.id} ${action.reason}`;
    case "set":
      return courseText(action.point, action.value);
    case "once":
    case "retained":
      return valueText(action.point, action.value);
    case "late":
    case "repeat": {
      const { point, value, measuredAt } = action.delivery;
      return `${valueText(point, value)} (${wallText(measuredAt, timeZone)})`;
    }
    case "command":
      return commandText(action.command, timeZone);
    default:
      return action satisfies never;
  }
};

const commandText = (command: Command, timeZone: string): string => {
  if (isWork(command)) return workText(command);
  switch (command.is) {
    case "take-out":
      return `${command.target} ${command.by} ${wallText(command.until, timeZone)}`;
    case "put-back":
      return `${command.target} ${command.by}`;
    case "absent":
      return `${command.person} ${wallText(command.from, timeZone)} … ${wallText(command.to, timeZone)}`;
    case "present":
      return command.person;
    case "request-activity":
    case "approve-activity":
      return `${command.id} ${command.by}`;
    case "shelve":
      return `${command.fact}/${command.target} ${command.by} ${wallText(command.until, timeZone)}`;
    default:
      return `${command.fact}/${command.target} ${command.by}`;
  }
};
