import type { Entry, Hall, Paper } from "../routine/clerk.ts";
import type { Instant } from "../time/instant.ts";
import type { ControlOrder } from "./order.ts";

/** What is known of orders that are over: how many there were on a business day, and when which point was switched. */
export type Ledger = {
  readonly day: string;
  readonly count: number;
  /** By id of the point, as far back as its rate counts. */
  readonly sent: Readonly<Record<string, readonly Instant[]>>;
  /** By id of the point: the person who decided about it last, and on which business day. Absent: nobody has. */
  readonly owners?: Readonly<Record<string, { readonly by: string; readonly day: string }>>;
};

export const NO_LEDGER: Ledger = { day: "", count: 0, sent: {} };
const LEDGER = "controls";

/** An order as it is kept. It stays open while something may still come of it: a proof, an undoing, an alert that ends. */
export const orderPaper = (order: ControlOrder, isOpen: boolean): Paper => ({
  kind: "control",
  id: order.id,
  day: order.id.split("/")[1] ?? "",
  at: order.orderedAt,
  isOpen,
  value: order,
});

/** The ledger as it is kept: a note of the clerk, under the kind of days. */
export const ledgerPaper = (ledger: Ledger, { calendar, now }: Pick<Hall, "calendar" | "now">): Paper => ({
  kind: "day",
  id: LEDGER,
  day: calendar.dateAt(now),
  at: now,
  isOpen: true,
  value: ledger,
});

export const isLedger = ({ kind, id }: Pick<Paper, "kind" | "id">): boolean =>
  kind === "day" && id === LEDGER;

/** The order of a paper of kind `control`. */
export const orderOf = ({ value }: Paper): ControlOrder => value as ControlOrder;

/** What happened to an order, for the trail. */
export const entryOf = (
  paper: string,
  { what, at, by, detail }: { what: string; at: Instant; by: string | null; detail: unknown },
): Entry => ({ is: "entry", kind: "control", paper, what, at, by, detail });
