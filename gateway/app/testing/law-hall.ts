import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { setImmediate as turn } from "node:timers/promises";
import { shippedCatalogue } from "#rules/clause/testing/shipped.ts";
import { closingHall, PEOPLE as OWN } from "#rules/closing/testing/bench.ts";
import { rulebook } from "#rules/engine/rulebook.ts";
import { parsePack } from "#rules/language/pack.ts";
import type { Reading } from "#rules/reading/reading.ts";
import type { Person, Site } from "#rules/site/model.ts";
import { hours, type Instant, instant, type Millis } from "#rules/time/instant.ts";
import { Accounts } from "../../accounts/accounts.ts";
import { giveCheapAccounts } from "../../accounts/testing/cheap-accounts.ts";
import type { Hall } from "../../config/load-hall.ts";
import type { HttpServer } from "../../http/server.ts";
import { temporary } from "../../stores/testing/temporary.ts";
import type { LiveEngine } from "../live-engine.ts";
import type { OpenAlerts } from "../open-alerts.ts";
import type { OpenPapers } from "../open-papers.ts";
import { type HallParts, hallParts } from "./law-parts.ts";
import { lawWeb } from "./law-web.ts";

/** The people of the closing tests, and one of facilities, who takes things out of service. */
const PEOPLE: readonly Person[] = [...OWN, { id: "F1", name: "孙强", roles: ["facilities"] }];

/** PINs of the people of the test hall, by id. */
export const PINS: Readonly<Record<string, string>> = Object.fromEntries(
  PEOPLE.map(({ id }, index) => [id, `2580${index}7`]),
);

/** The hall of the closing tests, under the rules that ship. */
const lawHall = (): Hall => {
  const text = readFileSync(new URL("../../../rules/packs/service-hall.yaml", import.meta.url), "utf8");
  const parsed = parsePack(text, "service-hall");
  if (parsed.is !== "pack") throw new Error(parsed.problems.map(({ message }) => message).join("; "));
  const keys = [{ id: "K1", name: { zh: "前门钥匙", en: "front door key" }, opens: ["D1"], holder: null }];
  const site: Site = { ...closingHall(), people: PEOPLE, keys };
  const packs = [parsed.pack];
  return {
    site,
    packs,
    book: rulebook(site, packs),
    catalogue: shippedCatalogue,
    warnings: [],
    texts: new Map(),
  };
};

/** What all evenings of a test share: the hall, and accounts of its people. */
export type LawHalls = {
  readonly site: Site;
  /** A hall with an empty record, served in place of the one before; what asks it comes from an address of its own. */
  open(start: Instant): Promise<LawHall>;
  stop(): Promise<void>;
};

export type Answer = {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly text: string;
};

export type LawHall = {
  readonly engine: LiveEngine;
  readonly papers: OpenPapers;
  readonly alerts: OpenAlerts;
  now(): Instant;
  /** Lets time pass; what it leads to is recorded when it resolves. */
  pass(length: Millis): Promise<void>;
  /** Readings come in as from a driver; they are judged when it resolves. */
  hear(readings: readonly Reading[]): Promise<void>;
  get(path: string): Promise<Answer>;
  /** In the name of whose token is shown; null: nobody's. */
  send(method: string, path: string, body: object | undefined, as: string | null): Promise<Answer>;
  stop(): Promise<void>;
};

/** Halls whose every part is real but the devices, the record's disk and the clock. */
export const lawHalls = async (): Promise<LawHalls> => {
  const { directory, remove } = temporary();
  const hall = lawHall();
  let worldNow = instant(Date.parse("2026-01-05T12:00:00Z"));
  const accounts = new Accounts({ directory, people: hall.site.people, now: () => worldNow });
  await accounts.start();
  await giveCheapAccounts(directory, PINS);
  const tokens = new Map(PEOPLE.map(({ id }) => [id, accounts.makeToken(`of ${id}`, id, null)]));
  let parts: HallParts | null = null;
  let web: { readonly server: HttpServer; readonly url: string } | null = null;
  let opened = 0;
  return {
    site: hall.site,
    open: async start => {
      // Nobody waits longer for a new try than until the next evening.
      worldNow = instant(worldNow + hours(2));
      parts = await hallParts(hall, { start, directory });
      web ??= await lawWeb(() => parts as HallParts, { directory, accounts, site: hall.site });
      opened++;
      const from = `127.0.${1 + (opened >> 7)}.${1 + (opened & 127)}`;
      return running(parts, { url: web.url, from, tokens });
    },
    stop: async () => {
      await web?.server.stop();
      await accounts.stop();
      remove();
    },
  };
};

/** A hall as a test has it. `from`: the address that asks, since each may ask for so much a minute. */
const running = (
  { engine, papers, alerts, clock, recorder, loop }: HallParts,
  {
    url,
    from,
    tokens,
  }: { readonly url: string; readonly from: string; readonly tokens: ReadonlyMap<string, string> },
): LawHall => {
  const agent = new Agent({ keepAlive: true, localAddress: from });
  const settled = async () => {
    while (recorder.waiting > 0) await turn();
  };
  const send: LawHall["send"] = (method, path, body, as) => {
    const token = as === null ? undefined : tokens.get(as);
    const headers = {
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    };
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const asked = request(`${url}${path}`, { method, headers, agent, localAddress: from }, answer => {
      answer.setEncoding("utf8");
      let text = "";
      answer.on("data", piece => {
        text += piece;
      });
      answer.on("error", reject);
      answer.on("end", () =>
        resolve({
          status: answer.statusCode ?? 0,
          body: text.startsWith("{") ? JSON.parse(text) : {},
          text,
        }),
      );
    });
    asked.on("error", reject);
    asked.end(body === undefined ? undefined : JSON.stringify(body));
    return promise;
  };
  return {
    engine,
    papers,
    alerts,
    now: () => clock.now(),
    pass: async length => {
      clock.jump(length);
      await settled();
    },
    hear: async readings => {
      loop.offer(readings);
      await turn();
      await settled();
    },
    get: path => send("GET", path, undefined, null),
    send,
    stop: async () => {
      loop.stop();
      await recorder.settle();
      agent.destroy();
    },
  };
};
