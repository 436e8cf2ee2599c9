import type { Alert, Suppression, Transition } from "../alert/alert.ts";
import { reportAwaitedAt } from "../alert/incident.ts";
import type { Finding, Subject } from "../alert/life.ts";
import type { Quiet } from "../alert/quiet.ts";
import type { Site } from "../site/model.ts";
import { after, type Instant, type Millis } from "../time/instant.ts";
import { Ledger } from "./ledger.ts";
import { Moments } from "./moments.ts";
import { SecondThoughts } from "./second-thoughts.ts";
import { movedService, type Service, Services } from "./services.ts";
import { movedShelf, Shelves } from "./shelves.ts";
import { spanKey } from "./spans.ts";
import type { Memo } from "./state.ts";

const KEY = "life/";

/** What of an alert moves with the hall's clock; its escalation does so by itself. */
type Times = Pick<Alert, "realarmAt" | "shelf" | "outOfService" | "incident">;

/** What happens to alerts by people and by time alone: what is put aside or out of service, what is told again. */
export class Life {
  readonly ledger = new Ledger();
  readonly shelves = new Shelves();
  readonly services: Services;
  readonly thoughts = new SecondThoughts();
  /** Moments to come: `alert:<id>`, `shelf:<fact>/<target>`, `service:<target>`, `undo:<id>`. */
  readonly due = new Moments();
  /** What explains a finding from the beginning, by design; null: nobody asks. */
  explain: ((subject: Subject, finding: Finding, at: Instant) => Suppression | null) | null = null;
  /** Alerts whose moments were moved with the clock since they were stored. */
  readonly #moved = new Map<string, Times>();

  constructor(site: Site) {
    this.services = new Services(site);
  }

  /** What makes a finding bother nobody from the beginning. */
  quiet(subject: Subject, finding: Finding, at: Instant): Quiet {
    return {
      shelf: this.shelves.at(subject, finding.priority, at),
      suppression: this.explain?.(subject, finding, at) ?? null,
      outOfService: this.services.covering(subject, at),
    };
  }

  /** Notes what happened to an alert; what must be kept of that over a restart. */
  follow(transition: Transition): Memo[] {
    const { alert } = transition;
    const shelf = this.shelves.follow(transition);
    const thought = this.thoughts.follow(transition);
    if (shelf) this.#syncShelf(spanKey(alert));
    this.due.set(`alert:${alert.id}`, dueAt(alert));
    const moved: Memo[] = this.#moved.delete(alert.id) ? [{ key: KEY + alert.id, value: null }] : [];
    return [...(shelf ? [shelf] : []), ...(thought ? [thought] : []), ...moved];
  }

  /** A person is about to acknowledge an alert. */
  beginThought(...thought: Parameters<SecondThoughts["begin"]>): Memo {
    const [{ before }] = thought;
    const memo = this.thoughts.begin(...thought);
    this.due.set(`undo:${before.id}`, this.thoughts.of(before.id)?.until ?? null);
    return memo;
  }

  endThought(id: string): Memo {
    this.due.set(`undo:${id}`, null);
    return this.thoughts.end(id);
  }

  endShelf(key: string): Memo {
    const memo = this.shelves.end(key);
    this.#syncShelf(key);
    return memo;
  }

  putService(service: Service): Memo {
    const memo = this.services.put(service);
    this.#syncService(service.target);
    return memo;
  }

  endService(target: string): Memo {
    const memo = this.services.end(target);
    this.#syncService(target);
    return memo;
  }

  /** An alert with its moments moved; null: it has none. */
  moved(alert: Alert, by: Millis): { readonly alert: Alert; readonly memo: Memo } | null {
    const times = timesOf(alert);
    if (Object.values(times).every(each => each === null)) return null;
    const moved = movedTimes(times, by);
    this.#moved.set(alert.id, moved);
    const now = { ...alert, ...moved };
    this.due.set(`alert:${alert.id}`, dueAt(now));
    return { alert: now, memo: { key: KEY + alert.id, value: moved } };
  }

  /** Moves what is kept for no single alert; what can be taken back at once cannot be any more. */
  move(by: Millis): Memo[] {
    const forgotten = this.thoughts.ends().map(([id]) => this.endThought(id));
    const memos = [...this.shelves.move(by), ...this.services.move(by)];
    for (const [key] of this.shelves.ends()) this.#syncShelf(key);
    for (const { target } of this.services.list()) this.#syncService(target);
    return [...forgotten, ...memos];
  }

  memos(): Memo[] {
    const moved = Array.from(this.#moved, ([id, value]) => ({ key: KEY + id, value }));
    return [...this.shelves.memos(), ...this.services.memos(), ...this.thoughts.memos(), ...moved];
  }

  /** Puts stored things back; returns the stored alerts as they really are. */
  restore(alerts: readonly Alert[], memos: readonly Memo[]): readonly Alert[] {
    this.shelves.restore(memos);
    this.services.restore(memos);
    this.thoughts.restore(memos);
    for (const [key] of this.shelves.ends()) this.#syncShelf(key);
    for (const { target } of this.services.list()) this.#syncService(target);
    for (const [id, until] of this.thoughts.ends()) this.due.set(`undo:${id}`, until);
    const moved = new Map(memos.map(({ key, value }) => [key, value]));
    return alerts.map(stored => {
      this.ledger.restore(stored);
      const times = moved.get(KEY + stored.id) as Times | null | undefined;
      const alert = times ? { ...stored, ...times } : stored;
      if (times) this.#moved.set(stored.id, times);
      this.due.set(`alert:${stored.id}`, dueAt(alert));
      return alert;
    });
  }

  #syncShelf(key: string): void {
    const until = this.shelves.ends().find(([each]) => each === key)?.[1] ?? null;
    this.due.set(`shelf:${key}`, until);
  }

  #syncService(target: string): void {
    const service = this.services.of(target);
    const { remindAt = null } = service ?? {};
    const until = service?.outOfService.until ?? null;
    this.due.set(`service:${target}`, earliest(until, remindAt));
  }
}

/** When something is due about an alert: it is told again, or its report has not come. */
const dueAt = (alert: Alert): Instant | null =>
  alert.closedAt === null ? earliest(alert.realarmAt, reportAwaitedAt(alert)) : null;

const timesOf = ({ realarmAt, shelf, outOfService, incident }: Alert): Times => ({
  realarmAt,
  shelf,
  outOfService,
  incident,
});

const movedTimes = ({ realarmAt, shelf, outOfService, incident }: Times, by: Millis): Times => ({
  realarmAt: realarmAt === null ? null : after(realarmAt, by),
  shelf: shelf && movedShelf(shelf, by),
  outOfService: outOfService && movedService(outOfService, by),
  incident: incident?.reportDueAt ? { ...incident, reportDueAt: after(incident.reportDueAt, by) } : incident,
});

const earliest = (a: Instant | null, b: Instant | null): Instant | null =>
  a === null ? b : b === null ? a : a < b ? a : b;
