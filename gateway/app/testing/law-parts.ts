import { join } from "node:path";
import pino from "pino";
import { Engine } from "#rules/engine/engine.ts";
import type { Instant } from "#rules/time/instant.ts";
import type { Hall } from "../../config/load-hall.ts";
import { Notifier } from "../../notify/notifier.ts";
import { Archive } from "../../papers/archive.ts";
import { memoryEnergy } from "../../stores/memory/energy.ts";
import { memoryHistory } from "../../stores/memory/history.ts";
import { memoryRecord } from "../../stores/memory/record.ts";
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
import { paperDesks } from "../paper-desks.ts";
import { Photos } from "../photos.ts";
import { Recorder } from "../recorder.ts";
import { Reload } from "../reload.ts";
import { Reports } from "../reports.ts";
import { ShelfStory } from "../shelf-story.ts";
import { jumpClock } from "./jump-clock.ts";

const log = pino({ level: "silent" });

/** What the halls of these tests call themselves. */
export const LAW_VERSION = "0.0.0";

/** The parts of a hall, as `hallParts` puts them together. */
export type HallParts = Awaited<ReturnType<typeof hallParts>>;

/** A hall as the gateway puts it together, without drivers, files and threads. */
export const hallParts = async (
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
    ...{ site, rules, engine, record, recorder, history, clock, log, catalogue },
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
      kept: () => ({
        ...{ recordDays: 400, readingsDays: 400, minutesDays: 100, quartersDays: 3_650, historyBytes: null },
        ...{ backup: { is: "unplanned" }, clockOffsetSeconds: 0 },
      }),
      startedAt: start,
      version: LAW_VERSION,
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
    version: LAW_VERSION,
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
