import { join } from "node:path";
import type { EngineState } from "#rules/engine/state.ts";
import type { Instant } from "#rules/time/instant.ts";
import type { Accounts } from "../accounts/accounts.ts";
import type { Backups } from "../backup/backups.ts";
import { HttpServer } from "../http/server.ts";
import { StreamHub } from "../http/stream.ts";
import type { Notifier } from "../notify/notifier.ts";
import { Archive } from "../papers/archive.ts";
import type { Driver } from "../ports/driver.ts";
import type { EnergyStore } from "../ports/energy.ts";
import type { History } from "../ports/history.ts";
import type { RecordStore } from "../ports/record.ts";
import type { Trends } from "../ports/trends.ts";
import type { WireUnknownDevice } from "../wire/device.ts";
import type { WireHealth } from "../wire/health.ts";
import { AccountDesk } from "./account-desk.ts";
import { AskedBefore } from "./asked-before.ts";
import { CertificatePapers } from "./certificate-papers.ts";
import type { CertificateShelf } from "./certificate-shelf.ts";
import { Desk } from "./desk.ts";
import { DeviceDesk } from "./device-desk.ts";
import type { EnergyBook } from "./energy-book.ts";
import { EnergySide } from "./energy-side.ts";
import type { GatewayOptions } from "./gateway-options.ts";
import { grafanaDesk } from "./grafana-desk.ts";
import { HallView } from "./hall-api.ts";
import type { LiveEngine } from "./live-engine.ts";
import type { Loop } from "./loop.ts";
import { metricsOf } from "./metrics.ts";
import type { OpenAlerts } from "./open-alerts.ts";
import type { OpenPapers } from "./open-papers.ts";
import type { Outages } from "./outages.ts";
import { paperAddress } from "./paper-address.ts";
import { paperCounts } from "./paper-counts.ts";
import { paperDesks } from "./paper-desks.ts";
import { Photos } from "./photos.ts";
import type { Recorder } from "./recorder.ts";
import type { Reload } from "./reload.ts";
import type { Reports } from "./reports.ts";
import type { ShelfStory } from "./shelf-story.ts";
import { TrendDesk } from "./trend-desk.ts";
import { wireAlert } from "./wire-shapes.ts";

/** The running parts of the gateway that people ask about over the web. */
export type WebParts = {
  readonly options: GatewayOptions;
  readonly accounts: Accounts;
  readonly engine: LiveEngine;
  readonly loop: Loop;
  readonly reload: Reload;
  readonly record: RecordStore;
  readonly recorder: Recorder;
  readonly history: History;
  /** Null: no history tells courses. */
  readonly trends: Trends | null;
  /** What its meters count, and the ledger that it is kept in. */
  readonly meters: EnergyBook;
  readonly ledger: EnergyStore;
  readonly outages: Outages;
  readonly notifier: Notifier;
  readonly drivers: readonly Driver[];
  /** Who speaks on the broker and is in no site file. */
  readonly unknown: () => readonly WireUnknownDevice[];
  /** As they are recorded: people are shown nothing else. */
  readonly alerts: OpenAlerts;
  readonly papers: OpenPapers;
  readonly shelf: CertificateShelf;
  readonly shelves: ShelfStory;
  readonly reports: Pick<Reports, "archive" | "contents">;
  readonly backups: Pick<Backups, "ageHours">;
  readonly health: () => WireHealth;
  readonly startedAt: Instant;
  /** What the record held at start; null: nothing. */
  readonly state: Pick<EngineState, "memos"> | null;
};

/**
 * What people and programs see of the gateway: its desks behind HTTP, the live stream, and certificates as documents.
 */
export class WebSide {
  readonly stream: StreamHub;
  readonly documents: CertificatePapers;
  readonly energy: EnergySide;
  readonly photos: Photos;
  readonly #server: HttpServer;
  readonly #link: string | null;
  #address = "";

  constructor(parts: WebParts) {
    const { options, engine, loop, reload, record, recorder, history, notifier } = parts;
    const { drivers, unknown } = parts;
    const { alerts, papers, shelf, shelves, health, startedAt, state } = parts;
    const { hall, directory, clock, speed, log, version, http, consoleDirectory } = options;
    const { site, catalogue } = hall;
    const rules = () => reload.hall;
    const registry = metricsOf(
      health,
      () => alerts.list(),
      () => parts.backups.ageHours(),
    );
    const photos = new Photos({ directory: join(directory, "photos"), isAllowed: site.photos });
    this.photos = photos;
    const desk = new Desk({ recorder, loop, askedBefore: new AskedBefore(state?.memos ?? []) });
    const shared = { site, rules, engine, record, papers, desk, clock, photos, shelf };
    const desks = paperDesks({ ...shared, reports: parts.reports }, directory);
    const closing = () => desks.closing.closing();
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
      devices: new DeviceDesk({ site, engine, drivers, unknown, clock }),
      history,
      notifier,
      loop,
      clock,
      speed,
      reload: () => reload.reload(),
      health,
      metrics: () => registry.metrics(),
      priceOf: alert => this.energy.priceOf(alert),
      closing,
    });
    this.energy = new EnergySide({
      ...{ site, rules, engine, record, recorder, history, clock, log, catalogue },
      ...{ book: parts.meters, store: parts.ledger, trends: parts.trends, outages: parts.outages },
      certificates: desks.certificates,
      repriced: ids => {
        const told = alerts.list().filter(({ id }) => ids.includes(id));
        this.stream.alerts(told.map(alert => wireAlert(alert, catalogue, this.energy.priceOf(alert.id))));
      },
    });
    this.stream = new StreamHub({
      snapshot: () => view.snapshot(),
      beat: () => view.beat(),
      closing,
      papers: () => paperCounts(papers, clock.now()),
    });
    this.documents = new CertificatePapers({
      site,
      record,
      recorder,
      engine,
      archive: new Archive(join(directory, "papers")),
      certificates: desks.certificates,
      register: desks.register,
      log,
      address: () => this.#address,
    });
    const grafana = grafanaDesk({
      site,
      hall: rules,
      engine,
      alerts,
      shelves,
      now: () => clock.now(),
      startedAt,
      version,
      command: (id, asked) => view.commandAlert(id, asked),
    });
    const courses = new TrendDesk({ site, trends: parts.trends, directory });
    const seen = { api: view, papers: desks, energy: this.energy.api, courses };
    const shown = { ...seen, files: this.documents, stream: this.stream, grafana };
    const accounts = new AccountDesk(parts.accounts, site.people);
    this.#server = new HttpServer({ ...http, ...shown, accounts, consoleDirectory, log, version });
    this.#link = site.notify.link ?? null;
  }

  /**
   * @returns the console's URL
   * @throws {Fault} when the port is taken
   */
  async start(): Promise<string> {
    const url = await this.#server.start();
    this.#address = paperAddress(this.#link, url);
    await this.documents.start();
    return url;
  }

  /** Resolves when every socket is closed and every document that was begun is archived. */
  async stop(): Promise<void> {
    try {
      await this.documents.stop();
    } finally {
      await this.#server.stop();
    }
  }
}
