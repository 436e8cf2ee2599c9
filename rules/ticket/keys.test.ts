import { describe, expect, test } from "vitest";
import { type Ask, at, Desk, siteA } from "../routine/testing/desk.ts";
import type { Site } from "../site/model.ts";
import { ticketClerk } from "./clerk.ts";
import { doorsWithLostKey, standingOf } from "./keys.ts";
import { ticketOf } from "./papers.ts";

const site: Site = {
  ...siteA(),
  keys: [
    { id: "K1", name: { zh: "后门钥匙", en: "Back door key" }, opens: ["D2", "D4"], holder: "M1" },
    { id: "K2", name: { zh: "后门备用钥匙", en: "Spare back door key" }, opens: ["D2"], holder: null },
  ],
};
type Key = Extract<Ask, { readonly is: "key" }>;
const desk = (isRestarted: boolean) => {
  const made = new Desk(ticketClerk, site, "2025-07-15 08:00", { isRestarted });
  const key = (moment: string, by: string, id: string, act: Key["act"], more: Partial<Key> = {}) =>
    made.ask(moment, { is: "key", key: id, by, act, note: "", ...more });
  const doors = () => [...doorsWithLostKey(site, made.papers()).keys()];
  const holder = (id: string) => {
    const found = site.keys?.find(each => each.id === id);
    return found && standingOf(found, made.papers()).holder;
  };
  return { made, key, doors, holder };
};

describe.each([false, true])("keys (restarted before every step: %s)", isRestarted => {
  test("a lost key is watched for until its lock is replaced, late or not", () => {
    const { made, key, doors } = desk(isRestarted);
    expect(key("2025-07-15 17:00", "M1", "K1", "lost")).toBe("say when and where it was seen last");
    expect(key("2025-07-15 17:00", "M1", "K1", "lost", { note: "中午还在" })).toBe(undefined);
    expect(doors()).toEqual(["D2", "D4"]);
    expect(made.affairs("2025-07-15 17:00")).toEqual(Array(2).fill("key-lost: guard, hall-director"));
    expect(key("2025-07-15 17:05", "E1", "K1", "lost", { note: "?" })).toBe(
      "K1 is lost: ticket T-20250715-K1-170000",
    );
    expect(key("2025-07-15 17:06", "M1", "K1", "give", { to: "E1" })).toBe(
      "K1 is lost: replace its lock first",
    );
    // It turns up again; whoever had it meanwhile may have copied it.
    expect(key("2025-07-15 18:00", "M1", "K1", "return", { note: "找到了" })).toBe(undefined);
    expect(doors()).toEqual(["D2", "D4"]);
    expect(
      made.ask("2025-07-15 18:01", {
        is: "ticket",
        ticket: "T-20250715-K1-170000",
        by: "M1",
        act: { is: "close", note: "", cause: "找到了" },
      }),
    ).toBe("a lost key's ticket ends when the lock is replaced: say so in the register of keys");
    expect(made.affairs("2025-07-16 17:00")).toEqual([
      "ticket-replace-lock: hall-director, safety-officer",
      ...Array(2).fill("key-lost: guard, hall-director"),
    ]);
    expect(key("2025-07-16 17:30", "E1", "K1", "lock-replaced")).toMatch(/^周婷 may not say that a lock/);
    expect(key("2025-07-16 18:00", "F1", "K1", "lock-replaced", { note: "换锁芯" })).toBe(undefined);
    expect(made.affairs("2025-07-16 18:00")).toEqual([]);
    expect(doors()).toEqual([]);
    const paper = made.kept.get("ticket:T-20250715-K1-170000");
    expect(paper?.isOpen).toBe(false);
    expect(paper && ticketOf(paper).clocks).toMatchObject([
      { is: "replace-lock", dueAt: at("2025-07-16 17:00"), doneAt: at("2025-07-16 18:00") },
    ]);
    expect(made.entries.map(({ kind, what }) => `${kind} ${what}`)).toEqual([
      "key lost",
      "ticket opened",
      "key returned",
      "key lock-replaced",
      "ticket closed",
    ]);
  });

  test("two lost keys of one door are one alert of that door", () => {
    const { made, key } = desk(isRestarted);
    key("2025-07-15 17:00", "M1", "K1", "lost", { note: "x" });
    key("2025-07-15 17:10", "M1", "K2", "lost", { note: "x" });
    const told = made.clerk.affairs(made.hall).map(each => `${each.key}: ${each.finding.title.en}`);
    expect(told).toEqual([
      "key-lost/D2: Back door key, Spare back door key lost, and the lock has not been replaced",
      "key-lost/D4: Back door key lost, and the lock has not been replaced",
    ]);
  });

  test("who has which key is written down", () => {
    const { key, holder } = desk(isRestarted);
    expect([holder("K1"), holder("K2")]).toEqual(["M1", null]);
    expect(key("2025-07-15 09:00", "E1", "K2", "give", { to: "E1" })).toMatch(/^周婷 may not give keys out/);
    expect(key("2025-07-15 09:00", "M1", "K2", "give")).toBe("say to whom");
    expect(key("2025-07-15 09:00", "M1", "K2", "give", { to: "nobody" })).toBe(
      "there is nobody nobody in this hall",
    );
    key("2025-07-15 09:00", "M1", "K2", "give", { to: "E1" });
    expect(holder("K2")).toBe("E1");
    expect(key("2025-07-15 12:00", "E2", "K2", "return")).toMatch(/^吴昊 may not return somebody else's key/);
    expect(key("2025-07-15 12:00", "E1", "K2", "return")).toBe(undefined);
    expect(holder("K2")).toBe(null);
    expect(key("2025-07-15 12:00", "E1", "K22", "return")).toBe("there is no key K22; did you mean K2?");
  });
});
