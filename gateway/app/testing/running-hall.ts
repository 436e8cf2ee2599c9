import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pino from "pino";
import { type Instant, instant } from "#rules/time/instant.ts";
import { apiOf } from "../../cli/testing/running.ts";
import { loadHall } from "../../config/load-hall.ts";
import { rulesSource } from "../../config/rules-anew.ts";
import { type Clock, scaledClock } from "../../ports/clock.ts";
import { freePort } from "../../stores/testing/child-server.ts";
import { temporary } from "../../stores/testing/temporary.ts";
import { Gateway } from "../gateway.ts";

/** Extinguishers raise an alert at once; the light needs five minutes; the rest is there to be ill-treated. */
const siteText = (mqtt: string): string => `hallwatch: 1
site: { id: office, name: { zh: 办公室, en: Office }, timezone: Asia/Shanghai, packs: [generic, service-hall] }
calendar:
  holidays: china
  staff_from: "07:50"
  week: { mon-fri: ["08:30-12:00", "14:00-17:30"], sat-sun: closed }
  seasons: { summer: 06-01..09-30 }
people: [{ id: G1, name: 王伟, roles: [guard] }]
sources: { mqtt: ${mqtt} }
zones:
  room:
    name: { zh: 房间, en: Room }
    mqtt: { topic: office/room, time: $.ts }
    points: { occupancy: { path: $.people }, temperature: { path: $.temp } }
equipment:
  L1: { kind: light-circuit, zone: room, name: { zh: 灯, en: Light }, mqtt: { topic: office/L1, time: $.ts }, points: { power: { path: $.power } } }
  M1: { kind: meter, zone: room, name: { zh: 电表, en: Meter }, mqtt: { topic: office/M1, time: $.ts }, points: { power: { path: $.power } } }
  D1: { kind: door, zone: room, name: { zh: 门, en: Door }, mqtt: { topic: office/D1 }, points: { contact: { path: $.contact, values: { OPEN: open, CLOSED: closed } }, lock: { path: $.lock, values: { LOCKED: locked, UNLOCKED: unlocked } } } }
  ALARM: { kind: alarm-panel, zone: room, name: { zh: 报警主机, en: Alarm panel }, mqtt: { topic: office/alarm }, points: { arm: { path: $.arm } } }
${["X1", "X2", "X3"].map(extinguisher).join("\n")}
`;

const extinguisher = (id: string): string =>
  `  ${id}: { kind: extinguisher, zone: room, name: { zh: 灭火器, en: Extinguisher }, register: { agent: powder, made_on: 2022-03-01, inspected_on: 2025-07-07 }, mqtt: { topic: office/${id} }, points: { pressure: { path: $.gauge, values: { GREEN: normal, RED: low } } } }`;

export type RunningHall = {
  readonly clock: Clock;
  readonly mqttUrl: string;
  readonly api: ReturnType<typeof apiOf>;
  /** A file in this directory is nobody's business; the console's own files are in `console/` below it. */
  readonly files: string;
  stop(): Promise<void>;
};

/**
 * A gateway in this process with real sockets, stores and files. Without a broker of its own it has the embedded one.
 *
 * @param begin  hall time at start, a Tuesday in summer: `11:59`
 * @param data   where it keeps its data; removed afterwards unless it was given
 */
export const startHall = async ({
  begin = "11:00",
  speed = 1,
  data,
  broker,
  write = officeFiles,
}: {
  readonly begin?: string;
  readonly speed?: number;
  readonly data?: string;
  readonly broker?: string;
  /** Writes the hall's files and returns the path of its site file. */
  readonly write?: (directory: string, mqtt: string) => string;
} = {}): Promise<RunningHall> => {
  const { directory: files, remove } = temporary();
  const port = await freePort();
  const consoleDirectory = join(files, "console");
  mkdirSync(consoleDirectory);
  writeFileSync(join(consoleDirectory, "index.html"), "<title>Hallwatch</title>");
  const config = write(files, broker ? `{ broker: "${broker}" }` : `{ broker: embedded, port: ${port} }`);
  const loaded = await loadHall(config);
  if (loaded.is === "refused") throw new Error(loaded.problems.map(({ message }) => message).join("\n"));
  const clock = scaledClock({ start: hallTime(begin), origin: instant(Date.now()), speed });
  const gateway = new Gateway({
    hall: loaded.hall,
    rules: rulesSource(config),
    directory: data ?? join(files, "data"),
    http: { host: "127.0.0.1", port: 0 },
    consoleDirectory,
    clock,
    speed,
    log: pino({ level: "silent" }),
    version: "0.0.0",
  });
  const url = await gateway.start();
  return {
    clock,
    mqttUrl: broker ?? `mqtt://127.0.0.1:${port}`,
    api: apiOf(Number(new URL(url).port)),
    files,
    stop: async () => {
      await gateway.stop();
      remove();
    },
  };
};

const officeFiles = (directory: string, mqtt: string): string => {
  const config = join(directory, "site.yaml");
  writeFileSync(config, siteText(mqtt));
  return config;
};

/** Hours beyond 24 are those of the days after. */
const hallTime = (time: string): Instant => {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return instant(Date.parse("2025-07-08T00:00:00+08:00") + (hour * 60 + minute) * 60_000);
};
