import { Engine } from "#rules/engine/engine.ts";
import { keepDaysOf } from "#rules/retention/keep-days.ts";
import { instant } from "#rules/time/instant.ts";
import { Accounts } from "../accounts/accounts.ts";
import { Backups } from "../backup/backups.ts";
import { siteFilesOf } from "../backup/site-files.ts";
import { GrafanaMarks } from "../grafana/grafana-marks.ts";
import { GrafanaLive } from "../grafana/live.ts";
import { Notifier } from "../notify/notifier.ts";
import type { Anchor } from "../ports/audit.ts";
import { fanOut } from "../stores/fan-out.ts";
import { sqliteEnergy } from "../stores/sqlite/energy.ts";
import { lockDirectory } from "../stores/sqlite/lock.ts";
import { sqliteRecord } from "../stores/sqlite/record.ts";
import { AccountTrail } from "./account-trail.ts";
import { Annotator } from "./annotator.ts";
import { CertificateShelf } from "./certificate-shelf.ts";
import { ControlHand } from "./control-hand.ts";
import { coursesOf } from "./courses.ts";
import { driversOf } from "./drivers.ts";
import { EnergyBook } from "./energy-book.ts";
import type { GatewayOptions } from "./gateway-options.ts";
import { healthOf } from "./health.ts";
import { historiesOf } from "./histories.ts";
import { keptOf } from "./kept.ts";
import { forgotten, LiveEngine } from "./live-engine.ts";
import { Loop } from "./loop.ts";
import { OpenAlerts } from "./open-alerts.ts";
import { OpenPapers } from "./open-papers.ts";
import { Outages } from "./outages.ts";
import { RecordKeeper } from "./record-keeper.ts";
import { Recorder } from "./recorder.ts";
import { Reload, type Reloaded } from "./reload.ts";
import { remember } from "./remember.ts";
import { reportEnergy, reportPrices } from "./report-energy.ts";
import { Reports } from "./reports.ts";
import { SelfWatch } from "./self-watch.ts";
import { anchorSample } from "./series.ts";
import { SetpointDays } from "./setpoint-days.ts";
import { ShelfStory } from "./shelf-story.ts";
import { tellHours, telling } from "./telling.ts";
import { WebSide } from "./web-side.ts";
import { wireAlert } from "./wire-shapes.ts";

/**
 * One hall's gateway, put together: drivers → loop → engine → recorder → stream and history. Starts in the order of
 * what depends on what, stops in the opposite one.
 */
export class Gateway {
  readonly #options: GatewayOptions;
  readonly #stops: (() => unknown)[] = [];
  #reload: Reload | null = null;
  #accounts: Accounts | null = null;

  constructor(options: GatewayOptions) {
    this.#options = options;
  }

  /**
   * @returns the console's URL
   * @throws {Fault} when the data directory is in use or unwritable, or a port is taken; nothing is left running
   */
  async start(): Promise<string> {
    try {
      return await this.#start();
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  async #start(): Promise<string> {
    const { hall, rules, directory, clock, log, version } = this.#options;
    const { site, book, catalogue } = hall;
    const lock = await lockDirectory(directory);
    this.#stops.push(() => lock.release());
    // Sessions and waits are about people in the world, however fast the hall's clock runs.
    const worldNow = () => instant(Date.now());
    const accounts = await this.#running(new Accounts({ directory, people: site.people, now: worldNow }));
    this.#accounts = accounts;
    const histories = historiesOf({ site, directory, clock, log });
    const [embedded] = histories;
    const history = await this.#running(fanOut(histories));
    const anchored = (anchor: Anchor): void => {
      history.annotate([anchorSample(site, anchor)]);
      log.info({ ...anchor }, "trail anchored");
    };
    const energy = sqliteEnergy({ directory });
    const meters = await this.#running(new EnergyBook({ site, store: energy, clock, log }));
    // It stops before the history, which takes its last anchor.
    const record = await this.#running(sqliteRecord({ directory, log, clock, anchored }));
    const recorder = new Recorder(record, log);
    this.#stops.push(() => recorder.settle());

    const startedAt = clock.now();
    const state = await record.load();
    const engine = new LiveEngine(new Engine(site, book, startedAt, state));
    const alerts = new OpenAlerts(state?.alerts ?? []);
    const papers = new OpenPapers(state?.papers ?? []);
    const shelf = new CertificateShelf({ record, papers, log });
    await shelf.start();
    const shelves = new ShelfStory(record, startedAt);
    const marks = new GrafanaMarks({
      ...{ site, record, directory, clock, log },
      openAlerts: () => alerts.list(),
    });
    const { drivers, publish, unknown } = await driversOf({
      ...{ site, clock, log, directory },
      durable: () => history.flush(),
    });
    const notifier = new Notifier({
      ...{ site, outbox: record, clock, log, publish },
      openAlerts: () => alerts.list(),
      attachmentsOf: message => reports.attachmentsOf(message),
    });
    const pushed = new GrafanaLive({
      ...{ site, clock, log },
      signalOf: index => engine.current.signals.of(index),
    });
    const { show, tell } = telling({
      ...{ site, engine, log, alerts, papers, shelf, shelves, marks, pushed, notifier },
      later: () => ({
        desks: [hand, documents, reports],
        annotator,
        stream,
        wire: alert => wireAlert(alert, catalogue, web.energy.priceOf(alert.id)),
      }),
    });
    const loop = new Loop({
      engine,
      clock,
      recorder,
      keep: readings => {
        history.append(readings);
        meters.hear(readings);
      },
      show,
      tell,
    });
    const hand = new ControlHand({ site, drivers, loop, papers, clock, log });
    const reload = new Reload({ hall, source: rules, loop, recorder, clock, log });
    this.#reload = reload;
    const backups = new Backups({
      site: { id: site.id, timeZone: site.calendar.timeZone },
      plan: site.backup,
      config: () => siteFilesOf(reload.hall.texts.keys()),
      show: samples => history.annotate(samples),
      ...{ directory, version, clock, log },
    });
    const health = () =>
      healthOf({
        engine,
        reload,
        drivers,
        histories,
        outlets: [
          embedded,
          marks,
          pushed,
          notifier,
          meters,
          reports,
          backups,
          { problems: () => keeper.problems() },
          { problems: () => web.energy.problems() },
          { problems: () => this.#accountProblems(accounts) },
        ],
        recorder,
        loop,
        clock,
        kept: () => keptOf({ site, embedded, backups, clock }),
        startedAt,
        version,
      });
    const setpoints = new SetpointDays({ rules: () => reload.hall, history });
    const ledger = {
      ...{ book: meters, store: energy, engine },
      references: () => web.energy.references(),
      market: () => web.energy.market(),
    };
    const reports = new Reports({
      ...{ engine, record, alerts, papers, loop, history, directory, clock, log },
      energy: reportEnergy(ledger),
      prices: reportPrices(ledger),
      setpoints: (date, now) => setpoints.of(date, now),
    });
    const web = new WebSide({
      options: this.#options,
      accounts,
      engine,
      loop,
      reload,
      record,
      recorder,
      history,
      trends: coursesOf({ site, embedded, clock, log }),
      meters,
      ledger: energy,
      outages: new Outages(state, startedAt, recorder),
      notifier,
      drivers,
      unknown,
      alerts,
      papers,
      shelf,
      shelves,
      reports,
      backups,
      health,
      startedAt,
      state,
    });
    const { stream, documents, photos } = web;
    const keeper = new RecordKeeper({
      ...{ timeZone: site.calendar.timeZone, keepDays: keepDaysOf(site), record, photos, clock, log },
    });
    const annotator = new Annotator({ site, engine, alerts, history, clock, counts: loop.counts });
    this.#stops.push(() => web.stop());
    const url = await web.start();
    await this.#running(marks);
    await this.#running(pushed);
    await this.#running(new AccountTrail({ accounts, recorder, engine, log }));
    loop.start();
    await this.#running(reports);
    if (state) {
      const holds = forgotten(state, engine.current.state());
      const nothing = { transitions: [], activities: [], deeds: [], messages: [], signals: [], memos: [] };
      if (holds.length > 0) void recorder.commit({ ...nothing, at: startedAt, holds });
    }
    annotator.start();
    await this.#running(web.energy);
    this.#stops.push(
      () => annotator.stop(),
      () => loop.stop(),
      tellHours(engine, stream),
    );
    const remembering = new AbortController();
    this.#stops.push(() => remembering.abort());
    void remember({ site, engine, history, startedAt, log, signal: remembering.signal });
    const self = new SelfWatch({ site, clock, loop, drivers, histories, directory });
    self.start();
    this.#stops.push(() => self.stop());
    for (const driver of drivers) {
      this.#stops.push(() => driver.stop());
      await driver.start(readings => loop.offer(readings));
    }
    hand.start();
    this.#stops.push(() => hand.stop());
    // After the hall's broker, which messages may go out by; what was decided before waits in the outbox.
    await this.#running(notifier);
    await this.#running(backups);
    await this.#running(keeper);
    return url;
  }

  /**
   * Reads the hall's rules again and puts them in force, whole or not at all.
   *
   * @returns what came of it; null when the gateway does not run
   */
  async reloadRules(): Promise<Reloaded | null> {
    return (await this.#reload?.reload()) ?? null;
  }

  /** Path of a new link for the first account of the hall; null: somebody has one, or had. */
  firstLink(): string | null {
    const accounts = this.#accounts;
    return accounts === null || accounts.isSetUp() ? null : accounts.link(null, null).path;
  }

  /**
   * Resolves when the last reading is out, everything is durable and every socket is closed. A part that fails to stop
   * does not keep the others running, and the data directory is free in any case.
   */
  async stop(): Promise<void> {
    for (const stop of this.#stops.splice(0).reverse()) {
      try {
        await stop();
      } catch (error) {
        this.#options.log.error({ err: error }, "a part did not stop cleanly");
      }
    }
  }

  async #running<T extends { start(): Promise<void>; stop(): Promise<void> }>(part: T): Promise<T> {
    await part.start();
    this.#stops.push(() => part.stop());
    return part;
  }

  #accountProblems(accounts: Accounts): readonly string[] {
    if (this.#options.needsAccounts !== true || accounts.isSetUp()) return [];
    return [
      "nobody has an account yet: names are believed, and nothing can be signed; run `hallwatch account link`",
    ];
  }
}
