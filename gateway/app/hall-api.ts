import type { Alert } from "#rules/alert/alert.ts";
import type { Catalogue } from "#rules/clause/clause.ts";
import type { Site } from "#rules/site/model.ts";
import { type Instant, toIso } from "#rules/time/instant.ts";
import type {
  ActivityNoted,
  AlertAsked,
  AlertsFound,
  HallApi,
  PointHistory,
  RulesReloaded,
} from "../http/api.ts";
import type { Commanded } from "../http/commanded.ts";
import type { DeviceRead } from "../http/device.ts";
import type { LoadFound } from "../http/load.ts";
import type { NotifyTested } from "../http/notify.ts";
import type { PhotoKept, PhotoShown } from "../http/photo.ts";
import type { Notifier } from "../notify/notifier.ts";
import type { Clock } from "../ports/clock.ts";
import type { History } from "../ports/history.ts";
import type { RecordStore } from "../ports/record.ts";
import type { WireActivity, WireActivityApproval, WireActivityRequest } from "../wire/activity.ts";
import type { WireAlert, WireAlertPage } from "../wire/alert.ts";
import type { WireClosing } from "../wire/closing.ts";
import type { WireAlertRights } from "../wire/command.ts";
import type { ForgetUnit, WireDeviceList, WireUnitForgotten } from "../wire/device.ts";
import type { WireHall, WireHours } from "../wire/hall.ts";
import type { WireHealth } from "../wire/health.ts";
import type { WireIncidentPage } from "../wire/incident.ts";
import type { LoadAskedFor } from "../wire/load.ts";
import type { WireNotifyStatus } from "../wire/notify.ts";
import type { WirePlan } from "../wire/plan.ts";
import type { WirePoint } from "../wire/point.ts";
import type { Absent, Present, WireRoster } from "../wire/roster.ts";
import type { AlertQuery } from "../wire/search.ts";
import type { PutBack, TakeOut, WireService } from "../wire/service.ts";
import type { StreamEvents } from "../wire/stream.ts";
import { ActivityDesk } from "./activity-desk.ts";
import { AlertDesk } from "./alert-desk.ts";
import { alertPage } from "./alert-page.ts";
import { alertRights } from "./alert-rights.ts";
import type { Desk } from "./desk.ts";
import type { DeviceDesk } from "./device-desk.ts";
import { incidentPage } from "./incident-page.ts";
import type { LiveEngine } from "./live-engine.ts";
import { LoadDesk, type LoadDeskParts } from "./load-desk.ts";
import type { Loop } from "./loop.ts";
import type { OpenAlerts } from "./open-alerts.ts";
import type { Photos } from "./photos.ts";
import type { Recorder } from "./recorder.ts";
import { RosterDesk } from "./roster-desk.ts";
import { searchOf } from "./search.ts";
import { ServiceDesk } from "./service-desk.ts";
import { wirePlan } from "./wire-plan.ts";
import { wireAlert, wireHall, wireHours, wirePoint } from "./wire-shapes.ts";

export type HallViewOptions = {
  readonly site: Site;
  /** The hall with the rules that are in force now. */
  readonly rules: LoadDeskParts["hall"];
  readonly catalogue: Catalogue;
  readonly engine: LiveEngine;
  readonly alerts: OpenAlerts;
  readonly record: RecordStore;
  readonly recorder: Recorder;
  readonly desk: Desk;
  readonly photos: Photos;
  readonly devices: DeviceDesk;
  readonly notifier: Pick<Notifier, "status" | "test">;
  readonly history: History;
  readonly loop: Loop;
  readonly clock: Clock;
  readonly speed: number;
  readonly reload: () => Promise<RulesReloaded>;
  readonly closing: () => WireClosing;
  readonly health: () => WireHealth;
  readonly metrics: () => Promise<string>;
  /** What an open alert has cost so far; undefined: nobody measures it. */
  readonly priceOf: (alert: string) => WireAlert["price"];
};

/** What the web side may ask and command, over the running parts. Reads what is committed, decides nothing. */
export class HallView implements HallApi {
  readonly #parts: HallViewOptions;
  readonly #activities: ActivityDesk;
  readonly #desk: AlertDesk;
  readonly #services: ServiceDesk;
  readonly #roster: RosterDesk;
  readonly #load: LoadDesk;
  readonly #wire = (alert: Alert): WireAlert =>
    wireAlert(alert, this.#parts.catalogue, this.#parts.priceOf(alert.id));

  constructor(parts: HallViewOptions) {
    this.#parts = parts;
    this.#activities = new ActivityDesk(parts);
    this.#desk = new AlertDesk(parts);
    this.#services = new ServiceDesk(parts);
    this.#roster = new RosterDesk(parts);
    this.#load = new LoadDesk({ ...parts, hall: parts.rules });
  }

  now(): Instant {
    return this.#parts.clock.now();
  }

  hall(): WireHall {
    return wireHall(this.#parts.site, this.#parts.speed);
  }

  plan(): WirePlan {
    return wirePlan(this.#parts.site);
  }

  devices(): WireDeviceList {
    return this.#parts.devices.list();
  }

  readDevice(id: string): Promise<DeviceRead> {
    return this.#parts.devices.read(id);
  }

  forgetUnit(asked: ForgetUnit, by: string | null): Commanded<WireUnitForgotten> {
    return this.#parts.devices.forget(asked, by);
  }

  hours(): WireHours {
    return wireHours(this.#parts.engine.current.hours());
  }

  points(): readonly WirePoint[] {
    const { site, engine } = this.#parts;
    return site.points.map(point => wirePoint(point, engine.current.signals.of(point.index)));
  }

  async history(
    id: string,
    from: Instant,
    to: Instant,
    limit: number,
  ): Promise<{ values: PointHistory[] | null } | null> {
    const point = this.#parts.site.points.find(each => each.id === id);
    if (!point) return null;
    const values = await this.#parts.history.range(point.id, from, to, limit);
    if (!values) return { values: null };
    return {
      values: values.map(({ at, value, quality }) => ({
        at: toIso(at),
        value: Number.isNaN(value) ? null : value,
        quality,
      })),
    };
  }

  async alerts(query: AlertQuery): Promise<AlertsFound> {
    const { record, site } = this.#parts;
    try {
      const { alerts, next } = await record.search(searchOf(query, site.people));
      return { is: "found", alerts: alerts.map(this.#wire), next };
    } catch (error) {
      if (error instanceof RangeError) return { is: "refused", why: error.message };
      throw error;
    }
  }

  alert(id: string): Promise<WireAlertPage | null> {
    return alertPage(this.#parts, id);
  }

  incident(id: string): Promise<WireIncidentPage | null> {
    return incidentPage(this.#parts, id, this.now());
  }

  async commandAlert(id: string, asked: AlertAsked): Promise<Commanded<WireAlert>> {
    const result = await this.#desk.command(id, asked);
    return result.is === "done" ? { is: "done", answer: this.#wire(result.answer) } : result;
  }

  async rights(id: string, by: string): Promise<WireAlertRights | null> {
    const alert = await this.#parts.record.alert(id);
    return alert && alertRights(this.#parts.site.people, alert, by);
  }

  services(): readonly WireService[] {
    return this.#services.list();
  }

  takeOut(asked: TakeOut): Promise<Commanded<WireService>> {
    return this.#services.takeOut(asked);
  }

  putBack(target: string, asked: PutBack): Promise<Commanded<readonly WireService[]>> {
    return this.#services.putBack(target, asked);
  }

  roster(days: number): WireRoster {
    return this.#roster.show(days);
  }

  absent(asked: Absent): Promise<Commanded<WireRoster>> {
    return this.#roster.absent(asked);
  }

  present(asked: Present): Promise<Commanded<WireRoster>> {
    return this.#roster.present(asked);
  }

  load(asked: LoadAskedFor): Promise<LoadFound> {
    return this.#load.show(asked);
  }

  notifyStatus(): WireNotifyStatus {
    return this.#parts.notifier.status();
  }

  notifyTest(person: string, channel: string | undefined): Promise<NotifyTested> {
    return this.#parts.notifier.test(person, channel);
  }

  keepPhoto(picture: Buffer): Promise<PhotoKept> {
    return this.#parts.photos.keep(picture);
  }

  photo(name: string): Promise<PhotoShown | null> {
    return this.#parts.photos.show(name);
  }

  activities(): readonly WireActivity[] {
    return this.#activities.list();
  }

  requestActivity(request: WireActivityRequest): Promise<ActivityNoted> {
    return this.#activities.request(request);
  }

  approveActivity(id: string, approval: WireActivityApproval): Promise<ActivityNoted> {
    return this.#activities.approve(id, approval);
  }

  reloadRules(): Promise<RulesReloaded> {
    return this.#parts.reload();
  }

  health(): WireHealth {
    return this.#parts.health();
  }

  metrics(): Promise<string> {
    return this.#parts.metrics();
  }

  /** What a console is told when it connects. */
  snapshot(): StreamEvents["snapshot"] {
    return {
      alerts: this.#parts.alerts.list().map(this.#wire),
      points: [...this.points()],
      closing: this.#parts.closing(),
      hours: this.hours(),
      at: toIso(this.now()),
    };
  }

  beat(): StreamEvents["beat"] {
    return { at: toIso(this.now()), problems: this.health().problems };
  }
}
