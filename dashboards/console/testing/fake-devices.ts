import type { WireDevice, WireDeviceList, WireDeviceRead, WireSource } from "#gateway/wire/device.ts";
import type { WireHall } from "#gateway/wire/hall.ts";
import type { WireHealth } from "#gateway/wire/health.ts";
import type { WirePoint } from "#gateway/wire/point.ts";

type World = {
  readonly hall: WireHall;
  readonly now: number;
  readonly points: ReadonlyMap<string, WirePoint>;
};

const iso = (at: number): string => new Date(at).toISOString();
const PROFILES: Readonly<Record<string, string>> = {
  meter: "eastron-sdm630",
  "air-conditioner": "coolautomation-coolmasternet",
};

/** The devices of the fake hall, from what its points are worth. */
export const fakeDevices = ({ hall, now, points }: World): WireDeviceList => {
  const byDevice = Map.groupBy(points.values(), ({ owner, via }) => `${owner} ${via}`);
  const devices = [...byDevice.values()].map((of): WireDevice => deviceOf(of, hall, now));
  const vias = [
    ...new Set(devices.map(({ via }) => via).filter(via => via.startsWith("modbus:"))),
  ].toSorted();
  const isDown = (via: string) =>
    devices.filter(device => device.via === via).every(({ points: { good } }) => good === 0);
  const source = (id: string, more: Partial<WireSource>): WireSource => ({
    id,
    state: "up",
    since: iso(now - 26 * 3_600_000),
    lastError: "",
    counts: {},
    gauges: {},
    ...more,
  });
  const lines = [...new Set(vias.map(via => via.split("/")[0] ?? via))];
  return {
    devices,
    sources: [
      ...lines.map(line => {
        const down = vias.filter(via => via.startsWith(`${line}/`) && isDown(via));
        return source(line, {
          gauges: { utilisationPercent: 34.5, cycleMs: 4_200, unitsDown: down.length },
        });
      }),
      ...vias.map((via, place) =>
        source(via, {
          ...(isDown(via) && { state: "down" as const, lastError: `${via}: no answer in 1 s` }),
          gauges: { answerMs: 38 + place, successPercent: isDown(via) ? 0 : 99.8 },
        }),
      ),
      source("mqtt", {
        counts: { denied: 31, limited: 2, oversized: 0, clients: 24, "client D7": 30, "client <b>me": 3 },
        lastError: "site-a/door/D9: D7 may not publish it",
      }),
    ],
    unknown: [
      {
        name: "zigbee2mqtt/hall-2/door-north",
        family: "zigbee2mqtt",
        profiles: ["aqara-mccgq11lm", "tuya-zd08"],
        messages: 412,
        lastAt: iso(now - 40_000),
      },
      {
        name: "factory/<img src=x onerror=alert(1)>",
        family: null,
        profiles: [],
        messages: 3,
        lastAt: iso(now - 7_200_000),
      },
    ],
    at: iso(now),
  };
};

const deviceOf = (of: readonly WirePoint[], hall: WireHall, now: number): WireDevice => {
  const { owner = "", via = "", zone = "" } = of[0] ?? {};
  const thing = hall.equipment.find(({ id }) => id === owner);
  const count = (state: WirePoint["state"]) => of.filter(each => each.state === state).length;
  const heard = Math.max(...of.map(({ at }) => (at === null ? 0 : Date.parse(at))));
  const shortest = Math.min(...of.map(({ staleAfterSeconds }) => staleAfterSeconds)) * 1000;
  return {
    id: owner,
    name: thing?.name ?? hall.zones.find(({ id }) => id === owner)?.name ?? { zh: owner, en: owner },
    zone,
    kind: thing?.kind ?? "zone",
    profile: PROFILES[thing?.kind ?? ""] ?? null,
    via,
    heardAt: heard === 0 ? null : iso(heard),
    points: {
      total: of.length,
      good: count("good"),
      stale: count("stale"),
      bad: count("bad"),
      never: count("never"),
    },
    silence: heard === 0 ? null : Math.round((100 * (now - heard)) / shortest) / 100,
    reasons: [...new Set(of.flatMap(({ state, reason }) => (state === "good" ? [] : (reason ?? []))))].slice(
      0,
      3,
    ),
    battery: thing?.kind === "door" ? 83 : null,
  };
};

/** What one device says when it is asked; its first point says nothing where that cannot be trusted. */
export const fakeDeviceRead = (
  device: string,
  { now, points }: Omit<World, "hall">,
): WireDeviceRead | null => {
  const own = [...points.values()].filter(({ owner, via }) => owner === device && via.startsWith("modbus:"));
  if (own.length === 0) return null;
  return {
    device,
    at: iso(now),
    points: own.map((point, place) => {
      const { value, word, unit, name, at, state } = point;
      const known = { point: point.point, name, value, at, state };
      const told = { ...(word !== undefined && { word }), ...(unit !== undefined && { unit }) };
      return state === "good"
        ? {
            point: point.point,
            name,
            raw: [
              {
                table: "holding" as const,
                address: 2 * place,
                words: [0, Math.max(0, Math.round((value ?? 0) * 10)) & 0xffff],
              },
            ],
            value,
            ...told,
            known: { ...known, ...told },
          }
        : {
            point: point.point,
            name,
            raw: [],
            value: null,
            reason: "no answer in 1 s",
            known: { ...known, ...told },
          };
    }),
  };
};

/** How the fake gateway itself does. */
export const fakeHealth = (problems: readonly string[], now: number): WireHealth => ({
  status: problems.length === 0 ? "ok" : "degraded",
  problems: [...problems],
  version: "0.6.0",
  at: iso(now),
  startedAt: iso(now - 74 * 3_600_000),
  points: { good: 0, stale: 0, bad: 0, never: 0 },
  rules: { instances: 0, yes: 0, no: 0, unknown: 0, notInForce: 0 },
  sources: [],
  stores: [
    { id: "sqlite", state: "up", since: iso(now - 74 * 3_600_000), lastError: "", counts: {} },
    { id: "influxdb", state: "up", since: iso(now - 3_600_000), lastError: "", counts: {} },
  ],
  late: { received: 0, known: 0, unjudged: 0, waiting: 0, replays: 0, found: 0 },
  kept: {
    recordDays: 400,
    readingsDays: 400,
    minutesDays: 100,
    quartersDays: 3_650,
    historyBytes: 1_240_000_000,
    backup: { is: "made", ageHours: 15.6, isOld: false },
    clockOffsetSeconds: 0,
  },
  loop: { queued: 0, readings: 0, coalesced: 0, lagMs: 3 },
});
