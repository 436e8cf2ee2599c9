import type { Alert, AlertEvent, Transition } from "../alert/alert.ts";
import { Engine } from "../engine/engine.ts";
import type { Input } from "../engine/input.ts";
import type { EngineState } from "../engine/state.ts";
import type { Message } from "../notice/message.ts";
import type { Reading } from "../reading/reading.ts";
import { retentionOf } from "../retention/retention.ts";
import type { Entry } from "../routine/clerk.ts";
import { after, type Instant, type Millis } from "../time/instant.ts";
import type { History } from "./history.ts";
import { Papers } from "./papers.ts";
import { purged } from "./purge.ts";
import type { TestHall } from "./test-hall.ts";
import type { Command } from "./timeline.ts";
import { commandsFor, isWork, type Work } from "./work.ts";

/** An alert of the run as it stands now, with what happened to it and what explains it. */
export type Known = {
  readonly alert: Alert;
  readonly events: readonly AlertEvent[];
  /** The alert that explains it, while one does. */
  readonly cause?: Alert;
};

/** Is told every transition with its alert, and every message, in order. */
export type Listener = {
  readonly transition: (transition: Transition, known: Known) => void;
  readonly message: (message: Message) => void;
  /** What happened to a paper. */
  readonly entry: (entry: Entry) => void;
};

/** How a run begins. */
export type Beginning = {
  /** Ids of the points that the test speaks of: that others are silent is kept out of the picture. */
  readonly points: ReadonlySet<string>;
  readonly start: Instant;
  /** What is known at the start; nothing is judged before it is. */
  readonly first: readonly Reading[];
  /** What a gateway that starts again learns from; null: the run has no restart. */
  readonly history: History | null;
};

/** The engine of a hall while a rule test is played in it, with every alert that it ever had. */
export class Play {
  readonly #hall: TestHall;
  readonly #tell: Listener;
  readonly #known = new Map<string, { alert: Alert; events: AlertEvent[] }>();
  readonly #messages: Message[] = [];
  readonly #papers = new Papers();
  readonly #history: History | null;
  /** Ids of the points of which the test speaks. */
  readonly watched: ReadonlySet<string>;
  /** Keys of what was removed from the record. */
  readonly gone = new Set<string>();
  #engine: Engine;

  constructor(hall: TestHall, { points, start, first, history }: Beginning, tell: Listener) {
    this.#hall = speakingOf(hall, points);
    this.#history = history;
    this.watched = points;
    this.#tell = tell;
    this.#engine = new Engine(hall.site, this.#hall.book, start, knowing(hall, start, first));
    this.step({ is: "readings", readings: first, at: start });
  }

  get engine(): Engine {
    return this.#engine;
  }

  /** Lets the engine take a step; returns why it refused a command, if it did. */
  step(input: Input): string | undefined {
    if (input.is === "readings") this.#history?.keep(input.readings);
    const { transitions, messages, deeds, papers, refused } = this.#engine.step(input);
    this.#papers.keep(papers.values());
    for (const transition of transitions) this.#keep(transition);
    for (const deed of deeds) {
      if (deed.is !== "entry") continue;
      this.#papers.enter(deed);
      this.#tell.entry(deed);
    }
    for (const message of messages) {
      this.#messages.push(message);
      this.#tell.message(message);
    }
    return refused;
  }

  /** Every alert of the run; those that are open as the engine has them at this moment. */
  alerts(): readonly Known[] {
    const open = new Map(this.#engine.openAlerts().map(alert => [alert.id, alert]));
    return [...this.#known.values()].map(({ alert: last, events }) => {
      const alert = open.get(last.id) ?? last;
      const cause = this.#known.get(alert.suppression?.cause ?? "")?.alert;
      return { alert, events, ...(cause && { cause }) };
    });
  }

  /** Every message of the run, in order. */
  messages(): readonly Message[] {
    return this.#messages;
  }

  /** Every paper of the run, and all that happened to any. */
  get papers(): Papers {
    return this.#papers;
  }

  /** The gateway stops, and starts again so much later from what it stored; nobody judges anything in between. */
  restart(at: Instant, down: Millis): void {
    const { site, book } = this.#hall;
    const up = after(at, down);
    this.#engine = new Engine(site, book, up, stored(this.#engine.state()));
    this.#history?.teach(this.#engine, up);
    this.step({ is: "tick", at: up });
  }

  /** What the record need not keep any longer is removed from it; what is open goes on as before. */
  purge(now: Instant, keepDays: number): void {
    const retention = retentionOf(now, keepDays, this.#hall.site.calendar.timeZone);
    const alerts = this.alerts().map(({ alert }) => alert);
    for (const key of purged(this.#papers.all(), alerts, retention)) this.gone.add(key);
  }

  /** What a person asks for; returns why it is refused, if it is. */
  command(command: Command, at: Instant): string | undefined {
    if (isWork(command)) return this.#work(command, at);
    if (!("fact" in command)) return this.step({ ...command, at });
    const { fact, target, ...asked } = command;
    const id = this.#idOf(fact, target, asked.is === "unacknowledge");
    return id === null ? `no open alert ${fact}/${target}` : this.step({ ...asked, alert: id, at });
  }

  /** What a person does about papers; of several things the first that is refused ends it. */
  #work(work: Work, at: Instant): string | undefined {
    const alerts = this.alerts().map(({ alert }) => alert);
    const commands = commandsFor(work, at, { papers: this.#papers, alerts });
    if (typeof commands === "string") return commands;
    for (const command of commands) {
      const refused = this.step(command);
      if (refused !== undefined) return refused;
    }
    return undefined;
  }

  /** The open alert of a fact and target; where a closed one will do, else the last of them. */
  #idOf(fact: string, target: string, isClosedFine: boolean): string | null {
    const isIt = (alert: Alert): boolean => alert.fact === fact && alert.target === target;
    const open = this.#engine.openAlerts().find(isIt);
    const last = [...this.#known.values()].findLast(({ alert }) => isIt(alert))?.alert;
    return open?.id ?? (isClosedFine ? (last?.id ?? null) : null);
  }

  #keep(transition: Transition): void {
    const { event, alert } = transition;
    const known = this.#known.get(alert.id) ?? { alert, events: [] };
    known.alert = alert;
    known.events.push(event);
    this.#known.set(alert.id, known);
    this.#tell.transition(transition, known);
  }
}

/** The hall of a test: nobody is told that points of which it does not speak cannot be read. */
const speakingOf = (hall: TestHall, points: ReadonlySet<string>): TestHall => {
  const others = hall.site.points.map(({ id }) => id).filter(id => !points.has(id));
  return { ...hall, book: { ...hall.book, unwatched: new Set(others) } };
};

/** The state of an engine that knows some values and nothing else. */
const knowing = ({ site }: TestHall, at: Instant, readings: readonly Reading[]): EngineState => ({
  at,
  alerts: [],
  holds: [],
  signals: readings
    .filter(({ quality }) => quality === "good")
    .map(({ point, value }) => ({
      point: site.points[point]?.id ?? "",
      state: "good",
      value,
      at,
      since: at,
    })),
  memos: [],
});

/** The state as it comes back from the record: text, in which a value that was never there is null. */
const stored = (state: EngineState): EngineState => {
  const read = JSON.parse(JSON.stringify(state)) as EngineState;
  const signals = read.signals.map(signal => ({ ...signal, value: signal.value ?? Number.NaN }));
  return { ...read, signals };
};
