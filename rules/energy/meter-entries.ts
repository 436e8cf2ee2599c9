import { type Instant, toIso } from "../time/instant.ts";
import type { Counted, CounterEvent, CounterReading, Increment } from "./counter-state.ts";
import type { MeterEntry } from "./ledger.ts";

/** Who says something of a meter, and why: both as people read them. */
export type Sayer = { readonly by: string; readonly why: string };

type Around = {
  /** The last reading that was believed. */
  readonly before: CounterReading | null;
  /** What all of it added to the ledger. */
  readonly addedKwh: number;
  readonly sayer: Sayer | null;
};

/** What happened to a meter, as entries of the ledger. */
export const entriesOf = (
  meter: string,
  { increments, events }: Counted,
  around: Around,
): readonly MeterEntry[] => [
  ...increments.filter(({ why }) => why === "gap").map(increment => gapEntry(meter, increment)),
  ...events.map(event => entryOf(meter, event, { ...around, lost: lostIn(increments, event) })),
];

/** An id that is the same whenever the same thing of the same moment is booked. */
export const entryId = (meter: string, is: MeterEntry["is"], at: Instant): string =>
  `${meter}/${is}/${toIso(at)}`;

const lostIn = (increments: readonly Increment[], { is }: CounterEvent): Increment | undefined =>
  increments.find(({ why }) => why === is);

const gapEntry = (meter: string, { from, to, kWh }: Increment): MeterEntry => ({
  id: entryId(meter, "gap", from),
  meter,
  at: to,
  from,
  to,
  kWh,
  is: "gap",
  by: null,
  why: "",
});

const entryOf = (
  meter: string,
  event: CounterEvent,
  { before, addedKwh, sayer, lost }: Around & { readonly lost: Increment | undefined },
): MeterEntry => {
  const { is, at } = event;
  const id = entryId(meter, is, at);
  const found = { id, meter, at, is, by: null };
  const from = lost?.from ?? before?.at ?? at;
  switch (event.is) {
    case "glitch": {
      const shown = { is: "strays", readings: event.readings } as const;
      return { ...found, from: at, to: event.until, kWh: 0, shown, why: "" };
    }
    case "undone":
      return { ...found, from, to: at, kWh: addedKwh, why: "" };
    case "unclear":
      return { ...found, from, to: at, kWh: 0, why: "" };
    case "rollover":
    case "reset":
    case "step-back":
    case "replacement":
    case "jump": {
      const { fromKwh, toKwh } = event;
      const kWh = sayer ? addedKwh : (lost?.kWh ?? 0);
      const said = { by: sayer?.by ?? null, why: sayer?.why ?? "" };
      return { ...found, from, to: at, kWh, shown: { is: "stood", fromKwh, toKwh }, ...said };
    }
    default:
      return event satisfies never;
  }
};
