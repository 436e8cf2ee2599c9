import { fakeList, fakeVerifyHash } from "./fake-certificates.ts";
import { fakeCompliance } from "./fake-compliance.ts";
import { fakeDevices, fakeHealth } from "./fake-devices.ts";
import type { FakeGateway } from "./fake-gateway.ts";
import { fakeHistory } from "./fake-history.ts";
import { fakeLoad } from "./fake-load.ts";
import { fakeRegister } from "./fake-register.ts";
import { fakeTrends } from "./fake-trends.ts";

/** What is read from the API: `/api/noun/id/verb?query`. `reader`: who is signed in, by name. */
export type FakeRead = {
  readonly noun: string;
  readonly id: string;
  readonly verb: string;
  readonly query: URLSearchParams;
  readonly reader: string | null;
};

/** @returns what the gateway answers to a `GET`; undefined when there is no such thing */
export const fakeRead = (gateway: FakeGateway, asked: FakeRead): object | undefined => {
  const { noun, id, verb, query, reader } = asked;
  const { book, tickets } = gateway;
  const rights = verb === "rights" ? book.rights(id, query.get("by") ?? "") : undefined;
  if (rights) return rights;
  if (verb === "incident") return book.incident(id);
  if (verb === "verify") return fakeVerifyHash(certificateOf(gateway, id), query.get("hash") ?? "");
  if (noun === "tickets" && id !== "") return tickets.one(id, reader, gateway.world());
  if (noun === "tickets") return tickets.list(query, reader, gateway.world());
  return id === "" ? listOf(gateway, noun, query) : oneOf(gateway, noun, id, query);
};

const oneOf = (
  gateway: FakeGateway,
  noun: string,
  id: string,
  query: URLSearchParams,
): object | undefined => {
  const now = gateway.now();
  const { hall } = gateway;
  if (noun === "alerts") return gateway.book.page(id);
  if (noun === "set-up") return gateway.accounts.setUp(hall, id);
  if (noun === "certificates") return certificateOf(gateway, id);
  if (noun === "handovers") return gateway.handovers.one(id);
  if (noun === "tasks" && id === "statistics") return gateway.tasks.statistics(now, query);
  if (noun === "tasks") return gateway.tasks.one(hall, now, id);
  if (noun === "energy") return gateway.energy.read(id, query, now);
  if (noun === "reports") return gateway.reports.one(id, query);
  if (noun === "points") return historyOf(gateway, id, query);
  if (noun === "trends") return undefined;
  return listOf(gateway, noun, query);
};

const listOf = (gateway: FakeGateway, noun: string, query: URLSearchParams): object | undefined => {
  const now = gateway.now();
  const at = new Date(now).toISOString();
  const { hall } = gateway;
  const world = gateway.world();
  const nouns: Readonly<Record<string, () => object | undefined>> = {
    hall: () => hall,
    plan: () => gateway.plan,
    hours: () => gateway.hours,
    alerts: () => gateway.book.search(query),
    accounts: () => gateway.accounts.list(hall),
    closing: () => gateway.closing(),
    opening: () => gateway.opening.read(now),
    tasks: () => gateway.tasks.list(hall, now),
    keys: () => gateway.tickets.keyList(world),
    handovers: () => gateway.handovers.list(world),
    register: () => fakeRegister(now),
    controls: () => gateway.controls.list(world),
    devices: () => fakeDevices(world),
    energy: () => gateway.energy.read("", query, now),
    health: () => fakeHealth(gateway.problems, now),
    days: () => gateway.days.days(now),
    activities: () => gateway.days.activities(now),
    certificates: () => fakeList(gateway.rounds.certificates, query, now),
    points: () => ({ points: gateway.points(), at }),
    services: () => ({ services: gateway.book.services(), at }),
    roster: () => gateway.roster.read(hall, now, query),
    load: () => fakeLoad(hall, now, query),
    meters: () => gateway.meters.list(now),
    reports: () => gateway.reports.list(query, now),
    trends: () => fakeTrends(world.points, query),
    compliance: () => fakeCompliance(query.get("month") ?? "", "2025-07-08"),
  };
  // As the gateway does: no time can be asked for that has not begun.
  if (noun === "load" && Date.parse(query.get("from") ?? at) > now) return undefined;
  return nouns[noun]?.();
};

const historyOf = (gateway: FakeGateway, id: string, query: URLSearchParams): object | undefined => {
  const { points, now } = gateway.world();
  const point = points.get(id);
  const at = new Date(now).toISOString();
  return point && fakeHistory(point, Date.parse(query.get("from") ?? at), Date.parse(query.get("to") ?? at));
};

const certificateOf = (gateway: FakeGateway, id: string) =>
  gateway.rounds.certificates.find(each => each.id === id);
