import fc from "fast-check";
import { expect, test } from "vitest";
import type { Priority } from "../alert/alert.ts";
import { isQuiet } from "../alert/quiet.ts";
import type { AlertClass, Role } from "../site/model.ts";
import { type Instant, instant, seconds } from "../time/instant.ts";
import { groupKey } from "./group.ts";
import { AGAIN, WAIT } from "./intervals.ts";
import type { Message } from "./message.ts";
import { at, Desk, people } from "./testing/desk.ts";

type Step = {
  readonly wait: number;
  readonly what: "find" | "over" | "acknowledge" | "shelve" | "unshelve" | "escalate" | "tick";
  readonly name: string;
};

const PRIORITIES: readonly Priority[] = [1, 2, 3, 4];
const CLASSES: readonly AlertClass[] = ["security", "energy", "equipment", "housekeeping", "security"];
const TELLS: readonly (readonly Role[])[] = [
  ["guard"],
  ["guard", "facilities"],
  ["duty-manager", "guard"],
  ["facilities"],
];
/** What an alert of a name is: everything of it follows from the name. */
const what = (name: string) => {
  const n = Number(name.slice(1));
  return {
    priority: PRIORITIES[n % 4]!,
    class: CLASSES[n % 5]!,
    tell: TELLS[n % 4 === 0 ? 0 : n % 3]!,
    isSilent: n === 8,
  };
};

const step = fc.record<Step>({
  wait: fc.constantFrom(0, 0, 1, 3, 7, 40, 200, 400, 2_000),
  what: fc.constantFrom(
    "find",
    "find",
    "find",
    "over",
    "acknowledge",
    "shelve",
    "unshelve",
    "escalate",
    "tick",
  ),
  name: fc.nat(11).map(n => `P${n}`),
});

const act = (desk: Desk, { what: kind, name }: Step): void => {
  const acts: Readonly<Record<Step["what"], () => void>> = {
    find: () => desk.find(name, what(name)),
    over: () => desk.over(name),
    acknowledge: () => desk.acknowledge(name),
    shelve: () => desk.shelve(name),
    unshelve: () => desk.unshelve(name),
    escalate: () => desk.escalate(name, "duty-manager"),
    tick: () => {},
  };
  acts[kind]();
};

const who = (role: Role): readonly string[] =>
  people.filter(({ roles }) => roles.includes(role)).map(({ id }) => id);

/** Whom an alert owes a message by now, and has sent none. */
const unserved = (desk: Desk, all: readonly Message[]): string[] =>
  [...desk.alerts].flatMap(([name, alert]) => {
    if (alert.closedAt !== null || alert.acknowledgement || isQuiet(alert)) return [];
    const { priority, revision } = alert;
    const most = WAIT[priority] + (priority <= 2 && revision === 1 ? 0 : AGAIN);
    return alert.told
      .filter(({ role }) => !(role === "guard" && ["energy", "housekeeping"].includes(alert.class)))
      .filter(told => {
        const since = Math.max(told.at, alert.annunciatedAt ?? 0);
        const isServed = (person: string): boolean =>
          all.some(
            ({ to, at: sentAt, items }) =>
              to.person === person &&
              sentAt >= told.at &&
              items.some(item => item.alert === alert.id && item.revision === revision),
          );
        return desk.now >= since + most && !who(told.role).every(isServed);
      })
      .map(({ role }) => `${name} to ${role}`);
  });

const START: Instant = at("09:00");
const steps = fc.array(step, { minLength: 10, maxLength: 50 });

test("whatever happens, everybody hears what he must in time, and nothing that he must not", () => {
  const seen = { messages: 0, critical: 0, quiet: 0, unacknowledged: 0 };
  fc.assert(
    fc.property(steps, all => {
      const desk = new Desk(START);
      let checked = 0;
      const news = new Map<string, number>();
      const check = (): void => {
        for (const message of desk.sent.slice(checked)) {
          for (const item of message.items) {
            const alert = desk.alerts.get(item.target);
            if (alert && alert.id === item.alert) expect(isQuiet(alert)).toBe(false);
            expect(item.class).toBe(message.class);
          }
          if (message.to.role === "guard") expect(["energy", "housekeeping"]).not.toContain(message.class);
          seen.messages++;
        }
        checked = desk.sent.length;
        seen.quiet += [...desk.alerts.values()].filter(isQuiet).length;
        seen.unacknowledged += [...desk.alerts.values()].filter(each => !each.acknowledgement).length;
        expect(unserved(desk, desk.sent)).toEqual([]);
      };
      for (const each of all) {
        desk.until(instant(desk.now + seconds(each.wait)));
        check();
        const before = desk.alerts.get(each.name);
        act(desk, each);
        check();
        const now = desk.alerts.get(each.name);
        if (now && now !== before && now.priority <= 2) news.set(now.class, (news.get(now.class) ?? 0) + 1);
        if (now && !before && now.priority === 1 && !isQuiet(now)) {
          // What is critical is told in the same moment.
          const told = desk.sent.filter(({ at: sentAt }) => sentAt === desk.now).flatMap(m => m.items);
          const isForGuardsOnly = now.tell.every(role => role === "guard");
          const isKeptFromGuards = ["energy", "housekeeping"].includes(now.class);
          if (!(isForGuardsOnly && isKeptFromGuards))
            expect(told.map(({ alert }) => alert)).toContain(now.id);
          seen.critical++;
        }
      }
      desk.until(instant(desk.now + seconds(400)));
      check();
      expect(new Set(desk.sent.map(({ key }) => key)).size).toBe(desk.sent.length);
      // One moment of messages in 5 min for each receiver and class, and one more for all that was critical or high.
      const span = Math.ceil((desk.now - START) / AGAIN) + 1;
      for (const [, group] of Map.groupBy(desk.sent, groupKey)) {
        const moments = new Set(group.map(({ at: sentAt }) => sentAt)).size;
        expect(moments).toBeLessThanOrEqual(span + (news.get(group[0]!.class) ?? 0));
      }
    }),
    { numRuns: 600, seed: 31 },
  );
  expect(seen.messages).toBeGreaterThan(3_000);
  expect(Math.min(seen.critical, seen.quiet, seen.unacknowledged)).toBeGreaterThan(500);
});

test("a restart at any point neither loses nor doubles a message; the same happenings make the same keys", () => {
  let messages = 0;
  fc.assert(
    fc.property(steps, fc.nat(), fc.boolean(), (all, cut, isDown) => {
      const whole = new Desk(START);
      const parted = new Desk(START);
      for (const [index, each] of all.entries()) {
        whole.until(instant(whole.now + seconds(each.wait)));
        // Down until the next thing happens: what was due meanwhile is told as of then.
        if (index === cut % all.length) parted.restart(isDown ? seconds(each.wait) : seconds(0));
        if (index !== cut % all.length || !isDown) parted.until(instant(parted.now + seconds(each.wait)));
        act(whole, each);
        act(parted, each);
      }
      for (const desk of [whole, parted]) desk.until(instant(desk.now + seconds(3_600)));
      if (!isDown) expect(parted.sent).toEqual(whole.sent);
      expect(unserved(parted, parted.sent)).toEqual([]);
      expect(new Set(parted.sent.map(({ key }) => key)).size).toBe(parted.sent.length);
      messages += whole.sent.length;
    }),
    { numRuns: 500, seed: 32 },
  );
  expect(messages).toBeGreaterThan(3_000);
});
