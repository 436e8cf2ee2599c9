import type { Alert, Transition } from "../../alert/alert.ts";
import { isaState } from "../../alert/isa.ts";
import type { Rule } from "../../language/rule.ts";
import type { Person, Site } from "../../site/model.ts";
import { type Instant, minutes } from "../../time/instant.ts";
import { Engine } from "../engine.ts";
import type { AlertCommand, Outcome, ServiceCommand } from "../input.ts";
import type { EngineState } from "../state.ts";
import { at, failure, hall, reading, rule } from "./hall.ts";
import { bookOf, type Values } from "./play.ts";

// A hall in which everything can happen to an alert: a door with a delay before it counts and one before it is over, a
// window that latches, a panic button.

const people: readonly Person[] = [
  { id: "G1", name: "Guard", roles: ["guard"] },
  { id: "M1", name: "Manager", roles: ["duty-manager"] },
  { id: "H1", name: "Director", roles: ["hall-director"] },
  { id: "A1", name: "Officer", roles: ["safety-officer"] },
  { id: "F1", name: "Fitter", roles: ["facilities"] },
  { id: "T1", name: "Technician", roles: ["it-support"] },
  { id: "P1", name: "Department", roles: ["superior"] },
  { id: "E1", name: "Staff", roles: ["staff"] },
  { id: "C1", name: "Cleaner", roles: ["cleaner"] },
];

export const benchHall: Site = {
  ...hall(
    {
      D1: ["door", "hall", "contact", "lock"],
      W1: ["window", "hall", "contact"],
      PB: ["panic-button", "hall", "button"],
    },
    { hall: [] },
  ),
  people,
};

/** The door counts after a minute, and is over when it has been closed for a minute. */
const doorOpen = rule({
  id: "door-open",
  each: "door",
  condition: 'door.contact == "open"',
  clear: 'door.contact == "closed" && since_change(door.contact) >= "1 min"',
  hold: minutes(1),
  fact: "door",
  priority: 3,
  class: "security",
  tell: ["guard"],
  escalate: minutes(5),
});

/** The same fact, more urgent. */
const doorUnlocked = rule({
  id: "door-unlocked",
  each: "door",
  condition: 'door.lock == "unlocked"',
  fact: "door",
  priority: 1,
  class: "security",
  tell: ["guard"],
  escalate: minutes(5),
});

const windowOpen = rule({
  id: "window-open",
  each: "window",
  condition: 'window.contact == "open"',
  fact: "window",
  priority: 2,
  class: "security",
  latch: true,
  tell: ["guard"],
  escalate: null,
});

const panic = rule({
  id: "panic",
  each: "panic-button",
  condition: 'panic.button == "pressed"',
  fact: "panic",
  priority: 1,
  class: "life-safety",
  latch: true,
  silent: true,
  resetBy: ["safety-officer"],
  incident: { reportWithin: minutes(5) },
  tell: ["guard", "duty-manager"],
  escalate: minutes(2),
});

export const benchRules: readonly Rule[] = [doorOpen, doorUnlocked, windowOpen, panic];

/** What happens at a moment: devices say something, a person asks for something, the gateway starts again. */
export type Act = Values | "tick" | "restart" | { readonly rules: readonly Rule[] } | { readonly asks: Asks };

type Bare<T> = T extends unknown ? Omit<T, "at" | "alert"> : never;
/** A command without its time and its alert, which is that of the bench's fact. */
export type Asks = Bare<AlertCommand> | Bare<ServiceCommand>;

/** A hall on the bench, and all that was told of one fact. */
export class Bench {
  engine: Engine;
  readonly seen: Transition[] = [];
  refused: string | undefined;
  readonly #fact: string;
  #alert: Alert | undefined;

  constructor(fact: string, start: string) {
    this.#fact = fact;
    this.engine = new Engine(benchHall, bookOf(benchHall, benchRules), at(start));
  }

  /** Lets something happen; the words of the events that it led to. */
  act(clock: string, act: Act): readonly string[] {
    const when = at(clock);
    const before = this.seen.length;
    this.#take(this.engine.step({ is: "tick", at: when }));
    this.refused = undefined;
    if (act === "restart") this.#restart(when, benchRules);
    else if (isOfRules(act)) this.#restart(when, act.rules);
    else if (isOfPeople(act)) this.#ask(act.asks, when);
    else if (act !== "tick")
      this.#take(this.engine.step({ is: "readings", readings: readings(act, when), at: when }));
    return this.seen.slice(before).map(({ event }) => event.is);
  }

  /** The last alert of the fact, also when it is closed. */
  get alert(): Alert | undefined {
    return this.engine.openAlerts().find(({ fact }) => fact === this.#fact) ?? this.#alert;
  }

  /** Its state in a line: `B active r1 x1`: the letter, the condition, revision, occurrences. */
  get state(): string {
    const { alert } = this;
    if (!alert) return "A";
    const latch = alert.isLatched ? " latched" : "";
    return `${isaState(alert)} ${alert.condition}${latch} r${alert.revision} x${alert.occurrences}`;
  }

  #ask(asks: Asks, when: Instant): void {
    const about = { ...asks, at: when };
    const input = "target" in about ? about : { ...about, alert: this.alert?.id ?? "" };
    const outcome = this.engine.step(input as AlertCommand | ServiceCommand);
    this.refused = outcome.refused;
    this.#take(outcome);
  }

  #restart(when: Instant, rules: readonly Rule[]): void {
    this.engine = new Engine(benchHall, bookOf(benchHall, rules), when, stored(this.engine.state()));
    this.#take(this.engine.step({ is: "tick", at: when }));
  }

  #take({ transitions }: Outcome): void {
    const own = transitions.filter(({ alert }) => alert.fact === this.#fact);
    this.seen.push(...own);
    this.#alert = own.at(-1)?.alert ?? this.#alert;
  }
}

const isOfRules = (act: Act): act is { readonly rules: readonly Rule[] } =>
  typeof act === "object" && "rules" in act;
const isOfPeople = (act: Act): act is { readonly asks: Asks } => typeof act === "object" && "asks" in act;

const readings = (values: Values, when: Instant) =>
  Object.entries(values).map(([point, value]) =>
    value === null ? failure(benchHall, point, when) : reading(benchHall, point, value, when),
  );

/** A state as it comes back from the record: JSON has no NaN. */
export const stored = (state: EngineState): EngineState =>
  JSON.parse(
    JSON.stringify(state, (_, value) => (typeof value === "number" && Number.isNaN(value) ? "NaN" : value)),
    (_, value) => (value === "NaN" ? Number.NaN : value),
  );
