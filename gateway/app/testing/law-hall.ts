import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import pino from "pino";
import { shippedCatalogue } from "#rules/clause/testing/shipped.ts";
import { closingHall, PEOPLE as OWN } from "#rules/closing/testing/bench.ts";
import { Engine } from "#rules/engine/engine.ts";
import { rulebook } from "#rules/engine/rulebook.ts";
import { parsePack } from "#rules/language/pack.ts";
import type { Reading } from "#rules/reading/reading.ts";
import type { Person, Site } from "#rules/site/model.ts";
import { hours, type Instant, instant, type Millis } from "#rules/time/instant.ts";
import { Accounts } from "../../accounts/accounts.ts";
import { giveCheapAccounts } from "../../accounts/testing/cheap-accounts.ts";
import type { Hall } from "../../config/load-hall.ts";
import type { PaperDesks } from "../../http/paper-desks.ts";
import { HttpServer } from "../../http/server.ts";
import { StreamHub } from "../../http/stream.ts";
import { Notifier } from "../../notify/notifier.ts";
import { Archive } from "../../papers/archive.ts";
import { memoryEnergy } from "../../stores/memory/energy.ts";
import { memoryHistory } from "../../stores/memory/history.ts";
import { memoryRecord } from "../../stores/memory/record.ts";
import { temporary } from "../../stores/testing/temporary.ts";
import { AccountDesk } from "../account-desk.ts";
import { AskedBefore } from "../asked-before.ts";
import { CertificatePapers } from "../certificate-papers.ts";
import { CertificateShelf } from "../certificate-shelf.ts";
import { Desk } from "../desk.ts";
import { DeviceDesk } from "../device-desk.ts";
import { EnergyBook } from "../energy-book.ts";
import { EnergySide } from "../energy-side.ts";
import { grafanaDesk } from "../grafana-desk.ts";
import { HallView } from "../hall-api.ts";
import { healthOf } from "../health.ts";
import { LiveEngine } from "../live-engine.ts";
import { Loop } from "../loop.ts";
import { OpenAlerts } from "../open-alerts.ts";
import { OpenPapers } from "../open-papers.ts";
import { paperCounts } from "../paper-counts.ts";
import { paperDesks } from "../paper-desks.ts";
import { Photos } from "../photos.ts";
import { Recorder } from "../recorder.ts";
import { Reload } from "../reload.ts";
import { Reports } from "../reports.ts";
import { ShelfStory } from "../shelf-story.ts";
import { TrendDesk } from "../trend-desk.ts";
import { jumpClock } from "./jump-clock.ts";

const log = pino({ level: "silent" });
const VERSION = "0.0.0";

/** The people of the closing tests, and one of facilities, who takes things out of service. */
const PEOPLE: readonly Person[] = [...OWN, { id: "F1", name: "孙强", roles: ["facilities"] }];

/** PINs of the people of the test hall, by id. */
export const PINS: Readonly<Record<string, string>> = Object.fromEntries(
  PEOPLE.map(({ id }, index) => [id, `2580${index}7`]),
);

/** The hall of the closing tests, under the rules that ship. */
const lawHall = (): Hall => {
  const text = readFileSync(new URL("../../../rules/packs/service-hall.yaml", import.meta.url), "utf8");
  const parsed = parsePack(text, "service-hall");
  if (parsed.is !== "pack") throw new Error(parsed.problems.map(({ message }) => message).join("; "));
  const keys = [{ id: "K1", name: { zh: "前门钥匙", en: "front door key" }, opens: ["D1"], holder: null }];
  const site: Site = { ...closingHall(), people: PEOPLE, keys };
  const packs = [parsed.pack];
  return {
    site,
    packs,
    book: rulebook(site, packs),
    catalogue: shippedCatalogue,
    warnings: [],
    texts: new Map(),
  };
};

/** What all evenings of a test share: the hall, and accounts of its people. */
export type LawHalls = {
  readonly site: Site;
  /** A hall with an empty record, served in place of the one before; what asks it comes from an address of its own. */
  open(start: Instant): Promise<LawHall>;
  stop(): Promise<void>;
};

export type Answer = {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly text: string;
};

export type LawHall = {
  readonly engine: LiveEngine;
  readonly papers: OpenPapers;
  readonly alerts: OpenAlerts;
  now(): Instant;
  /** Lets time pass; what it leads to is recorded when it resolves. */
  pass(length: Millis): Promise<void>;
  /** Readings come in as from a driver; they are judged when it resolves. */
  hear(readings: readonly Reading[]): Promise<void>;
  get(path: string): Promise<Answer>;
  /** In the name of whose token is shown; null: nobody's. */
  send(method: string, path: string, body: object | undefined, as: string | null): Promise<Answer>;
  stop(): Promise<void>;
};

/** Halls whose every part is real but the devices, the record's disk and the clock. */
export const lawHalls = async (): Promise<LawHalls> => {
  const { directory, remove } = temporary();
  const hall = lawHall();
  let worldNow = instant(Date.parse("2026-01-05T12:00:00Z"));
  const accounts = new Accounts({ directory, people: hall.site.people, now: () => worldNow });
  await accounts.start();
  await giveCheapAccounts(directory, PINS);
  const tokens = new Map(PEOPLE.map(({ id }) => [id, accounts.makeToken(`of ${id}`, id, null)]));
  let parts: HallParts | null = null;
  let web: { readonly server: HttpServer; readonly url: string } | null = null;
  let opened = 0;
  return {
    site: hall.site,
    open: async start => {
      // Nobody waits longer for a new try than until the next evening.
      worldNow = instant(worldNow + hours(2));
      parts = await hallParts(hall, { start, directory });
      web ??= await served(() => parts as HallParts, { directory, accounts, site: hall.site });
      opened++;
      const from = `127.0.${1 + (opened >> 7)}.${1 + (opened & 127)}`;
      return running(parts, { url: web.url, from, tokens });
    },
    stop: async () => {
      await web?.server.stop();
      await accounts.stop();
      remove();
    },
  };
};

/** Stands for whatever `current` is at the moment at which it is asked. */
const standIn = <T extends object>(current: () => T): T =>
  new Proxy({} as T, {
    get: (_, name) => {
      const value = Reflect.get(current(), name);
      return typeof value === "function" ? value.bind(current()) : value;
    },
  });

/** One web side for all evenings, since making one takes longer than an evening. */
const served = async (
  now: () => HallParts,
  {
    directory,
    accounts,
    site,
  }: { readonly directory: string; readonly accounts: Accounts; readonly site: Site },
): Promise<{ readonly server: HttpServer; readonly url: string }> => {
  const desk = <K extends keyof PaperDesks>(name: K): PaperDesks[K] & object =>
    standIn(() => now().desks[name] as PaperDesks[K] & object);
  const server = new HttpServer({
    host: "127.0.0.1",
    port: 0,
    api: standIn(() => now().view),
    courses: standIn(() => new TrendDesk({ site, trends: null, directory })),
    papers: {
      now: () => now().clock.now(),
      tasks: desk("tasks"),
      closing: desk("closing"),
      opening: desk("opening"),
      certificates: desk("certificates"),
      tickets: desk("tickets"),
      controls: desk("controls"),
      handovers: desk("handovers"),
      register: desk("register"),
      days: desk("days"),
      entries: desk("entries"),
      reports: desk("reports"),
    },
    energy: standIn(() => now().energy),
    files: standIn(() => now().files),
    accounts: new AccountDesk(accounts, site.people),
    stream: new StreamHub({
      snapshot: () => now().view.snapshot(),
      beat: () => now().view.beat(),
      closing: () => now().desks.closing.closing(),
      papers: () => paperCounts(now().papers, now().clock.now()),
    }),
    grafana: standIn(() => now().grafana),
    consoleDirectory: join(directory, "no-console"),
    log,
    version: VERSION,
  });
  return { server, url: await server.start() };
};

type HallParts = Awaited<ReturnType<typeof hallParts>>;

/** As the gateway puts it together, without drivers, files and threads. */
const hallParts = async (
  hall: Hall,
  { start, directory }: { readonly start: Instant; readonly directory: string },
) => {
  const { site, book, catalogue } = hall;
  const clock = jumpClock(start);
  const record = memoryRecord();
  await record.start();
  const recorder = new Recorder(record, log);
  const engine = new LiveEngine(new Engine(site, book, start, null));
  const alerts = new OpenAlerts([]);
  const papers = new OpenPapers([]);
  const shelf = new CertificateShelf({ record, papers, log });
  const history = memoryHistory(site);
  const shelves = new ShelfStory(record, start);
  const loop = new Loop({
    engine,
    clock,
    recorder,
    keep: () => {},
    show: () => {},
    tell: (transitions, _signals, _messages, written) => {
      alerts.take(transitions);
      papers.take(written);
      shelves.told(transitions);
      void shelf.told(written);
    },
  });
  const reload = new Reload({
    hall,
    source: async () => ({ is: "unchanged" }),
    loop,
    recorder,
    clock,
    log,
  });
  const photos = new Photos({ directory: join(directory, "photos"), isAllowed: false });
  const desk = new Desk({ recorder, loop, askedBefore: new AskedBefore([]) });
  const rules = () => reload.hall;
  const reports = new Reports({
    ...{ engine, record, alerts, papers, loop, history, directory, clock, log },
    energy: async () => null,
    prices: async () => new Map(),
    setpoints: async () => null,
  });
  const shared = { site, rules, engine, record, papers, desk, clock, photos, shelf };
  const desks = paperDesks({ ...shared, reports }, directory);
  const ledger = memoryEnergy();
  const energy = new EnergySide({
    ...{ site, rules, engine, record, recorder, history, clock, log },
    book: new EnergyBook({ site, store: ledger, clock, log }),
    store: ledger,
    trends: null,
    certificates: desks.certificates,
    outages: { list: () => [] },
    repriced: () => {},
  });
  const closing = () => desks.closing.closing();
  const health = () =>
    healthOf({
      engine,
      reload,
      drivers: [],
      histories: [history],
      outlets: [],
      recorder,
      loop,
      clock,
      startedAt: start,
      version: VERSION,
    });
  const view = new HallView({
    site,
    rules,
    catalogue,
    engine,
    alerts,
    record,
    recorder,
    desk,
    photos,
    devices: new DeviceDesk({ site, engine, drivers: [], unknown: () => [], clock }),
    history,
    notifier: new Notifier({
      site,
      outbox: record,
      clock,
      log,
      openAlerts: () => alerts.list(),
      publish: null,
    }),
    loop,
    clock,
    speed: 1,
    reload: () => reload.reload(),
    health,
    metrics: async () => "",
    priceOf: alert => energy.priceOf(alert),
    closing,
  });
  const grafana = grafanaDesk({
    site,
    hall: rules,
    engine,
    alerts,
    shelves,
    now: () => clock.now(),
    startedAt: start,
    version: VERSION,
    command: (id, asked) => view.commandAlert(id, asked),
  });
  const files = new CertificatePapers({
    site,
    record,
    recorder,
    engine,
    archive: new Archive(join(directory, "papers")),
    certificates: desks.certificates,
    register: desks.register,
    log,
    address: () => "http://hall.local/",
  });
  loop.start();
  return { engine, papers, alerts, clock, recorder, loop, desks, view, energy: energy.api, files, grafana };
};

/** A hall as a test has it. `from`: the address that asks, since each may ask for so much a minute. */
const running = (
  { engine, papers, alerts, clock, recorder, loop }: HallParts,
  {
    url,
    from,
    tokens,
  }: { readonly url: string; readonly from: string; readonly tokens: ReadonlyMap<string, string> },
): LawHall => {
  const agent = new Agent({ keepAlive: true, localAddress: from });
  const settled = async () => {
    while (recorder.waiting > 0) await turn();
  };
  const send: LawHall["send"] = (method, path, body, as) => {
    const token = as === null ? undefined : tokens.get(as);
    const headers = {
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    };
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const asked = request(`${url}${path}`, { method, headers, agent, localAddress: from }, answer => {
      answer.setEncoding("utf8");
      let text = "";
      answer.on("data", piece => {
        text += piece;
      });
      answer.on("error", reject);
      answer.on("end", () =>
        resolve({
          status: answer.statusCode ?? 0,
          body: text.startsWith("{") ? JSON.parse(text) : {},
          text,
        }),
      );
    });
    asked.on("error", reject);
    asked.end(body === undefined ? undefined : JSON.stringify(body));
    return promise;
  };
  return {
    engine,
    papers,
    alerts,
    now: () => clock.now(),
    pass: async length => {
      clock.jump(length);
      await settled();
    },
    hear: async readings => {
      loop.offer(readings);
      await turn();
      await settled();
    },
    get: path => send("GET", path, undefined, null),
    send,
    stop: async () => {
      loop.stop();
      await recorder.settle();
      agent.destroy();
    },
  };
};
