import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { WireAlert, WireAlertEvent, WireAlertPage } from "#gateway/wire/alert.ts";
import type { WireCertificate } from "#gateway/wire/certificate.ts";
import type { WireHall, WireHours } from "#gateway/wire/hall.ts";
import type { WireDelivery } from "#gateway/wire/notify.ts";
import type { WirePlan } from "#gateway/wire/plan.ts";
import type { WirePoint } from "#gateway/wire/point.ts";
import { putBack, takeOut, type WireService } from "#gateway/wire/service.ts";
import type { StreamEvents } from "#gateway/wire/stream.ts";
import { type Answer, FakeAccounts } from "./fake-accounts.ts";
import { type FakeFinding, fakeAlert, fakeBlind } from "./fake-alerts.ts";
import { CONTENT_SECURITY_POLICY, frame, sendFile, sendJson } from "./fake-answers.ts";
import { fakeList, fakeVerify, fakeVerifyHash } from "./fake-certificates.ts";
import { fakeClosing } from "./fake-closing.ts";
import { fakeCommand, fakeRights, isVerb } from "./fake-commands.ts";
import { fakeCompliance } from "./fake-compliance.ts";
import { FakeControls } from "./fake-controls.ts";
import { FakeDays } from "./fake-days.ts";
import { fakeDeviceRead, fakeDevices, fakeHealth } from "./fake-devices.ts";
import { FakeEnergy } from "./fake-energy.ts";
import { fakeHall, fakePlan, fakePoints, reading } from "./fake-hall.ts";
import { FakeHandovers } from "./fake-handovers.ts";
import { fakeHistory } from "./fake-history.ts";
import { fakeIncident } from "./fake-incident.ts";
import { fakeLoad } from "./fake-load.ts";
import { FakeMeters } from "./fake-meters.ts";
import { FakeOpening } from "./fake-opening.ts";
import { fakeRegister } from "./fake-register.ts";
import { FakeReports } from "./fake-reports.ts";
import { FakeRoster } from "./fake-roster.ts";
import { FakeRounds } from "./fake-rounds.ts";
import { fakeSearch } from "./fake-search.ts";
import { FakeTasks } from "./fake-tasks.ts";
import { FakeTickets } from "./fake-tickets.ts";
import { fakeTrends } from "./fake-trends.ts";

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
  readonly #server: Server = createServer((request, response) => void this.#answer(request, response));
  readonly #streams = new Set<ServerResponse>();
  #startedAt = performance.now();
  readonly #points: Map<string, WirePoint>;
  readonly #alerts = new Map<string, { alert: WireAlert; events: WireAlertEvent[] }>();
  readonly #services = new Map<string, WireService>();
  /** What each alert explains or has explained. */
  readonly #explained = new Map<string, Set<string>>();
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
  /** Answers by client id: the same id again does nothing and is answered as the first time. */
  readonly #answered = new Map<string, Answer>();
  /** What was asked, oldest first: path and body, each as often as it came. */
  readonly asked: { readonly path: string; readonly body: Readonly<Record<string, unknown>> }[] = [];
  /** What became of messages, by alert. */
  readonly deliveries = new Map<string, readonly WireDelivery[]>();
  /** Pictures by name. */
  readonly photos = new Map<string, Buffer>();
  #beat: NodeJS.Timeout | null = null;

  constructor(options: FakeGatewayOptions) {
    this.#options = options;
    this.hall = fakeHall(options.speed ?? 1);
    this.#points = new Map(fakePoints(EVENING).map(point => [point.point, point]));
  }

  /** @returns the address of the console */
  async start(): Promise<string> {
    await new Promise<void>(done => this.#server.listen(this.#options.port ?? 0, "127.0.0.1", done));
    this.#beat = setInterval(() => this.#send("beat", this.#beatNow()), this.#options.beatEveryMs ?? 1000);
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    if (this.#beat) clearInterval(this.#beat);
    this.cut();
    await new Promise(done => this.#server.close(done));
  }

  /** Now on the hall's clock. */
  now(): number {
    return EVENING + (performance.now() - this.#startedAt) * this.hall.speed;
  }

  points(): readonly WirePoint[] {
    return [...this.#points.values()];
  }

  alerts(): readonly WireAlert[] {
    return [...this.#alerts.values()].map(({ alert }) => alert);
  }

  closing(): StreamEvents["closing"] {
    return this.rounds.join(this.#check(), { now: this.now() });
  }

  #check(): StreamEvents["closing"] {
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
    return this.#keep(fakeAlert(finding, this.hall, this.#points, this.now()), "raised");
  }

  raiseBlind(via: string): WireAlert {
    return this.#keep(fakeBlind(via, this.hall, this.#points, this.now()), "raised");
  }

  /** Puts an alert as it is given: for what no rule of the demo finds. */
  put(alert: WireAlert): WireAlert {
    return this.#keep(alert, "raised");
  }

  /** The evidence of an alert is lost. */
  blind(id: string): void {
    this.#change(id, { condition: "unknown", changedAt: iso(this.now()) }, { is: "blinded" });
  }

  /** What the alert is about is over. It closes if somebody has seen it. */
  clear(id: string): void {
    const at = iso(this.now());
    const { acknowledgement } = this.#entry(id).alert;
    const closed = acknowledgement
      ? { label: "closed" as const, closedAt: at }
      : { label: "returned" as const };
    this.#change(
      id,
      { condition: "clear", clearedAt: at, changedAt: at, ...closed },
      { is: acknowledgement ? "closed" : "cleared" },
    );
  }

  /** Somebody sees the alert. @returns false when somebody else was first */
  acknowledge(id: string, by: string, note: string): boolean {
    return this.#command("acknowledge", id, { by, note }).status === 200;
  }

  /** The alert comes to need somebody again: a new revision. */
  realarm(id: string): void {
    const { alert } = this.#entry(id);
    const change = {
      acknowledgement: null,
      label: "unacknowledged",
      revision: alert.revision + 1,
    } as const;
    this.#change(id, change, { is: "realarmed" });
  }

  /** Another alert explains these from now on. */
  suppress(ids: readonly string[], cause: string): void {
    const suppression = { rule: "line", cause, at: iso(this.now()) };
    this.#explained.set(cause, new Set([...(this.#explained.get(cause) ?? []), ...ids]));
    for (const id of ids) this.#change(id, { label: "suppressed", suppression }, { is: "suppressed" });
  }

  tellHours(hours: WireHours): void {
    this.hours = hours;
    this.#send("hours", hours);
    this.#send("closing", this.closing());
  }

  /** Tells that tasks changed. */
  tellTasks(ids: readonly string[]): void {
    const { tasks } = this.tasks.list(this.hall, this.now());
    const count = (state: string) => tasks.filter(task => task.state === state).length;
    const late = count("late");
    this.#send("papers", {
      tasks: { open: count("open") + late, late },
      tickets: 0,
      handovers: 0,
      changed: { task: [...ids] },
    });
  }

  /** Tells the closing check anew, for what a test changed of it. */
  tellClosing(): void {
    this.#send("closing", this.closing());
  }

  /** Forgets all alerts, repairs all points and sets its clock back to the evening; every console starts again from a snapshot. */
  reset(): void {
    this.#startedAt = performance.now();
    this.#alerts.clear();
    this.#services.clear();
    this.#explained.clear();
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
    this.#answered.clear();
    this.asked.length = 0;
    this.deliveries.clear();
    this.photos.clear();
    this.plan = fakePlan();
    this.hall = fakeHall(this.#options.speed ?? 1);
    for (const point of fakePoints(this.now())) this.#points.set(point.point, point);
    this.problems = [];
    this.isDown = false;
    this.isMute = false;
    this.cut();
  }

  /** Ends every open stream. */
  cut(): void {
    for (const stream of this.#streams) stream.destroy();
    this.#streams.clear();
  }

  #news(point: WirePoint): void {
    this.#points.set(point.point, point);
    const { value, word, at, state, reason, since } = point;
    const news = { point: point.point, value, at, state, since };
    const named = { ...(word !== undefined && { word }), ...(reason !== undefined && { reason }) };
    this.#send("points", { points: [{ ...news, ...named }] });
    this.#send("closing", this.closing());
  }

  #keep(alert: WireAlert, is: WireAlertEvent["is"]): WireAlert {
    this.#alerts.set(alert.id, { alert, events: [{ seq: 1, is, at: alert.openedAt }] });
    this.#send("alerts", { alerts: [alert] });
    return alert;
  }

  #change(id: string, change: Partial<WireAlert>, event: Omit<WireAlertEvent, "seq" | "at">): void {
    const { alert, events } = this.#entry(id);
    const changed = { ...alert, ...change };
    const added = { ...event, seq: events.length + 1, at: iso(this.now()) };
    this.#alerts.set(id, { alert: changed, events: [...events, added] });
    this.#send("alerts", { alerts: [changed] });
  }

  #entry(id: string): { alert: WireAlert; events: WireAlertEvent[] } {
    const entry = this.#alerts.get(id);
    if (!entry) throw new Error(`no alert ${id}`);
    return entry;
  }

  #point(id: string): WirePoint {
    const point = this.#points.get(id);
    if (!point) throw new Error(`no point ${id}`);
    return point;
  }

  #beatNow(): StreamEvents["beat"] {
    return { at: iso(this.now()), problems: this.problems };
  }

  #snapshot(): StreamEvents["snapshot"] {
    const alerts = this.alerts().filter(({ label }) => label !== "closed");
    return {
      alerts,
      points: [...this.points()],
      closing: this.closing(),
      hours: this.hours,
      at: iso(this.now()),
    };
  }

  #send<K extends keyof StreamEvents>(event: K, value: StreamEvents[K]): void {
    if (!this.isMute) for (const stream of this.#streams) stream.write(frame(event, value));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://127.0.0.1");
    response.setHeader("content-security-policy", CONTENT_SECURITY_POLICY);
    if (this.isDown) return sendJson(response, 503, { error: "DOWN", message: "the gateway is down" });
    if (pathname === "/api/stream") return this.#join(response);
    if (pathname === "/favicon.ico") return sendJson(response, 200, {});
    if (!pathname.startsWith("/api/")) return sendFile(response, this.#options.directory, pathname);
    const [, , noun = "", id = "", verb = ""] = pathname.split("/").map(decodeURIComponent);
    if (request.method === "POST") return this.#post(pathname, noun, id, verb, request, response);
    if (request.method === "DELETE") return sendJson(response, 200, this.accounts.signOut(request).value);
    if (noun === "session") return sendJson(response, 200, this.accounts.session(this.hall, request));
    const photo = noun === "photos" ? this.photos.get(id) : undefined;
    if (photo) {
      response.writeHead(200, { "content-type": "image/jpeg" }).end(photo);
      return;
    }
    const reader = this.accounts.session(this.hall, request).person?.name ?? null;
    const answer =
      verb === "rights" && this.#alerts.has(id)
        ? fakeRights(this.hall, this.#entry(id).alert, searchParams.get("by") ?? "")
        : verb === "incident"
          ? this.#incident(id)
          : verb === "verify"
            ? fakeVerifyHash(this.#certificate(id), searchParams.get("hash") ?? "")
            : noun === "tickets"
              ? this.#tickets(id, searchParams, reader)
              : this.#read(noun, id, searchParams);
    if (answer) return sendJson(response, "error" in answer ? 400 : 200, answer);
    return sendJson(response, 404, {
      error: noun === "alerts" ? "NO_ALERT" : "NOT_FOUND",
      message: `${pathname}: there is no such thing`,
    });
  }

  #read(noun: string, id: string, query: URLSearchParams): object | undefined {
    const at = iso(this.now());
    if (noun === "alerts" && id !== "") return this.#page(id);
    if (noun === "alerts") return { ...fakeSearch([...this.#alerts.values()], query), at };
    if (noun === "set-up") return this.accounts.setUp(this.hall, id);
    if (noun === "accounts") return this.accounts.list(this.hall);
    if (noun === "certificates" && id !== "") return this.#certificate(id);
    if (noun === "handovers" && id !== "") return this.handovers.one(id);
    if (noun === "tasks" && id === "statistics") return this.tasks.statistics(this.now(), query);
    if (noun === "tasks" && id !== "") return this.tasks.one(this.hall, this.now(), id);
    if (noun === "energy") return this.energy.read(id, query, this.now());
    if (noun === "reports" && id !== "") return this.reports.one(id, query);
    if (noun === "trends" && id === "") return fakeTrends(this.#points, query);
    if (noun === "points" && id !== "") {
      const point = this.#points.get(id);
      return (
        point && fakeHistory(point, Date.parse(query.get("from") ?? at), Date.parse(query.get("to") ?? at))
      );
    }
    const nouns: Readonly<Record<string, () => object>> = {
      hall: () => this.hall,
      plan: () => this.plan,
      hours: () => this.hours,
      closing: () => this.closing(),
      opening: () => this.opening.read(this.now()),
      tasks: () => this.tasks.list(this.hall, this.now()),
      keys: () => this.tickets.keyList(this.#world()),
      handovers: () => this.handovers.list(this.#world()),
      register: () => fakeRegister(this.now()),
      controls: () => this.controls.list(this.#switched()),
      devices: () => fakeDevices(this.#switched()),
      health: () => fakeHealth(this.problems, this.now()),
      days: () => this.days.days(this.now()),
      activities: () => this.days.activities(this.now()),
      certificates: () => fakeList(this.rounds.certificates, query, this.now()),
      points: () => ({ points: this.points(), at }),
      services: () => ({ services: [...this.#services.values()], at }),
      roster: () => this.roster.read(this.hall, this.now(), query),
      load: () => fakeLoad(this.hall, this.now(), query),
      meters: () => this.meters.list(this.now()),
      reports: () => this.reports.list(query, this.now()),
      compliance: () => fakeCompliance(query.get("month") ?? "", "2025-07-08"),
    };
    // As the gateway does: no time can be asked for that has not begun.
    if (noun === "load" && Date.parse(query.get("from") ?? at) > this.now()) return undefined;
    return nouns[noun]?.();
  }

  #world(): { readonly hall: WireHall; readonly now: number } {
    return { hall: this.hall, now: this.now() };
  }

  #switched() {
    return { ...this.#world(), points: this.#points };
  }

  /** Somebody switches something, or decides about what a rule proposes. */
  #ordered(id: string, verb: string, body: unknown): Answer {
    const world = this.#switched();
    const answer =
      verb === "" ? this.controls.order(body, world) : this.controls.decide(id, verb, body, world);
    this.tellControls();
    return answer;
  }

  /** A rule would like something switched. */
  propose(target: string, to: string, rule: string): void {
    this.controls.propose(target, to, rule, this.#switched());
    this.tellControls();
  }

  /** Tells that commands changed. */
  tellControls(): void {
    this.#send("papers", { ...this.papers, changed: { control: ["control/2025-07-08/1"] } });
  }

  #readDevice(id: string): Answer {
    const value = fakeDeviceRead(id, this.#switched());
    if (value) return { status: 200, value };
    return { status: 409, value: { error: "REFUSED", message: `${id} has no point over Modbus` } };
  }

  #tickets(id: string, query: URLSearchParams, reader: string | null): object | undefined {
    const { tickets } = this;
    return id === "" ? tickets.list(query, reader, this.#world()) : tickets.one(id, reader, this.#world());
  }

  #certificate(id: string): WireCertificate | undefined {
    return this.rounds.certificates.find(each => each.id === id);
  }

  #incident(id: string): object | undefined {
    const entry = this.#alerts.get(id);
    const explained = [...(this.#explained.get(id) ?? [])].map(each => this.#entry(each));
    const { deliveries } = this;
    return entry && fakeIncident(entry, explained, { points: this.#points, deliveries, at: iso(this.now()) });
  }

  #page(id: string): WireAlertPage | undefined {
    const entry = this.#alerts.get(id);
    const cause = entry?.alert.suppression?.cause;
    return (
      entry && {
        ...entry,
        deliveries: [...(this.deliveries.get(id) ?? [])],
        cause: (cause !== undefined && this.#alerts.get(cause)?.alert) || null,
        explains: this.alerts().filter(({ suppression }) => suppression?.cause === id),
      }
    );
  }

  async #post(
    path: string,
    noun: string,
    id: string,
    verb: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const bytes = await bodyOf(request);
    if (noun === "photos") {
      const name = createHash("sha256").update(bytes).digest("hex");
      this.photos.set(name, bytes);
      return sendJson(response, 200, { name });
    }
    if (noun === "certificates")
      return sendJson(response, 200, fakeVerify(this.rounds.certificates, bytes.toString("utf8")));
    const body = JSON.parse(bytes.toString("utf8")) as Record<string, unknown>;
    this.asked.push({ path, body });
    const against = this.accounts.against(this.hall, path, body, request);
    if (against) return sendJson(response, against.status, against.value);
    const clientId = typeof body.id === "string" ? body.id : null;
    const before = clientId === null ? undefined : this.#answered.get(clientId);
    const answer: Answer = before ?? this.#done(noun, id, verb, body);
    if (clientId !== null) this.#answered.set(clientId, answer);
    if (answer.cookie)
      response.setHeader("set-cookie", `sid=${answer.cookie}; Path=/; HttpOnly; SameSite=Strict`);
    sendJson(response, answer.status, answer.value);
  }

  #done(noun: string, id: string, verb: string, body: Readonly<Record<string, unknown>>): Answer {
    if (noun === "session") return this.accounts.signIn(this.hall, body);
    if (noun === "set-up") return this.accounts.useSetUp(this.hall, id, body);
    if (noun === "accounts") return this.accounts.link(id);
    if (noun === "closing" || noun === "opening") return this.#checked(noun, id, body);
    if (noun === "tasks") return this.tasks.do(id, body, this.hall, this.now()) ?? this.#none(noun, id);
    if (noun === "tickets" || noun === "keys") return this.#mended(noun, id, body);
    if (noun === "handovers") return this.#handedOver(id, body);
    if (noun === "commands") return this.#ordered(id, verb, body);
    if (noun === "devices") return this.#readDevice(String(body.device));
    if (noun === "meters") return this.meters.do(id, verb, body, this.now());
    if (noun === "reports") return this.reports.act(id, verb, body, this.#world());
    if (noun === "days") return this.days.announce(this.hall, this.now(), body);
    if (noun === "activities")
      return verb === "approve" ? this.days.approve(this.now(), id, body) : this.days.ask(this.now(), body);
    if (noun === "services" && verb === "put-back") {
      putBack.parse(body);
      this.#services.delete(id);
      return { status: 200, value: { services: [...this.#services.values()], at: iso(this.now()) } };
    }
    if (noun === "roster") {
      const { roster, hall } = this;
      const refused = id === "present" ? roster.present(hall, body) : roster.absent(hall, body);
      return refused ?? { status: 200, value: roster.read(hall, this.now(), new URLSearchParams()) };
    }
    if (noun === "services") return { status: 200, value: { service: this.takeOut(body) } };
    return this.#command(verb, id, body);
  }

  /** What somebody did about the closing or the opening of the day. */
  #checked(noun: "closing" | "opening", verb: string, body: Readonly<Record<string, unknown>>): Answer {
    const world = { hall: this.hall, now: this.now() };
    const answer =
      noun === "closing"
        ? this.rounds.do(verb, body, this.#check(), world)
        : this.opening.do(verb, body, world.hall, world.now);
    this.#send("closing", this.closing());
    return answer ?? this.#none(noun, verb);
  }

  #mended(noun: "tickets" | "keys", verb: string, body: unknown): Answer {
    if (noun === "keys") return this.tickets.actOnKey(body, this.#world());
    return verb === "act" ? this.tickets.act(body, this.#world()) : this.tickets.open(body, this.#world());
  }

  #handedOver(verb: string, body: Readonly<Record<string, unknown>>): Answer {
    const answer = this.handovers.do(verb, body, this.#world()) ?? this.#none("handovers", verb);
    this.#send("papers", { ...this.papers, changed: { handover: [String(body.handover ?? "")] } });
    return answer;
  }

  #none(noun: string, verb: string): Answer {
    return { status: 404, value: { error: "NOT_FOUND", message: `there is no ${noun}/${verb}` } };
  }

  /** Takes something out of service; what is found of it is told to nobody. */
  takeOut(body: unknown): WireService {
    const { id: _id, secondSecret: _, target, second = null, until, ...rest } = takeOut.parse(body);
    const name = this.hall.equipment.find(each => each.id === target)?.name ?? { zh: target, en: target };
    const at = iso(this.now());
    const service = { ...rest, target, name, second, at, until };
    this.#services.set(target, service);
    const { name: _name, target: _target, second: other, ...kept } = service;
    const outOfService = { ...kept, ...(other !== null && { second: other }) };
    for (const alert of this.alerts().filter(each => each.target === target))
      this.#change(alert.id, { outOfService, label: "out-of-service" }, { is: "taken-out", by: rest.by });
    return service;
  }

  #command(verb: string, id: string, body: unknown): { readonly status: number; readonly value: object } {
    const entry = this.#alerts.get(id);
    if (!entry || !isVerb(verb))
      return { status: 404, value: { error: "NO_ALERT", message: `there is no alert ${id}` } };
    const result = fakeCommand(verb, body, { alert: entry.alert, hall: this.hall, at: iso(this.now()) });
    if ("status" in result) {
      const { status, ...value } = result;
      return { status, value };
    }
    this.#change(id, result.change, result.event);
    return { status: 200, value: { alert: this.#entry(id).alert } };
  }

  #join(response: ServerResponse): void {
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    this.#streams.add(response);
    response.on("close", () => this.#streams.delete(response));
    if (this.isMute) response.flushHeaders();
    else
      response.write(
        `retry: 1000\n\n${frame("snapshot", this.#snapshot())}${frame("papers", this.papers)}${frame("beat", this.#beatNow())}`,
      );
  }
}

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
};

const iso = (at: number): string => new Date(at).toISOString();
