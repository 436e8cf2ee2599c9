import { parse } from "yaml";
import type { z } from "zod";
import { minutesOf, weekdaysOf, windowsOf } from "./hours.ts";
import { jsonPath } from "./json-path.ts";
import type { Broker, HallPlan, Hours, ModbusPoint, MqttPoint, PointPlan, Table, Thing } from "./plan.ts";
import { pointsOf } from "./profile.ts";
import { broker, modbus, mqtt, type owner, site } from "./shape.ts";
import { factorsOf } from "./units.ts";

/**
 * Reads as much of a site file as devices need. It is lenient about the rest: judging a site file is the gateway's
 * `check`, and its code is not shared with the simulators on purpose.
 *
 * @param text       the YAML of the site file
 * @param directory  where it lies: paths to pages of its own begin there
 * @throws {Error}  naming the place and what is wrong, when a device cannot be made of it
 */
export const readSite = (text: string, directory = "."): HallPlan => {
  const file = shaped(site, parse(text), "");
  const zones = Object.entries(file.zones).map(([id, zone]) =>
    thing({ ...zone, kind: "zone", zone: id }, id, directory),
  );
  const equipment = Object.entries(file.equipment)
    .filter(([, { kind }]) => !OWN.includes(kind))
    .map(([id, entry]) => thing(entry, id, directory));
  const things = [...zones, ...equipment];
  for (const { id, zone } of equipment)
    if (!(zone in file.zones)) throw new Error(`equipment.${id}.zone: there is no zone "${zone}"`);
  for (const { owner, role, source } of things.flatMap(({ points }) => points)) {
    if (source.is === "modbus" && !(source.line in file.sources.modbus))
      throw new Error(`${owner}.${role}: sources.modbus has no line "${source.line}"`);
    if (source.is === "mqtt" && !file.sources.mqtt)
      throw new Error(`${owner}.${role}: it is on MQTT, but sources has no mqtt`);
  }
  return {
    id: file.site.id,
    timeZone: zoneName(file.site.timezone),
    hours: hours(file.calendar),
    broker: file.sources.mqtt ? brokerOf(shaped(broker, file.sources.mqtt, "sources.mqtt")) : null,
    lines: endpoints(file.sources.modbus),
    things,
  };
};

/** The lines that can be played: nobody answers on a serial port of this machine. */
const endpoints = (lines: z.infer<typeof site>["sources"]["modbus"]): HallPlan["lines"] =>
  Object.fromEntries(
    Object.entries(lines).flatMap(([id, { host, port, framing }]) =>
      host === undefined ? [] : [[id, { host, port, framing }]],
    ),
  );

/** What the gateway measures of itself: no device says it. */
const OWN = ["gateway", "line"];

const thing = (entry: z.infer<typeof owner>, id: string, directory: string): Thing => ({
  id,
  kind: entry.kind,
  zone: entry.zone ?? "",
  alwaysOn: entry.always_on,
  points: Object.entries(placed(id, () => pointsOf(entry, directory))).flatMap(([role, own]) =>
    isAnswer(role, entry, own) ? [] : [point(id, role, entry, own)],
  ),
});

/** That a unit is online is no register of it: it answers. */
const isAnswer = (role: string, entry: z.infer<typeof owner>, own: Record<string, unknown>): boolean =>
  role === "online" &&
  entry.modbus !== undefined &&
  entry.mqtt === undefined &&
  !TABLES.some(table => table in own) &&
  !("topic" in own);

/** A point is read over Modbus when it has a register, else over MQTT. Its own words go before its owner's. */
const point = (
  id: string,
  role: string,
  entry: z.infer<typeof owner>,
  own: Record<string, unknown>,
): PointPlan => {
  const place = `${id}.${role}`;
  if (!TABLES.some(table => table in own))
    return { owner: id, role, source: mqttPoint(shaped(mqtt, { ...entry.mqtt, ...own }, place), place) };
  const { unit: unitId, ...block } = { ...entry.modbus, ...(isRecord(own.modbus) ? own.modbus : {}) };
  const raw = shaped(modbus, { ...block, ...own, unit_id: unitId }, place);
  return { owner: id, role, source: modbusPoint(raw, place) };
};

const TABLES: readonly Table[] = ["coil", "discrete", "holding", "input"];

const mqttPoint = (raw: z.infer<typeof mqtt>, place: string): MqttPoint => {
  const { topic, values, time, time_form: form, availability } = raw;
  const path = (text: string) => placed(place, () => jsonPath(text));
  return {
    is: "mqtt",
    topic: concrete(topic),
    path: path(raw.path),
    values,
    ...placed(place, () => factorsOf(raw, raw.unit)),
    time: time === null ? null : { path: path(time), form },
    availability,
  };
};

const modbusPoint = (raw: z.infer<typeof modbus>, place: string): ModbusPoint => {
  const [table, second] = TABLES.filter(name => raw[name] !== undefined);
  if (table === undefined || second !== undefined)
    throw new Error(`${place}: "${table}" and "${second}" are both here: a point is read from one place`);
  const isBit = table === "coil" || table === "discrete" || raw.bit !== undefined;
  return {
    is: "modbus",
    line: raw.line,
    unit: raw.unit_id,
    table,
    address: raw[table] ?? 0,
    type: raw.type ?? (isBit ? "bit" : "u16"),
    bit: raw.bit ?? 0,
    words: raw.words,
    ...(raw.bytes === "little" ? { bytes: raw.bytes } : {}),
    ...(raw.otherwise === undefined ? {} : { otherwise: raw.otherwise }),
    ...besideOf(raw, table),
    ...placed(place, () => factorsOf(raw, raw.unit)),
    values: raw.values,
  };
};

/** Where what is subtracted lies, and what the number is multiplied with. */
const besideOf = (
  raw: z.infer<typeof modbus>,
  table: Table | undefined,
): Pick<ModbusPoint, "minus" | "factor"> => {
  const place = (part: NonNullable<typeof raw.minus>) => ({
    table:
      part.holding !== undefined
        ? ("holding" as const)
        : part.input !== undefined
          ? ("input" as const)
          : (table ?? "holding"),
    address: part.holding ?? part.input ?? 0,
    type: part.type ?? raw.type ?? "u16",
    words: part.words ?? raw.words,
    ...((part.bytes ?? raw.bytes) === "little" ? { bytes: "little" as const } : {}),
  });
  return {
    ...(raw.minus === undefined ? {} : { minus: place(raw.minus) }),
    ...(raw.factor === undefined ? {} : { factor: { ...place(raw.factor), form: raw.factor.as } }),
  };
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const hours = ({ staff_from, week, dates }: z.infer<typeof site>["calendar"]): Hours => {
  const plan = Array.from({ length: 7 }, (): Hours["week"][number] => []);
  for (const [key, windows] of Object.entries(week))
    for (const weekday of placed("calendar.week", () => weekdaysOf(key)))
      plan[weekday] = placed(`calendar.week.${key}`, () => windowsOf(windows));
  const singles = Object.entries(dates).map(([date, windows]) => [
    date,
    placed(`calendar.dates.${date}`, () => windowsOf(windows)),
  ]);
  return {
    staffFrom: staff_from === undefined ? null : minutesOf(staff_from),
    week: plan,
    dates: Object.fromEntries(singles),
  };
};

const brokerOf = (raw: z.infer<typeof broker>): Broker => ({
  url: raw.broker === "embedded" ? `mqtt://${reachable(raw.host)}:${raw.port}` : raw.broker,
  version: raw.version === 5 ? 5 : 4,
  username: raw.username,
  passwordEnv: raw.password_env,
});

/** A broker that listens on every address is reached on the loopback one. */
const reachable = (host: string): string =>
  host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "[::1]" : host;

/** A device publishes on one topic: wildcards of the site file's filter become the word `sim`. */
const concrete = (filter: string): string => filter.replace(/[+#]/g, "sim");

const zoneName = (name: string): string =>
  placed("site.timezone", () => new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone);

const shaped = <T>(shape: z.ZodType<T>, value: unknown, place: string): T => {
  const seen = shape.safeParse(value);
  if (seen.success) return seen.data;
  const [issue] = seen.error.issues;
  const where = [place, ...(issue?.path ?? [])].filter(step => step !== "").join(".");
  throw new Error(`${where}: ${issue?.message}`);
};

const placed = <T>(place: string, read: () => T): T => {
  try {
    return read();
  } catch (cause) {
    throw new Error(`${place}: ${(cause as Error).message}`, { cause });
  }
};
