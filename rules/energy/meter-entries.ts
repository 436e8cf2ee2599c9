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
  why: "nothing was heard; what was counted meanwhile is spread evenly",
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
      const told = event.readings === 1 ? "once" : `${event.readings} times`;
      const why = `it told what does not fit ${told}, and went on as before; nothing was counted for it`;
      return { ...found, from: at, to: event.until, kWh: 0, why };
    }
    case "undone":
      return {
        ...found,
        from,
        to: at,
        kWh: addedKwh,
        why: "it goes on from before the last break, which was none",
      };
    case "unclear": {
      const why = "no two readings agree, or it counts faster than it can: nothing is counted until they do";
      return { ...found, from, to: at, kWh: 0, why };
    }
    case "rollover":
    case "reset":
    case "step-back":
    case "replacement":
    case "jump": {
      const stands = `from ${figure(event.fromKwh)} to ${figure(event.toKwh)} kWh`;
      const why = sayer?.why || `${WHAT[event.is]}: ${stands}`;
      return { ...found, from, to: at, kWh: sayer ? addedKwh : (lost?.kWh ?? 0), by: sayer?.by ?? null, why };
    }
    default:
      return event satisfies never;
  }
};

const WHAT: Readonly<Record<Exclude<CounterEvent["is"], "glitch" | "undone" | "unclear">, string>> = {
  rollover: "it began its next round",
  reset: "it began again at 0",
  "step-back": "it went back by what it had not saved",
  replacement: "another meter is in its place",
  jump: "it goes on elsewhere, and nobody knows why",
};

/** As many digits as a counter has. */
const figure = (kWh: number): string => String(Math.round(kWh * 1_000) / 1_000);
