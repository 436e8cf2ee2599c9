import { expect } from "vitest";
import type { Sample } from "#gateway/ports/history.ts";
import { sampleLine } from "#gateway/stores/influx/series.ts";
import { instant } from "#rules/time/instant.ts";
import type { Range } from "../verify/fill-in.ts";
import { credentials, type Database } from "../verify/influx.ts";
import { ledgerSamples } from "./ledger.ts";

const minute = 60_000;
/** 17:00 in Shanghai on a summer workday. */
const start = Date.parse("2025-07-08T17:00:00+08:00");
const length = 180;
const closing = 30;

type Tags = Sample["tags"];
type Fields = Sample["fields"];

/**
 * Writes an evening of a small hall in the lines that the gateway makes: cooling set too low, a light left on, one door that
 * is unlocked and one that falls silent, and two weeks of its ledger. For tests of the boards that need no running gateway.
 * The database must be there; a VictoriaMetrics takes the same lines.
 */
export const writeEvening = async (database: Database, seed = 7): Promise<Range> => {
  const chance = seeded(seed);
  const end = start + length * minute;
  const lines = [
    ...Array.from({ length }, (_, at) => moment(at, chance)).flat(),
    ...ledgerSamples(end).map(sampleLine),
  ];
  const answer = await fetch(`${database.url}/write?db=${database.name}&precision=ms`, {
    method: "POST",
    headers: credentials(database),
    body: lines.join("\n"),
  });
  expect([answer.status, await answer.text()]).toEqual([204, ""]);
  return { from: start, to: end };
};

/** Everything that is written in one minute. */
const moment = (at: number, chance: () => number): readonly string[] => {
  const time = start + at * minute;
  const isClosed = at >= closing;
  const line = (measurement: string, tags: Tags, fields: Fields) =>
    sampleLine({ measurement, tags, fields, at: instant(time) });
  const states: string[] = [];
  const reading = (name: string, zone: string, equipment: string, role: string, value: number, state = 0) => {
    const tags = { site: "site-a", zone, equipment, point: `${equipment}.${role}` };
    states.push(line("signal", tags, { state }));
    return [state === 0 ? line(name, tags, { value }) : line("bad_reading", tags, { count: 1 })];
  };
  const silent = at > 60 ? 1 : 0;
  const readings = [
    ...reading("zone_air_temp", "hall", "hall", "temperature", 25 + chance()),
    ...reading("zone_air_temp", "hall", "AC-hall", "return_temperature", 24 + chance()),
    ...reading("zone_occupancy_count", "hall", "hall", "occupancy", isClosed ? 0 : Math.round(chance() * 12)),
    ...reading("outside_air_temp", "outside", "O1", "temperature", 31 + chance()),
    ...reading("ac_setpoint", "hall", "AC-hall", "setpoint", 24),
    ...reading("ac_mode", "hall", "AC-hall", "mode", 2),
    ...reading("elec_power_active", "hall", "AC-hall", "power", 4_000 + 200 * chance()),
    ...reading("elec_power_active", "equip", "M-main", "power", 6_000 + 300 * chance()),
    ...reading("elec_power_active", "equip", "SEC", "power", 120),
    ...reading("elec_energy_import", "equip", "M-main", "energy", 48_000 + at * 0.1),
    ...reading("elec_voltage", "equip", "M-main", "voltage", 229 + chance()),
    ...reading("elec_frequency", "equip", "M-main", "frequency", 50),
    ...reading("light_circuit_status", "off1", "L-off1", "state", 1),
    ...reading("light_circuit_power", "off1", "L-off1", "power", 180),
    ...reading("switch_status", "equip", "SEC", "state", 1),
    ...reading("door_contact", "hall", "D3", "contact", 0),
    ...reading("door_lock", "hall", "D3", "lock", 1),
    ...reading("door_contact", "back", "D4", "contact", 0, silent),
    ...reading("door_lock", "back", "D4", "lock", 0, silent),
    ...reading("window_contact", "off1", "W1", "contact", 0),
  ];
  const alert = (fact: string, target: string, zone: string, priority: number, state: number) => {
    const tags = { site: "site-a", zone, fact, target, priority: String(priority) };
    const fields = {
      state,
      label: "unacknowledged",
      acked: 0,
      service: 1,
      open: 1,
      opened: Date.parse("2025-07-08T09:45:00Z"),
      title: "标题",
      title_en: "Title",
      clauses: "GA-1.2-15",
      id: fact,
    };
    return line("alert", tags, fields);
  };
  const event = (fact: string, target: string, zone: string, priority: number) =>
    line(
      "alert_event",
      { site: "site-a", zone, fact, target, priority: String(priority) },
      { event: "raised", text: "标题", raised: 1 },
    );
  const verdict = (item: string, kind: string, zone: string, value: number) =>
    line("closing", { site: "site-a", zone, item, kind }, { verdict: value });
  const price = (fact: string, target: string, zone: string, kwh: number) =>
    line(
      "finding_price",
      { site: "site-a", zone, fact, target, priority: "3" },
      { kwh, cost: kwh * 0.8, kg_co2: kwh * 0.53, id: fact },
    );
  return [
    ...readings,
    ...states,
    ...(at >= 10 ? [price("cooling-setpoint-low", "AC-hall", "hall", (at - 10) * 0.02)] : []),
    line("backup", { site: "site-a" }, { age_h: 15 + at / 60, ok: 1 }),
    line(
      "gateway",
      { site: "site-a" },
      {
        readings: 3,
        queued: 0,
        lag_ms: 2,
        points_good: 16,
        points_stale: silent * 2,
        points_bad: 0,
        points_never: 0,
        alerts_open: (at >= 10 ? 1 : 0) + (at >= closing + 15 ? 2 : 0),
      },
    ),
    ...(at === 10 ? [event("cooling-setpoint-low", "AC-hall", "hall", 3)] : []),
    ...(at >= 10 ? [alert("cooling-setpoint-low", "AC-hall", "hall", 3, 1)] : []),
    ...(at === closing + 15 ? [event("door-unlocked", "D3", "hall", 2)] : []),
    ...(at >= closing + 15
      ? [alert("door-unlocked", "D3", "hall", 2, 1), alert("door-unlocked", "D4", "back", 2, 2)]
      : []),
    ...(isClosed
      ? [
          verdict("D3", "door", "hall", 1),
          verdict("D4", "door", "back", silent * 2),
          verdict("L-off1", "light", "off1", 1),
          line("closing_count", { site: "site-a" }, { pass: 1 - silent, fail: 2, unknown: silent }),
        ]
      : []),
  ];
};

/** Mulberry32: small, even, and the same everywhere. */
const seeded = (seed: number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};
