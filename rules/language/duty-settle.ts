import { type Millis, millis } from "../time/instant.ts";
import type { WindowEdge } from "../time/windows.ts";
import type { Ask, Duty, DutySpan, DutyTime, Limit, SettledDuty } from "./duty.ts";
import type { Edge, Length } from "./edge.ts";
import { lengthOf, numberOf, type Settings, settledEdge } from "./settings.ts";

/**
 * Resolves the settings that a duty names in its times, lengths of time and limits.
 *
 * @throws {RangeError}  when a setting is not there or has no such unit; `parsePack` has told that before
 */
export const settleDuty = (duty: Duty, settings: Settings): SettledDuty => {
  const lengthIn = (length: Length): Millis => millis(Math.max(0, lengthOf(length, settings)));
  const orNull = (length: Length | null): Millis | null => (length === null ? null : lengthIn(length));
  const { remind, late } = duty;
  return {
    ...duty,
    asks: duty.asks.map(ask => settledAsk(ask, settings)),
    when: settledTime(duty.when, lengthIn, settings),
    pace: lengthIn(duty.pace),
    within: orNull(duty.within),
    remind: remind === "opened" ? remind : orNull(remind),
    missedAfter: orNull(duty.missedAfter),
    late: { ...late, escalate: orNull(late.escalate) },
  };
};

const settledAsk = (ask: Ask<Limit>, settings: Settings): Ask => {
  const { answer } = ask;
  if (answer.is !== "number") return { ...ask, answer };
  const { unit, low, high } = answer;
  const limit = (said: Limit): number =>
    typeof said === "number" ? said : numberOf(said.setting, unit, settings);
  return {
    ...ask,
    answer: {
      is: "number",
      unit,
      ...(low !== undefined && { low: limit(low) }),
      ...(high !== undefined && { high: limit(high) }),
    },
  };
};

const settledTime = (
  when: DutyTime,
  lengthIn: (length: Length) => Millis,
  settings: Settings,
): DutyTime<Millis, WindowEdge> => {
  const span = ({ name, from, due }: DutySpan): DutySpan<WindowEdge> => ({
    name,
    from: windowEdge(from, settings),
    due: windowEdge(due, settings),
  });
  switch (when.is) {
    case "day":
      return { ...when, windows: when.windows.map(span) };
    case "week":
      return { ...when, window: span(when.window) };
    case "every":
      return { ...when, length: lengthIn(when.length) };
    case "event":
      return { ...when, delay: lengthIn(when.delay), within: lengthIn(when.within) };
    default:
      return when;
  }
};

const windowEdge = (written: Edge, settings: Settings): WindowEdge => {
  const edge = settledEdge(written, settings);
  const { offset } = edge;
  return edge.is === "time"
    ? { at: { is: "time", minute: edge.minute }, offset }
    : { at: { is: edge.is }, offset };
};
