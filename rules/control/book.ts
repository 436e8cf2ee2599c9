import { type Done, type Entry, type Hall, NOTHING_DONE, type Paper } from "../routine/clerk.ts";
import { after, between, type Instant, type Millis } from "../time/instant.ts";
import { isUnproved, movedOrder } from "./life.ts";
import type { ControlOrder } from "./order.ts";
import { entryOf, isLedger, type Ledger, ledgerPaper, NO_LEDGER, orderOf, orderPaper } from "./papers.ts";

/** What happened to an order: a verb, by whom (null: by itself), and all that it says. */
type Happened = { readonly what: string; readonly by?: string | null; readonly detail?: unknown };

/** Orders of which something may still come, and what has to be known of all others; with what is being done to them. */
export class Book {
  readonly #orders = new Map<string, ControlOrder>();
  #ledger: Ledger = NO_LEDGER;
  #ledgerPaper: Paper | null = null;
  #entries: Entry[] = [];
  #papers = new Map<string, Paper>();

  /** In the order in which they were given. */
  orders(): readonly ControlOrder[] {
    return [...this.#orders.values()];
  }

  order(id: string): ControlOrder | undefined {
    return this.#orders.get(id);
  }

  /** Those of a point that people wait for: it is under way, or proposed. */
  running(point: string): readonly ControlOrder[] {
    return this.orders().filter(order => order.point === point && order.endedAt === null);
  }

  /** Commands of which it is not proved that they worked, and that nothing has put right since. */
  unproved(): readonly ControlOrder[] {
    return this.orders().filter(isUnproved);
  }

  /** When orders for a point went out, without one of them. */
  sent(point: string, without?: ControlOrder): readonly Instant[] {
    const all = this.#ledger.sent[point] ?? [];
    const own = without?.attempts[0]?.at;
    const index = own === undefined ? -1 : all.indexOf(own);
    return index < 0 ? all : all.toSpliced(index, 1);
  }

  /** Id of the next order: it counts for the business day, and no day comes twice though the clock is set back. */
  nextId(hall: Pick<Hall, "span" | "calendar" | "now">): string {
    const { businessDay } = hall.span;
    const isSame = businessDay <= this.#ledger.day;
    const day = isSame ? this.#ledger.day : businessDay;
    const count = isSame ? this.#ledger.count + 1 : 1;
    this.#keepLedger({ ...this.#ledger, day, count }, hall);
    return `control/${day}/${count}`;
  }

  /** Name of the person who decided about a point on this business day; null: nobody. */
  owner(point: string, { businessDay }: Hall["span"]): string | null {
    const owner = this.#ledger.owners?.[point];
    return owner?.day === businessDay ? owner.by : null;
  }

  /** An order for a point goes out for the first time. `by`: the person behind it; null: a rule alone. */
  noteSent(
    point: string,
    within: Millis,
    hall: Pick<Hall, "calendar" | "now" | "span">,
    by: string | null,
  ): void {
    const { sent, owners = {} } = this.#ledger;
    const recent = (sent[point] ?? []).filter(at => between(at, hall.now) < within);
    const owned = by === null ? owners : { ...owners, [point]: { by, day: hall.span.businessDay } };
    this.#keepLedger(
      { ...this.#ledger, sent: { ...sent, [point]: [...recent, hall.now] }, owners: owned },
      hall,
    );
  }

  put(order: ControlOrder, happened: Happened, at: Instant): void {
    this.#orders.set(order.id, order);
    this.#papers.set(order.id, orderPaper(order, true));
    this.#enter(order.id, happened, at);
  }

  /** Nothing more comes of it. Without `happened` its time is simply over, which nobody has to be told. */
  putAway(order: ControlOrder, happened?: Happened, at?: Instant): void {
    this.#orders.delete(order.id);
    this.#papers.set(order.id, orderPaper(order, false));
    if (happened && at !== undefined) this.#enter(order.id, happened, at);
  }

  move(hall: Pick<Hall, "calendar" | "now">, by: Millis): void {
    for (const order of this.orders()) {
      const moved = movedOrder(order, by);
      this.#orders.set(order.id, moved);
      this.#papers.set(order.id, orderPaper(moved, true));
    }
    if (Object.keys(this.#ledger.sent).length === 0) return;
    const sent = Object.entries(this.#ledger.sent).map(([id, all]) => [id, all.map(at => after(at, by))]);
    this.#keepLedger({ ...this.#ledger, sent: Object.fromEntries(sent) }, hall);
  }

  papers(): readonly Paper[] {
    return [
      ...(this.#ledgerPaper ? [this.#ledgerPaper] : []),
      ...this.orders().map(order => orderPaper(order, true)),
    ];
  }

  restore(papers: readonly Paper[]): void {
    const kept = papers.filter(({ kind }) => kind === "control").map(orderOf);
    for (const order of kept.toSorted((a, b) => a.orderedAt - b.orderedAt || numberOf(a) - numberOf(b)))
      this.#orders.set(order.id, order);
    this.#ledgerPaper = papers.find(isLedger) ?? null;
    if (this.#ledgerPaper) this.#ledger = this.#ledgerPaper.value as Ledger;
  }

  /** What was done since this was asked last. */
  done(): Done {
    if (this.#entries.length === 0 && this.#papers.size === 0) return NOTHING_DONE;
    const done = { ...NOTHING_DONE, entries: this.#entries, papers: [...this.#papers.values()] };
    this.#entries = [];
    this.#papers = new Map();
    return done;
  }

  #enter(paper: string, { what, by = null, detail = {} }: Happened, at: Instant): void {
    this.#entries.push(entryOf(paper, { what, at, by, detail }));
  }

  #keepLedger(ledger: Ledger, hall: Pick<Hall, "calendar" | "now">): void {
    this.#ledger = ledger;
    this.#ledgerPaper = ledgerPaper(ledger, hall);
    this.#papers.set("ledger", this.#ledgerPaper);
  }
}

const numberOf = ({ id }: ControlOrder): number => Number(id.slice(id.lastIndexOf("/") + 1));
