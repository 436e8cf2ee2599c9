import type { WireAlert } from "#gateway/wire/alert.ts";
import type { WireHall, WireHours } from "#gateway/wire/hall.ts";
import type { WirePlan } from "#gateway/wire/plan.ts";
import type { WirePoint } from "#gateway/wire/point.ts";
import type { WireService } from "#gateway/wire/service.ts";
import type { StreamEvents } from "#gateway/wire/stream.ts";
import { FakeAccounts } from "./fake-accounts.ts";
import { FakeAlertBook, type FakeWorld } from "./fake-alert-book.ts";
import type { FakeFinding } from "./fake-alerts.ts";
import { fakeClosing } from "./fake-closing.ts";
import { FakeControls } from "./fake-controls.ts";
import { FakeDays } from "./fake-days.ts";
import { FakeEnergy } from "./fake-energy.ts";
import { fakeHall, fakePlan, fakePoints, reading } from "./fake-hall.ts";
import { FakeHandovers } from "./fake-handovers.ts";
import { FakeMeters } from "./fake-meters.ts";
import { FakeOpening } from "./fake-opening.ts";
import { FakeReports } from "./fake-reports.ts";
import { FakeRoster } from "./fake-roster.ts";
import { FakeRounds } from "./fake-rounds.ts";
import { FakeTasks } from "./fake-tasks.ts";
import { FakeTickets } from "./fake-tickets.ts";
import { FakeWeb } from "./fake-web.ts";

/** 18:05 on a Tuesday in July, in the demo hall's zone: closed for 35 minutes. */
const EVENING = Date.UTC(2025, 6, 8, 10, 5);

export type FakeGatewayOptions = {
  /** The built console. */
  readonly directory: string;
  readonly port?: number;
  readonly speed?: number;
  readonly beatEveryMs?: number;
};

/**
 * A small real gateway for the console's tests: it serves the built page and the API over HTTP, with the demo hall's
 * points. Nothing changes unless a test says so.
 */
export class FakeGateway {
  hall: WireHall;
  plan: WirePlan = fakePlan();
  hours: WireHours = {
    phase: "closed",
    since: "2025-07-08T09:30:00.000Z",
    until: "2025-07-08T23:50:00.000Z",
    businessDay: "2025-07-08",
  };
  problems: string[] = [];
  papers: StreamEvents["papers"] = { tasks: { open: 0, late: 0 }, tickets: 0, handovers: 0, changed: {} };
  /** Answers every request with 503 while true. */
  isDown = false;
  /** Keeps streams open but says nothing while true. */
  isMute = false;
  readonly #options: FakeGatewayOptions;
  #startedAt = performance.now();
  readonly #points: Map<string, WirePoint>;
  readonly roster = new FakeRoster();
  readonly accounts = new FakeAccounts();
  readonly rounds = new FakeRounds();
  readonly opening = new FakeOpening();
  readonly tasks = new FakeTasks();
  readonly days = new FakeDays();
  readonly tickets = new FakeTickets();
  readonly handovers = new FakeHandovers();
  readonly controls = new FakeControls();
  readonly energy = new FakeEnergy();
  readonly meters = new FakeMeters();
  readonly reports = new FakeReports();
  /** What was asked, oldest first: path and body, each as often as it came. */
  readonly asked: { readonly path: string; readonly body: Readonly<Record<string, unknown>> }[] = [];
  readonly book = new FakeAlertBook(
    () => this.world(),
    alert => this.#web.send("alerts", { alerts: [alert] }),
  );
  /** What became of messages, by alert. */
  readonly deliveries = this.book.deliveries;
  /** Pictures by name. */
  readonly photos = new Map<string, Buffer>();
  readonly #web: FakeWeb;
  #beat: NodeJS.Timeout | null = null;

  constructor(options: FakeGatewayOptions) {
    this.#options = options;
    this.hall = fakeHall(options.speed ?? 1);
    this.#points = new Map(fakePoints(EVENING).map(point => [point.point, point]));
    this.#web = new FakeWeb(this, options.directory);
  }

  /** @returns the address of the console */
  async start(): Promise<string> {
    const { port = 0, beatEveryMs = 1000 } = this.#options;
    this.#beat = setInterval(() => this.#web.send("beat", this.beat()), beatEveryMs);
    return this.#web.start(port);
  }

  async stop(): Promise<void> {
    if (this.#beat) clearInterval(this.#beat);
    await this.#web.stop();
  }

  /** Now on the hall's clock. */
  now(): number {
    return EVENING + (performance.now() - this.#startedAt) * this.hall.speed;
  }

  points(): readonly WirePoint[] {
    return [...this.#points.values()];
  }

  alerts(): readonly WireAlert[] {
    return this.book.list();
  }

  /** The hall and its points, now. */
  world(): FakeWorld {
    return { hall: this.hall, points: this.#points, now: this.now() };
  }

  closing(): StreamEvents["closing"] {
    return this.rounds.join(this.check(), { now: this.now() });
  }

  /** The closing check by what points read, without what people said. */
  check(): StreamEvents["closing"] {
    return fakeClosing(this.hall, this.#points, this.hours, this.now());
  }

  /** A point reads something else, now. */
  set(id: string, value: number | string): void {
    const { reason: _reason, word: _word, ...point } = this.#point(id);
    this.#news({
      ...point,
      ...reading(point.class, value),
      at: iso(this.now()),
      state: "good",
      since: iso(this.now()),
    });
  }

  /** A point cannot be trusted, since `ago` before now. */
  lose(id: string, state: "stale" | "bad" | "never", ago: number, reason?: string): void {
    const { reason: _reason, word, ...point } = this.#point(id);
    const last = iso(this.now() - ago);
    const value =
      state === "never" ? { value: null, at: null } : { at: last, ...(word !== undefined && { word }) };
    this.#news({ ...point, ...value, state, since: last, ...(reason !== undefined && { reason }) });
  }

  raise(finding: FakeFinding): WireAlert {
    return this.book.raise(finding);
  }

  raiseBlind(via: string): WireAlert {
    return this.book.raiseBlind(via);
  }

  /** Puts an alert as it is given: for what no rule of the demo finds. */
  put(alert: WireAlert): WireAlert {
    return this.book.put(alert);
  }

  /** The evidence of an alert is lost. */
  blind(id: string): void {
    this.book.blind(id);
  }

  /** What the alert is about is over. It closes if somebody has seen it. */
  clear(id: string): void {
    this.book.clear(id);
  }

  /** Somebody sees the alert. @returns false when somebody else was first */
  acknowledge(id: string, by: string, note: string): boolean {
    return this.book.command("acknowledge", id, { by, note }).status === 200;
  }

  /** The alert comes to need somebody again: a new revision. */
  realarm(id: string): void {
    this.book.realarm(id);
  }

  /** Another alert explains these from now on. */
  suppress(ids: readonly string[], cause: string): void {
    this.book.suppress(ids, cause);
  }

  /** Takes something out of service; what is found of it is told to nobody. */
  takeOut(body: unknown): WireService {
    return this.book.takeOut(body);
  }

  /** A rule would like something switched. */
  propose(target: string, to: string, rule: string): void {
    this.controls.propose(target, to, rule, this.world());
    this.tellControls();
  }

  tellHours(hours: WireHours): void {
    this.hours = hours;
    this.#web.send("hours", hours);
    this.#web.send("closing", this.closing());
  }

  /** Tells that tasks changed. */
  tellTasks(ids: readonly string[]): void {
    const { tasks } = this.tasks.list(this.hall, this.now());
    const count = (state: string) => tasks.filter(task => task.state === state).length;
    const late = count("late");
    this.#web.send("papers", {
      tasks: { open: count("open") + late, late },
      tickets: 0,
      handovers: 0,
      changed: { task: [...ids] },
    });
  }

  /** Tells that papers changed, by their kind. */
  tellPapers(changed: StreamEvents["papers"]["changed"]): void {
    this.#web.send("papers", { ...this.papers, changed });
  }

  /** Tells that commands changed. */
  tellControls(): void {
    this.tellPapers({ control: ["control/2025-07-08/1"] });
  }

  /** Tells the closing check anew, for what a test changed of it. */
  tellClosing(): void {
    this.#web.send("closing", this.closing());
  }

  /** Forgets all alerts, repairs all points and sets its clock back to the evening; every console starts again from a snapshot. */
  reset(): void {
    this.#startedAt = performance.now();
    this.book.reset();
    this.roster.reset();
    this.accounts.reset();
    this.rounds.reset();
    this.opening.reset();
    this.tasks.reset();
    this.days.reset();
    this.tickets.reset();
    this.handovers.reset();
    this.controls.reset();
    this.energy.reset();
    this.meters.reset();
    this.reports.reset();
    this.asked.length = 0;
    this.photos.clear();
    this.plan = fakePlan();
    this.hall = fakeHall(this.#options.speed ?? 1);
    for (const point of fakePoints(this.now())) this.#points.set(point.point, point);
    this.problems = [];
    this.isDown = false;
    this.isMute = false;
    this.#web.reset();
  }

  /** Ends every open stream. */
  cut(): void {
    this.#web.cut();
  }

  /** What a console hears first. */
  snapshot(): StreamEvents["snapshot"] {
    return {
      alerts: this.alerts().filter(({ label }) => label !== "closed"),
      points: [...this.points()],
      closing: this.closing(),
      hours: this.hours,
      at: iso(this.now()),
    };
  }

  beat(): StreamEvents["beat"] {
    return { at: iso(this.now()), problems: this.problems };
  }

  #news(point: WirePoint): void {
    this.#points.set(point.point, point);
    const { value, word, at, state, reason, since } = point;
    const news = { point: point.point, value, at, state, since };
    const named = { ...(word !== undefined && { word }), ...(reason !== undefined && { reason }) };
    this.#web.send("points", { points: [{ ...news, ...named }] });
    this.#web.send("closing", this.closing());
  }

  #point(id: string): WirePoint {
    const point = this.#points.get(id);
    if (!point) throw new Error(`no point ${id}`);
    return point;
  }
}

const iso = (at: number): string => new Date(at).toISOString();
