import { join } from "node:path";
import pino from "pino";
import type { Site } from "#rules/site/model.ts";
import type { Accounts } from "../../accounts/accounts.ts";
import type { PaperDesks } from "../../http/paper-desks.ts";
import { HttpServer } from "../../http/server.ts";
import { StreamHub } from "../../http/stream.ts";
import { AccountDesk } from "../account-desk.ts";
import { paperCounts } from "../paper-counts.ts";
import { TrendDesk } from "../trend-desk.ts";
import { type HallParts, LAW_VERSION } from "./law-parts.ts";

/** One web side for all evenings, since making one takes longer than an evening. */
export const lawWeb = async (
  now: () => HallParts,
  {
    directory,
    accounts,
    site,
  }: { readonly directory: string; readonly accounts: Accounts; readonly site: Site },
): Promise<{ readonly server: HttpServer; readonly url: string }> => {
  const desk = <K extends keyof PaperDesks>(name: K): PaperDesks[K] & object =>
    standIn(() => now().desks[name] as PaperDesks[K] & object);
  const server = new HttpServer({
    host: "127.0.0.1",
    port: 0,
    api: standIn(() => now().view),
    courses: standIn(() => new TrendDesk({ site, trends: null, directory })),
    papers: {
      now: () => now().clock.now(),
      tasks: desk("tasks"),
      closing: desk("closing"),
      opening: desk("opening"),
      certificates: desk("certificates"),
      tickets: desk("tickets"),
      controls: desk("controls"),
      handovers: desk("handovers"),
      register: desk("register"),
      days: desk("days"),
      entries: desk("entries"),
      reports: desk("reports"),
    },
    energy: standIn(() => now().energy),
    files: standIn(() => now().files),
    accounts: new AccountDesk(accounts, site.people),
    stream: new StreamHub({
      snapshot: () => now().view.snapshot(),
      beat: () => now().view.beat(),
      closing: () => now().desks.closing.closing(),
      papers: () => paperCounts(now().papers, now().clock.now()),
    }),
    grafana: standIn(() => now().grafana),
    consoleDirectory: join(directory, "no-console"),
    log: pino({ level: "silent" }),
    version: LAW_VERSION,
  });
  return { server, url: await server.start() };
};

/** Stands for whatever `current` is at the moment at which it is asked. */
const standIn = <T extends object>(current: () => T): T =>
  new Proxy({} as T, {
    get: (_, name) => {
      const value = Reflect.get(current(), name);
      return typeof value === "function" ? value.bind(current()) : value;
    },
  });
