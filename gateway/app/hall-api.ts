import type { Alert } from "#rules/alert/alert.ts";
import type { Catalogue } from "#rules/clause/clause.ts";
import { closingCheck } from "#rules/routine/closing.ts";
import type { Site } from "#rules/site/model.ts";
import { type Instant, toIso } from "#rules/time/instant.ts";
import type { Acknowledged, ActivityNoted, HallApi, PointHistory, RulesReloaded } from "../http/api.ts";
import type { Clock } from "../ports/clock.ts";
import type { History } from "../ports/history.ts";
import type { RecordStore } from "../ports/record.ts";
import type { WireActivity, WireActivityApproval, WireActivityRequest } from "../wire/activity.ts";
import type { WireAlert, WireAlertEvent } from "../wire/alert.ts";
import type { WireClosing } from "../wire/closing.ts";
import type { WireHall, WireHours } from "../wire/hall.ts";
import type { WireHealth } from "../wire/health.ts";
import type { WirePoint } from "../wire/point.ts";
import type { StreamEvents } from "../wire/stream.ts";
import { ActivityDesk } from "./activity-desk.ts";
import type { LiveEngine } from "./live-engine.ts";
import type { Loop } from "./loop.ts";
import type { OpenAlerts } from "./open-alerts.ts";
import { nameOf } from "./person-name.ts";
import type { Recorder } from "./recorder.ts";
import { wireAlert, wireClosing, wireEvent, wireHall, wireHours, wirePoint } from "./wire-shapes.ts";

export type HallViewOptions = {
  readonly site: Site;
  readonly catalogue: Catalogue;
  readonly engine: LiveEngine;
  readonly alerts: OpenAlerts;
  readonly record: RecordStore;
  readonly recorder: Recorder;
  readonly history: History;
  readonly loop: Loop;
  readonly clock: Clock;
  readonly speed: number;
  readonly reload: () => Promise<RulesReloaded>;
  readonly health: () => WireHealth;
  readonly metrics: () => Promise<string>;
};

/** What the web side may ask and command, over the running parts. Reads what is committed, decides nothing. */
export class HallView implements HallApi {
  readonly #parts: HallViewOptions;
  readonly #activities: ActivityDesk;
  readonly #wire = (alert: Alert): WireAlert => wireAlert(alert, this.#parts.catalogue);

  constructor(parts: HallViewOptions) {
    this.#parts = parts;
    this.#activities = new ActivityDesk(parts);
  }

  now(): Instant {
    return this.#parts.clock.now();
  }

  hall(): WireHall {
    return wireHall(this.#parts.site, this.#parts.speed);
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

  async alerts(query: {
    readonly state: "open" | "closed" | "all";
    readonly limit: number;
  }): Promise<readonly WireAlert[]> {
    return (await this.#parts.record.alerts(query)).map(this.#wire);
  }

  async alert(id: string): Promise<{ alert: WireAlert; events: WireAlertEvent[] } | null> {
    const { record } = this.#parts;
    const found = await record.alert(id);
    return found && { alert: this.#wire(found), events: (await record.events(id)).map(wireEvent) };
  }

  async acknowledge(id: string, by: string, note: string): Promise<Acknowledged> {
    const { recorder, record, loop, site } = this.#parts;
    if (recorder.trouble !== "")
      return { is: "unrecorded", why: `was not acknowledged, try again later: ${recorder.trouble}` };
    const known = await record.alert(id);
    if (!known) return { is: "unknown" };
    if (known.closedAt !== null) return { is: "refused", why: "already closed" };
    const outcome = await loop.command({
      is: "acknowledge",
      alert: id,
      by: nameOf(site.people, by),
      note,
      at: this.now(),
    });
    if (outcome.refused !== undefined) return { is: "refused", why: outcome.refused };
    if (outcome.waits !== undefined)
      return {
        is: "unrecorded",
        why: `was acknowledged, but that will only be recorded and told when the record can be written: ${outcome.waits}`,
      };
    const after = outcome.transitions.findLast(({ alert }) => alert.id === id);
    return after ? { is: "done", alert: this.#wire(after.alert) } : { is: "unknown" };
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

  closing(): WireClosing {
    const { site, engine } = this.#parts;
    const signalOf = (point: number) => engine.current.signals.of(point);
    const hours = engine.current.hours();
    return wireClosing(closingCheck(site, signalOf, hours), signalOf, hours, this.now());
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
      closing: this.closing(),
      hours: this.hours(),
      at: toIso(this.now()),
    };
  }

  beat(): StreamEvents["beat"] {
    return { at: toIso(this.now()), problems: this.health().problems };
  }
}
