import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { giveAccounts } from "../../accounts/testing/given-accounts.ts";
import { temporary } from "../../stores/testing/temporary.ts";
import { type RunningHall, startHall } from "./running-hall.ts";

/** The secrets of the people of a working hall, by id. */
export const SECRETS: Readonly<Record<string, string>> = {
  G1: "258036",
  M1: "correct horse",
  M2: "battery staple",
  H1: "314159",
  S1: "271828",
  U1: "a long password",
};

/** A hall in which people have accounts, work to do and a door to lock. */
const siteText = (mqtt: string): string => `hallwatch: 1
site: { id: office, name: { zh: 办公室, en: Office }, timezone: Asia/Shanghai, packs: [service-hall] }
calendar: { holidays: none, staff_from: "07:50", week: { mon-sun: ["08:30-12:00", "14:00-17:30"] } }
photos: true
people:
  - { id: G1, name: 王伟, roles: [guard] }
  - { id: M1, name: 李丽, roles: [duty-manager] }
  - { id: M2, name: 钱红, roles: [duty-manager] }
  - { id: H1, name: 赵敏, roles: [hall-director] }
  - { id: S1, name: 周杰, roles: [staff] }
  - { id: U1, name: 吴刚, roles: [superior] }
sources: { mqtt: ${mqtt} }
keys: { K1: { name: { zh: 大门钥匙, en: Front door key }, opens: [D1], holder: M1 } }
zones:
  hall: { name: { zh: 大厅, en: Hall } }
equipment:
  D1: { kind: door, zone: hall, name: { zh: 大门, en: Front door }, mqtt: { topic: office/D1 }, points: { contact: { path: $.contact, values: { OPEN: open, CLOSED: closed } }, lock: { path: $.lock, values: { LOCKED: locked, UNLOCKED: unlocked } } } }
  kiosk: { kind: kiosk, zone: hall, name: { zh: 自助机, en: Kiosk }, mqtt: { topic: office/kiosk }, points: { online: { path: $.online } } }
  C1: { kind: checkpoint, zone: hall, name: { zh: 巡更点一, en: Checkpoint 1 } }
  C2: { kind: checkpoint, zone: hall, name: { zh: 巡更点二, en: Checkpoint 2 } }
  X1: { kind: extinguisher, zone: hall, name: { zh: 灭火器一, en: Extinguisher 1 }, register: { agent: powder, made_on: 2022-03-01, inspected_on: 2025-07-07 } }
`;

const written = (directory: string, mqtt: string): string => {
  const config = join(directory, "site.yaml");
  writeFileSync(config, siteText(mqtt));
  return config;
};

export type WorkingHall = Pick<RunningHall, "clock" | "mqttUrl" | "api"> & {
  /** Starts it again on what it has kept; the hall's time goes on from `begin`. */
  again(begin: string): Promise<WorkingHall>;
  /** Asks as somebody who is signed in where that is needed: a token of whoever stands in `by`. */
  post<T = Answer>(path: string, body: object): Promise<T & Answer>;
  /** As the same, without a body. */
  get<T>(path: string, as?: string): Promise<T & Answer>;
  stop(): Promise<void>;
};

export type Answer = { readonly status: number; readonly error?: string; readonly message?: string };

/** @param begin  hall time at start, a Tuesday in summer */
export const startWorkingHall = async (begin: string): Promise<WorkingHall> => {
  const { directory: data, remove } = temporary();
  const hall = await running(data, begin, remove);
  await giveAccounts(data, SECRETS);
  return hall;
};

const running = async (data: string, begin: string, remove: () => void): Promise<WorkingHall> => {
  const hall = await startHall({ begin, data, write: written });
  const cookies = new Map<string, string>();
  const ask = async <T>(path: string, init: RequestInit): Promise<T & Answer> => {
    const answer = await fetch(`${hall.api.url}/api${path}`, init);
    return { ...((await answer.json()) as T), status: answer.status };
  };
  const cookieOf = async (person: string): Promise<string> => {
    const known = cookies.get(person);
    if (known !== undefined || SECRETS[person] === undefined) return known ?? "";
    const answer = await fetch(`${hall.api.url}/api/session`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ person, secret: SECRETS[person] }),
    });
    const cookie = answer.headers.get("set-cookie")?.split(";")[0] ?? "";
    cookies.set(person, cookie);
    return cookie;
  };
  return {
    clock: hall.clock,
    mqttUrl: hall.mqttUrl,
    api: hall.api,
    again: async next => {
      await hall.stop();
      return running(data, next, remove);
    },
    post: async (path, body) => {
      const by = "by" in body && !("secret" in body) ? String(body.by) : "";
      const headers = { "content-type": "application/json", cookie: await cookieOf(by) };
      return ask(path, { method: "POST", headers, body: JSON.stringify(body) });
    },
    get: async (path, as = "") => ask(path, { headers: { cookie: await cookieOf(as) } }),
    stop: async () => {
      await hall.stop();
      remove();
    },
  };
};
