import { correctMeter, meterReplaced, type WireMeterList } from "#gateway/wire/energy.ts";
import type { Answer } from "./fake-accounts.ts";
import { FAKE_METERS, meterKwh } from "./fake-meter-tree.ts";

type Entry = WireMeterList["entries"][number];
const HOUR_MS = 3_600_000;

/** The meters of the demo hall, what happened to them, and what people put right. */
export class FakeMeters {
  #entries: readonly Entry[] = [];
  isNone = false;

  reset(): void {
    this.#entries = [];
    this.isNone = false;
  }

  list(now: number): WireMeterList {
    if (this.isNone) return { meters: [], entries: [] };
    return {
      meters: FAKE_METERS.map(meter => {
        const { id, name, zone, use, is, under } = meter;
        const isCounter = is === "counter";
        const stands = id === "M-main" ? 48_211.4 : 9_120.7;
        const hours = Array.from({ length: 18 }, (_, hour) => meterKwh(meter, "2025-07-08", hour + 0.5));
        return {
          meter: id,
          ...{ name, zone, use, is, under },
          plus: is === "virtual" ? ["M-main"] : [],
          minus: is === "virtual" ? ["M-light", "AC-hall", "AC-off1"] : [],
          stands: isCounter ? { kWh: stands, at: iso(now - 6_000) } : null,
          countedKwh: isCounter ? stands * 0.6 : null,
          isAtLeast: id === "AC-off1",
          isAtMost: is === "virtual",
          todayKwh: hours.reduce((sum, each) => sum + each, 0),
          powerW: id === "AC-off1" ? null : 1000 * meterKwh(meter, "2025-07-08", 18),
          isDoubted: id === "M-light",
        };
      }),
      entries: [
        ...this.#entries,
        entry("M-main", now - 5 * HOUR_MS, 2, 13.2, "gap", {
          zh: "期间没有读数；其间走的电量按时间平均分摊",
          en: "nothing was heard; what was counted meanwhile is spread evenly",
        }),
        entry("M-light", now - 40 * HOUR_MS, 0, 0, "reset", {
          zh: "从 0 重新走起：从 9071.3 到 0.2 kWh",
          en: "it began again at 0: from 9071.3 to 0.2 kWh",
        }),
      ],
    };
  }

  do(meter: string, verb: string, body: unknown, now: number): Answer {
    const known = FAKE_METERS.find(({ id }) => id === meter);
    if (!known) return { status: 404, value: { error: "NO_METER", message: `there is no meter ${meter}` } };
    if (verb === "correct") {
      const { by, from, to, kWh, why, id = `correction/${now}` } = correctMeter.parse(body);
      this.#entries = [
        { id, meter, at: iso(now), from, to, kWh, is: "correction", by, told: null, why },
        ...this.#entries,
      ];
    } else {
      const { by, at, startKwh, why, id = `replaced/${now}` } = meterReplaced.parse(body);
      if (known.is !== "counter")
        return { status: 409, value: { error: "REFUSED", message: `${meter} does not count` } };
      const added = { id, meter, at: iso(now), from: at, to: at, kWh: 0, is: "replacement", by };
      const told = {
        zh: `换成了另一块表：起始 ${startKwh} kWh`,
        en: `another meter is in its place: it began at ${startKwh} kWh`,
      };
      this.#entries = [{ ...added, told, why }, ...this.#entries];
    }
    return { status: 200, value: this.list(now) };
  }
}

const entry = (
  meter: string,
  from: number,
  hours: number,
  kWh: number,
  is: string,
  told: Entry["told"],
): Entry => ({
  id: `${meter}/${is}`,
  ...{ meter, kWh, is, told, why: "", by: null },
  at: iso(from + hours * HOUR_MS),
  from: iso(from),
  to: iso(from + hours * HOUR_MS),
});

const iso = (at: number): string => new Date(at).toISOString();
