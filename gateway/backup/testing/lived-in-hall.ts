import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { connectAsync } from "mqtt";
import { type RunningHall, startHall } from "../../app/testing/running-hall.ts";

/** The secrets of those who sign in this hall, by id. */
export const SECRETS = { G1: "258036", H1: "314159", S1: "271828" } as const;

type Signer = keyof typeof SECRETS;

/** A hall with a door to lock, an extinguisher, a meter and people who sign; backed up at half past two. */
const siteText = (mqtt: string, backups: string): string => `hallwatch: 1
site: { id: office, name: { zh: 办公室, en: Office }, timezone: Asia/Shanghai, packs: [service-hall] }
calendar: { holidays: none, staff_from: "07:50", week: { mon-sun: ["08:30-12:00", "14:00-17:30"] } }
photos: true
backup: { to: ${JSON.stringify(backups)}, at: "02:30", keep: 3 }
people:
  - { id: G1, name: 王伟, roles: [guard] }
  - { id: H1, name: 赵敏, roles: [hall-director] }
  - { id: S1, name: 周杰, roles: [staff] }
sources: { mqtt: ${mqtt} }
zones:
  hall: { name: { zh: 大厅, en: Hall } }
equipment:
  D1: { kind: door, zone: hall, name: { zh: 大门, en: Front door }, mqtt: { topic: office/D1 }, points: { contact: { path: $.contact, values: { OPEN: open, CLOSED: closed } }, lock: { path: $.lock, values: { LOCKED: locked, UNLOCKED: unlocked } } } }
  M1: { kind: meter, zone: hall, name: { zh: 总表, en: Main meter }, mqtt: { topic: office/M1 }, points: { energy: { path: $.kwh }, power: { path: $.w } } }
  X1: { kind: extinguisher, zone: hall, name: { zh: 灭火器, en: Extinguisher }, register: { agent: powder, made_on: 2022-03-01, inspected_on: 2025-07-07 }, mqtt: { topic: office/X1 }, points: { pressure: { path: $.gauge, values: { GREEN: normal, RED: low } } } }
`;

/**
 * Starts the hall on new files.
 *
 * @param begin  hall time, on Tuesday: `17:40`; beyond 24 on the days after
 * @param speed  how much faster its clock runs
 */
export const startNew = (data: string, backups: string, begin: string, speed = 1): Promise<RunningHall> =>
  startHall({
    begin,
    speed,
    data,
    write: (directory, mqtt) => {
      const config = join(directory, "site.yaml");
      writeFileSync(config, siteText(mqtt, backups));
      return config;
    },
  });

/** Starts a hall by a site file that is there: only its port is another, since the one that it names may be taken. */
export const startAs = (data: string, siteFile: string, begin: string): Promise<RunningHall> =>
  startHall({
    begin,
    data,
    write: (_, mqtt) => {
      writeFileSync(siteFile, readFileSync(siteFile, "utf8").replace(/\{ broker: embedded[^}]*\}/, mqtt));
      return siteFile;
    },
  });

/** Puts messages of devices onto a hall's broker. */
export const hear = async (
  { mqttUrl }: RunningHall,
  messages: Readonly<Record<string, object>>,
): Promise<void> => {
  const device = await connectAsync(mqttUrl);
  for (const [id, message] of Object.entries(messages))
    await device.publishAsync(`office/${id}`, JSON.stringify(message), { qos: 1 });
  await device.endAsync();
};

/** What one person sees and does over the API of a hall. */
export type Seat = {
  get<T>(path: string): Promise<T>;
  /** The bytes of an answer. @throws {Error} when it is not answered with 200 */
  file(path: string): Promise<Buffer>;
  status(path: string): Promise<number>;
  /** @throws {Error} when it is not answered with 200 */
  post<T>(path: string, body: object | Buffer<ArrayBuffer>): Promise<T>;
};

/** Signs somebody in. */
export const seatOf = async ({ api }: RunningHall, person: Signer): Promise<Seat> => {
  const json = { "content-type": "application/json" };
  const body = JSON.stringify({ person, secret: SECRETS[person] });
  const session = await fetch(`${api.url}/api/session`, { method: "POST", headers: json, body });
  const cookie = session.headers.get("set-cookie")?.split(";")[0] ?? "";
  const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${api.url}/api${path}`, { ...init, headers: { ...init.headers, cookie } });
  const granted = async (path: string, init?: RequestInit): Promise<Response> => {
    const answer = await ask(path, init);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  return {
    get: async <T>(path: string) => (await (await granted(path)).json()) as T,
    file: async path => Buffer.from(await (await granted(path)).arrayBuffer()),
    status: async path => (await ask(path)).status,
    post: async <T>(path: string, asked: object) => {
      const isPicture = Buffer.isBuffer(asked);
      const headers = isPicture ? { "content-type": "image/jpeg" } : json;
      const sent = isPicture ? new Uint8Array(asked) : JSON.stringify(asked);
      return (await (await granted(path, { method: "POST", headers, body: sent })).json()) as T;
    },
  };
};
