import type { Priority } from "../alert/alert.ts";
import type { AlertClass } from "../site/model.ts";
import { hours, type Millis, minutes, seconds } from "../time/instant.ts";

// The clauses name no numbers for any of this. Where nothing else is said the numbers are our proposals; they follow the
// route defaults of Prometheus Alertmanager (group_wait 30 s, group_interval 5 min, repeat_interval 4 h).

/** How long news waits for more of its kind, so that one cause makes one message. What is critical never waits. */
export const WAIT: Readonly<Record<Priority, Millis>> = {
  1: seconds(0),
  2: seconds(5),
  3: seconds(5),
  4: seconds(30),
};

/** Nobody gets a second message of one class sooner, unless something new is critical or high. */
export const AGAIN: Millis = minutes(5);

/** How often somebody is told again while nobody acknowledges; null: it is in the list of the day. */
export const REPEAT: Readonly<Record<Priority, Millis | null>> = {
  1: minutes(10),
  2: minutes(30),
  3: hours(4),
  4: null,
};

/** The same once it is over and nobody has seen it: it waits for somebody, but there is nothing left to run for. */
export const REPEAT_OVER: Millis = hours(4);

/** When the list of the day goes out, in minutes since the hall's midnight: when people come in. */
export const DIGEST_MINUTE = 8 * 60;

/**
 * What is never told to a guard: he can do nothing about it, and it would hide what he can.
 *
 * @see IEC 62682 on alarms, which ask for an action of the operator
 */
export const NOT_FOR_GUARDS: ReadonlySet<AlertClass> = new Set(["energy", "housekeeping"]);
