import { type Instant, instant, toIso } from "#rules/time/instant.ts";
import type { WireAlert } from "../../../wire/alert.ts";
import type { AlertDesk, Done, EndedShelf, RunningShelf } from "../desk.ts";

export const AT = "2025-07-08T09:45:00.000Z";

/** An open alert of a small hall. */
export const openAlert = (fact: string, target: string, more: Partial<WireAlert> = {}): WireAlert => ({
  id: `office.${fact}.${target}.20250708T094500000Z`,
  fact,
  target,
  targetName: { zh: `设备${target}`, en: `Thing ${target}` },
  zone: "hall",
  title: { zh: "灯亮着", en: "Light on" },
  level: "violation",
  priority: 4,
  class: "energy",
  condition: "active",
  label: "unacknowledged",
  acknowledgement: null,
  revision: 1,
  confirmation: null,
  isLatched: false,
  shelf: null,
  suppression: null,
  outOfService: null,
  incident: null,
  isSilent: false,
  realarmAt: null,
  openedAt: AT,
  changedAt: AT,
  clearedAt: null,
  closedAt: null,
  occurrences: 1,
  clauses: [
    {
      clause: "GA-1.2-15",
      text: null,
      rule: `${fact}-rule`,
      since: AT,
      until: null,
      level: "violation",
      wastedWh: null,
    },
  ],
  evidence: [
    {
      point: `${target}.power`,
      name: { zh: "功率", en: "power" },
      value: 200,
      unit: "W",
      at: AT,
      state: "good",
    },
  ],
  parts: [],
  gapSeconds: 0,
  steps: [{ zh: "关灯", en: "Switch it off" }],
  tell: ["guard"],
  told: [],
  next: null,
  isLate: false,
  wastedWh: null,
  ...more,
});

export type SmallDesk = AlertDesk & {
  /** What was asked, oldest first: `shelve <key> by <person>`. */
  readonly asked: string[];
  at: Instant;
  /** The next asked is refused with this. */
  fails: string | null;
};

/** A desk over alerts in memory; nobody may put aside what is of priority 1. Its clock stands until a test moves it. */
export const smallDesk = (alerts: readonly WireAlert[], at = instant(Date.parse(AT))): SmallDesk => {
  const open = new Map(alerts.map(alert => [alert.id, alert]));
  const ended: EndedShelf[] = [];
  const people = [
    { id: "G1", name: "王伟" },
    { id: "M1", name: "Li Na" },
  ];
  const named = (by: string) => people.find(({ id, name }) => id === by || name === by)?.name ?? by;
  const shelves = (): RunningShelf[] =>
    [...open.values()].flatMap(({ fact, target, shelf }) => (shelf ? [{ fact, target, shelf }] : []));
  const desk: SmallDesk = {
    site: "office",
    version: "0.0.0",
    link: null,
    people,
    at,
    asked: [],
    fails: null,
    now: () => desk.at,
    startedAt: () => at,
    open: () => [...open.values()],
    shelves,
    ended: async since => ended.filter(({ endedAt }) => Date.parse(endedAt) >= since),
    mayNotShelve: async (id, by) =>
      open.get(id)?.priority === 1 ? `${named(by)} may not, and nobody may: it is urgent` : null,
    shelve: async (id, { by, until, reason }) => {
      desk.asked.push(`shelve ${id.split(".")[2]} by ${by}`);
      const alert = open.get(id);
      if (desk.fails !== null && desk.asked.length > 1) return refusal();
      if (!alert) return { is: "refused", why: "closed" };
      if (alert.shelf) return { is: "refused", why: `already put aside by ${alert.shelf.by}` };
      const shelf = { is: "timed", by: named(by), reason, at: toIso(desk.at), until: toIso(until) } as const;
      open.set(id, { ...alert, shelf, label: "shelved" });
      return { is: "done" };
    },
    unshelve: async (id, by) => {
      desk.asked.push(`unshelve ${id.split(".")[2]} by ${by}`);
      const alert = open.get(id);
      if (!alert?.shelf) return { is: "refused", why: "not put aside" };
      ended.push({ ...alert, shelf: alert.shelf, endedAt: toIso(desk.at) });
      open.set(id, { ...alert, shelf: null, label: "unacknowledged" });
      return { is: "done" };
    },
  };
  const refusal = (): Done => ({ is: "refused", why: desk.fails ?? "" });
  return desk;
};
