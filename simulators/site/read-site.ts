import { parse } from "yaml";
import { z } from "zod";
import { minutesOf, weekdaysOf, windowsOf } from "./hours.ts";
import { jsonPath } from "./json-path.ts";
import type { Broker, HallPlan, Hours, ModbusPoint, MqttPoint, PointPlan, Table, Thing } from "./plan.ts";

const day = z.union([z.string(), z.array(z.string())]);
const word = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const common = {
  values: z.record(z.string(), word).optional(),
  scale: z.number().optional(),
};
const mqtt = z.looseObject({
  ...common,
  topic: z.string(),
  path: z.string().optional(),
  time: z
    .union([z.string(), z.looseObject({ path: z.string(), form: z.enum(["iso", "ms", "s"]).default("iso") })])
    .optional(),
  availability: z
    .looseObject({
      topic: z.string(),
      online: word.default("online"),
      offline: word.default("offline"),
    })
    .optional(),
});
const address = z.int().min(0).max(65_535);
const modbus = z.looseObject({
  ...common,
  line: z.string(),
  unit: z.int().min(0).max(255),
  coil: address.optional(),
  discrete: address.optional(),
  holding: address.optional(),
  input: address.optional(),
  type: z.enum(["bit", "u16", "i16", "u32", "i32", "f32", "u64", "i64", "f64"]).optional(),
  bit: z.int().min(0).max(15).default(0),
  words: z.enum(["big", "little"]).default("big"),
  offset: z.number().default(0),
});
const some = z.record(z.string(), z.unknown());
const owner = z.looseObject({
  kind: z.string().default("zone"),
  zone: z.string().optional(),
  always_on: z.boolean().default(false),
  mqtt: some.optional(),
  modbus: some.optional(),
  points: z.record(z.string(), some.nullable()).default({}),
});
const site = z.looseObject({
  site: z.looseObject({ id: z.string(), timezone: z.string() }),
  calendar: z.looseObject({
    staff_from: z.string().optional(),
    week: z.record(z.string(), day),
    dates: z.record(z.string(), day).default({}),
  }),
  sources: z
    .looseObject({
      mqtt: some.optional(),
      modbus: z.record(z.string(), z.looseObject({ host: z.string(), port: z.int().min(0) })).default({}),
    })
    .default({ modbus: {} }),
  zones: z.record(z.string(), owner),
  equipment: z.record(z.string(), owner).default({}),
});
const broker = z.looseObject({
  broker: z.string().default("embedded"),
  host: z.string().default("127.0.0.1"),
  port: z.int().default(1883),
  url: z.string().optional(),
  version: z.union([z.literal(4), z.literal(5)]).default(4),
  username: z.string().optional(),
  password_env: z.string().optional(),
});

/**
 * Reads as much of a site file as devices need. It is lenient about the rest: judging a site file is the gateway's
 * `check`, and its code is not shared with the simulators on purpose.
 *
 * @param text      the YAML of the site file
 * @throws {Error}  naming the place and what is wrong, when a device cannot be made of it
 */
export const readSite = (text: string): HallPlan => {
  const file = shaped(site, parse(text), "");
  const zones = Object.entries(file.zones).map(([id, zone]) =>
    thing({ ...zone, kind: "zone", zone: id }, id),
  );
  const equipment = Object.entries(file.equipment).map(([id, entry]) => thing(entry, id));
  const things = [...zones, ...equipment];
  for (const { id, zone } of equipment)
    if (!(zone in file.zones)) throw new Error(`equipment.${id}.zone: there is no zone "${zone}"`);
  for (const { owner, role, source } of things.flatMap(({ points }) => points))
    if (source.is === "modbus" && !(source.line in file.sources.modbus))
      throw new Error(`${owner}.${role}: sources.modbus has no line "${source.line}"`);
  return {
    id: file.site.id,
    timeZone: zoneName(file.site.timezone),
    hours: hours(file.calendar),
    broker: file.sources.mqtt ? brokerOf(shaped(broker, file.sources.mqtt, "sources.mqtt")) : null,
    lines: file.sources.modbus,
    things,
  };
};

const thing = (entry: z.infer<typeof owner>, id: string): Thing => ({
  id,
  kind: entry.kind,
  zone: entry.zone ?? "",
  alwaysOn: entry.always_on,
  points: Object.entries(entry.points).map(([role, own]) => point(id, role, entry, own ?? {})),
});

const point = (
  id: string,
  role: string,
  entry: z.infer<typeof owner>,
  own: Record<string, unknown>,
): PointPlan => {
  const place = `${id}.${role}`;
  const ownWay = own.modbus ? "modbus" : own.mqtt ? "mqtt" : null;
  const way = ownWay ?? (entry.modbus ? "modbus" : "mqtt");
  const all = { ...entry[way], ...own, ...(own[way] as Record<string, unknown> | undefined) };
  const source =
    way === "modbus"
      ? modbusPoint(shaped(modbus, all, place), place)
      : mqttPoint(shaped(mqtt, all, place), place);
  return { owner: id, role, source };
};

const mqttPoint = (raw: z.infer<typeof mqtt>, place: string): MqttPoint => {
  const path = (text: string) => placed(place, () => jsonPath(text));
  const time = typeof raw.time === "string" ? { path: raw.time, form: "iso" as const } : raw.time;
  return {
    is: "mqtt",
    topic: concrete(raw.topic),
    path: raw.path === undefined ? [] : path(raw.path),
    values: raw.values ?? {},
    scale: raw.scale ?? 1,
    time: time ? { path: path(time.path), form: time.form } : null,
    availability: raw.availability ? { ...raw.availability, topic: concrete(raw.availability.topic) } : null,
  };
};

const modbusPoint = (raw: z.infer<typeof modbus>, place: string): ModbusPoint => {
  const tables: readonly Table[] = ["coil", "discrete", "holding", "input"];
  const [table, ...more] = tables.filter(name => raw[name] !== undefined);
  if (table === undefined || more.length > 0)
    throw new Error(`${place}: one of coil, discrete, holding or input says the address`);
  return {
    is: "modbus",
    line: raw.line,
    unit: raw.unit,
    table,
    address: raw[table] ?? 0,
    type: raw.type ?? (table === "coil" || table === "discrete" ? "bit" : "u16"),
    bit: raw.bit,
    words: raw.words,
    scale: raw.scale ?? 1,
    offset: raw.offset,
    values: raw.values ?? {},
  };
};

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
  url: raw.url ?? (raw.broker.includes("://") ? raw.broker : `mqtt://${reachable(raw.host)}:${raw.port}`),
  version: raw.version,
  username: raw.username ?? null,
  passwordEnv: raw.password_env ?? null,
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
