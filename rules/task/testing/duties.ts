import type { DutySpan, SettledDuty } from "../../language/duty.ts";
import type { DayEdge } from "../../time/day-edge.ts";
import { type Millis, millis, minutes } from "../../time/instant.ts";
import type { WindowEdge } from "../../time/windows.ts";

/** A moment of the day: `open`, `12:00`, moved by some minutes. */
export const edge = (text: string, offset: Millis = millis(0)): WindowEdge => {
  const [hour, minute] = text.split(":").map(Number);
  const at: DayEdge =
    minute === undefined
      ? { is: text as "opening" | "open" | "closing" }
      : { is: "time", minute: (hour ?? 0) * 60 + minute };
  return { at, offset };
};

/** A window without a name. */
export const span = (from: string, due: string, name = ""): DutySpan<WindowEdge> => ({
  name: { zh: name, en: name },
  from: edge(from),
  due: edge(due),
});

/** A duty with what a test does not care about filled in: of the duty manager, one item, confirmed by word. */
export const duty = (partial: Pick<SettledDuty, "id" | "when"> & Partial<SettledDuty>): SettledDuty => ({
  title: { zh: partial.id, en: partial.id },
  clauses: [partial.id.toUpperCase()],
  who: "duty-manager",
  closedDay: partial.when.is === "day" ? "skip" : partial.when.is === "week" ? "defer" : "do",
  items: [],
  evidence: ["confirmation"],
  asks: [],
  photo: "no",
  isInOrder: false,
  pace: millis(0),
  within: null,
  remind: null,
  missedAfter: null,
  late: {
    priority: 3,
    class: "housekeeping",
    tell: ["hall-director"],
    escalate: minutes(30),
    isFire: false,
  },
  isForOpening: false,
  steps: [],
  ...partial,
});
