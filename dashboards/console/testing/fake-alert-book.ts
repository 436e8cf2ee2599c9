import type { WireAlert, WireAlertEvent, WireAlertPage } from "#gateway/wire/alert.ts";
import type { WireAlertRights } from "#gateway/wire/command.ts";
import type { WireHall } from "#gateway/wire/hall.ts";
import type { WireDelivery } from "#gateway/wire/notify.ts";
import type { WirePoint } from "#gateway/wire/point.ts";
import { takeOut, type WireService } from "#gateway/wire/service.ts";
import type { Answer } from "./fake-accounts.ts";
import { type FakeFinding, fakeAlert, fakeBlind } from "./fake-alerts.ts";
import { fakeCommand, fakeRights, isVerb } from "./fake-commands.ts";
import { fakeIncident } from "./fake-incident.ts";
import { fakeSearch } from "./fake-search.ts";

/** What alerts are about. `now`: ms of the epoch, on the hall's clock. */
export type FakeWorld = {
  readonly hall: WireHall;
  readonly points: ReadonlyMap<string, WirePoint>;
  readonly now: number;
};
type Entry = { readonly alert: WireAlert; readonly events: WireAlertEvent[] };

/** The alerts of the fake gateway, each with its trail, and what is out of service. */
export class FakeAlertBook {
  /** What became of messages, by alert. */
  readonly deliveries = new Map<string, readonly WireDelivery[]>();
  readonly #alerts = new Map<string, Entry>();
  readonly #services = new Map<string, WireService>();
  /** What each alert explains or has explained. */
  readonly #explained = new Map<string, Set<string>>();
  readonly #world: () => FakeWorld;
  readonly #tell: (alert: WireAlert) => void;

  /** @param tell  hears of every alert that was raised or has changed */
  constructor(world: () => FakeWorld, tell: (alert: WireAlert) => void) {
    this.#world = world;
    this.#tell = tell;
  }

  list(): readonly WireAlert[] {
    return [...this.#alerts.values()].map(({ alert }) => alert);
  }

  raise(finding: FakeFinding): WireAlert {
    const { hall, points, now } = this.#world();
    return this.put(fakeAlert(finding, hall, points, now));
  }

  raiseBlind(via: string): WireAlert {
    const { hall, points, now } = this.#world();
    return this.put(fakeBlind(via, hall, points, now));
  }

  put(alert: WireAlert): WireAlert {
    this.#alerts.set(alert.id, { alert, events: [{ seq: 1, is: "raised", at: alert.openedAt }] });
    this.#tell(alert);
    return alert;
  }

  blind(id: string): void {
    this.#change(id, { condition: "unknown", changedAt: this.#at() }, { is: "blinded" });
  }

  clear(id: string): void {
    const at = this.#at();
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

  realarm(id: string): void {
    const { alert } = this.#entry(id);
    const change = {
      acknowledgement: null,
      label: "unacknowledged",
      revision: alert.revision + 1,
    } as const;
    this.#change(id, change, { is: "realarmed" });
  }

  suppress(ids: readonly string[], cause: string): void {
    const suppression = { rule: "line", cause, at: this.#at() };
    this.#explained.set(cause, new Set([...(this.#explained.get(cause) ?? []), ...ids]));
    for (const id of ids) this.#change(id, { label: "suppressed", suppression }, { is: "suppressed" });
  }

  takeOut(body: unknown): WireService {
    const { id: _id, secondSecret: _, target, second = null, until, ...rest } = takeOut.parse(body);
    const { hall } = this.#world();
    const name = hall.equipment.find(each => each.id === target)?.name ?? { zh: target, en: target };
    const service = { ...rest, target, name, second, at: this.#at(), until };
    this.#services.set(target, service);
    const { name: _name, target: _target, second: other, ...kept } = service;
    const outOfService = { ...kept, ...(other !== null && { second: other }) };
    for (const alert of this.list().filter(each => each.target === target))
      this.#change(alert.id, { outOfService, label: "out-of-service" }, { is: "taken-out", by: rest.by });
    return service;
  }

  putBack(target: string): void {
    this.#services.delete(target);
  }

  services(): WireService[] {
    return [...this.#services.values()];
  }

  /** Does what somebody asks for, or refuses as the gateway would. */
  command(verb: string, id: string, body: unknown): Answer {
    const entry = this.#alerts.get(id);
    if (!entry || !isVerb(verb))
      return { status: 404, value: { error: "NO_ALERT", message: `there is no alert ${id}` } };
    const { hall } = this.#world();
    const result = fakeCommand(verb, body, { alert: entry.alert, hall, at: this.#at() });
    if ("status" in result) {
      const { status, ...value } = result;
      return { status, value };
    }
    this.#change(id, result.change, result.event);
    return { status: 200, value: { alert: this.#entry(id).alert } };
  }

  rights(id: string, by: string): WireAlertRights | undefined {
    const entry = this.#alerts.get(id);
    return entry && fakeRights(this.#world().hall, entry.alert, by);
  }

  search(query: URLSearchParams): object {
    return { ...fakeSearch([...this.#alerts.values()], query), at: this.#at() };
  }

  page(id: string): WireAlertPage | undefined {
    const entry = this.#alerts.get(id);
    const cause = entry?.alert.suppression?.cause;
    return (
      entry && {
        ...entry,
        deliveries: [...(this.deliveries.get(id) ?? [])],
        cause: (cause !== undefined && this.#alerts.get(cause)?.alert) || null,
        explains: this.list().filter(({ suppression }) => suppression?.cause === id),
      }
    );
  }

  incident(id: string): object | undefined {
    const entry = this.#alerts.get(id);
    const explained = [...(this.#explained.get(id) ?? [])].map(each => this.#entry(each));
    const { points } = this.#world();
    const { deliveries } = this;
    return entry && fakeIncident(entry, explained, { points, deliveries, at: this.#at() });
  }

  reset(): void {
    this.#alerts.clear();
    this.#services.clear();
    this.#explained.clear();
    this.deliveries.clear();
  }

  #change(id: string, change: Partial<WireAlert>, event: Omit<WireAlertEvent, "seq" | "at">): void {
    const { alert, events } = this.#entry(id);
    const changed = { ...alert, ...change };
    const added = { ...event, seq: events.length + 1, at: this.#at() };
    this.#alerts.set(id, { alert: changed, events: [...events, added] });
    this.#tell(changed);
  }

  #entry(id: string): Entry {
    const entry = this.#alerts.get(id);
    if (!entry) throw new Error(`no alert ${id}`);
    return entry;
  }

  #at(): string {
    return new Date(this.#world().now).toISOString();
  }
}
