import { describe, expect, test } from "vitest";
import type { AlertClass } from "../site/model.ts";
import { type Instant, instant, minutes } from "../time/instant.ts";
import { acknowledge } from "./acknowledge.ts";
import type { Alert, OutOfService, Shelf, Transition } from "./alert.ts";
import { alertLabel } from "./alert.ts";
import { isaState } from "./isa.ts";
import { clear, type Finding, join, raise } from "./life.ts";
import { putBack, release, shelve, suppress, takeOut, unshelve } from "./put-aside.ts";
import type { Quiet } from "./quiet.ts";
import { isRefused } from "./refusal.ts";
import { worsen } from "./worsen.ts";

const at = (minute: number): Instant => instant(Date.UTC(2025, 6, 8, 9, minute));
const subject = {
  site: "site-a",
  fact: "device-down",
  target: "K1",
  targetName: { zh: "机", en: "kiosk" },
  zone: "hall",
};
const finding = (more: Partial<Finding> = {}): Finding => ({
  rule: "down",
  clauses: ["C"],
  title: { zh: "停", en: "down" },
  level: "violation",
  priority: 3,
  class: "equipment",
  steps: [],
  since: at(0),
  gap: 0,
  tell: ["guard"],
  escalate: minutes(5),
  ...more,
});
const raised = (more: Partial<Finding> = {}, quiet: Quiet = {}): Alert =>
  raise(subject, finding(more), [], at(0), quiet).alert;
const last = (transitions: readonly Transition[]): Alert => transitions.at(-1)?.alert as Alert;
const words = (transitions: readonly Transition[]) => transitions.map(({ event }) => event.is);
const seen = (alert: Alert, minute: number): Alert => {
  const answer = acknowledge(alert, { by: "G", note: "", at: at(minute) });
  return isRefused(answer) ? alert : last(answer);
};
const over = (alert: Alert, minute: number) => clear(alert, "down", [], at(minute), "condition-ended");

const mains = { rule: "mains-lost", cause: "site-a.power-cut.hall.1" };
const suppression = { ...mains, at: at(0) };
const shelf: Shelf = { is: "timed", by: "G", reason: "cleaning", at: at(0), until: at(20) };
const alone: OutOfService = { order: "WO", by: "F", compensation: "", at: at(0), until: at(60) };
const byTwo: OutOfService = { ...alone, second: "A", compensation: "fire watch" };
const CLASSES: readonly AlertClass[] = [
  "life-safety",
  "security",
  "equipment",
  "energy",
  "housekeeping",
  "system",
];

describe("rows 20 and 21: suppression by design", () => {
  test("the cause is there: it bothers nobody, whatever it was, and nobody is told further", () => {
    const [{ event, alert }] = suppress(raised(), mains, at(1)) as [Transition];
    expect(event).toMatchObject({ is: "suppressed", why: "mains-lost" });
    expect([isaState(alert), alertLabel(alert), alert.escalation.dueAt]).toEqual(["H", "suppressed", null]);
    expect(acknowledge(alert, { by: "G", note: "", at: at(2) })).toMatchObject({ is: "refused" });
  });

  test("the cause is over and it still holds: it needs somebody, who is told then", () => {
    const hushed = last(suppress(seen(raised(), 1), mains, at(2)));
    const [{ event, alert }] = release(hushed, at(9)) as [Transition];
    expect(event).toMatchObject({ is: "released", told: ["guard"] });
    expect([isaState(alert), alert.revision, alert.escalation.dueAt]).toEqual(["B", 2, at(14)]);
  });

  test("born with its cause it is never told; over before the cause is, it needs nobody to have seen it", () => {
    const born = raised({}, { suppression });
    expect([isaState(born), born.told, born.annunciatedAt]).toEqual(["H", [], null]);
    const quiet = over(born, 5);
    expect(words(quiet)).toEqual(["cleared"]);
    expect(words(release(last(quiet), at(9)))).toEqual(["released", "closed"]);
  });

  test("what somebody was told of before, and nobody has seen, waits for a person though it is over", () => {
    const told = last(suppress(raised(), mains, at(1)));
    const released = release(last(over(told, 5)), at(9));
    expect([words(released), alertLabel(last(released))]).toEqual([["released"], "returned"]);
    const again = last(join(last(over(told, 5)), finding(), [], at(6)));
    expect(words(release(last(over(again, 7)), at(9)))).toEqual(["released"]);
  });

  test("nothing explains itself, and nothing is explained twice", () => {
    expect(suppress(raised(), { rule: "r", cause: raised().id }, at(1))).toEqual([]);
    expect(suppress(raised({}, { suppression }), mains, at(1))).toEqual([]);
  });
});

describe("of what is quiet for several reasons", () => {
  test("the shelf ends first: it stays quiet, and is told once when the last reason ends", () => {
    const both = raised({}, { shelf, suppression });
    const [{ event, alert }] = unshelve(both, "time-over", at(20)) as [Transition];
    expect([event.told, isaState(alert), alert.revision]).toEqual([undefined, "H", 1]);
    expect(release(alert, at(21))).toMatchObject([{ event: { told: ["guard"] }, alert: { revision: 2 } }]);
  });
});

describe("life safety", () => {
  test.each(CLASSES)("%s: what may hush it", own => {
    const alert = raised({ class: own });
    const isLife = own === "life-safety";
    const hushed = {
      shelved: !isRefused(shelve(alert, { ...shelf, at: at(1) })),
      suppressed: suppress(alert, mains, at(1)).length > 0,
      outByOne: takeOut(alert, alone, at(1)).length > 0,
      outByTwo: takeOut(alert, byTwo, at(1)).length > 0,
      born: raised({ class: own }, { shelf, suppression, outOfService: alone }).annunciatedAt === null,
      bornOutByTwo: raised({ class: own }, { outOfService: byTwo }).annunciatedAt === null,
    };
    expect(hushed).toEqual({
      shelved: !isLife,
      suppressed: !isLife,
      outByOne: !isLife,
      outByTwo: true,
      born: !isLife,
      bornOutByTwo: true,
    });
  });

  test.each<[string, Quiet, string[]]>([
    ["put aside", { shelf }, ["joined", "unshelved", "worsened"]],
    ["explained", { suppression }, ["joined", "released", "worsened"]],
    ["out of service by one", { outOfService: alone }, ["joined", "put-back", "worsened"]],
    [
      "all of that",
      { shelf, suppression, outOfService: alone },
      ["joined", "unshelved", "released", "put-back", "worsened"],
    ],
  ])(
    "joins what is %s: that ends at once, in one revision that people are told of",
    (_name, quiet, expected) => {
      const smoke = finding({ rule: "smoke", class: "life-safety", priority: 1, tell: ["duty-manager"] });
      const told = join(raised({}, quiet), smoke, [], at(3));
      expect(words(told)).toEqual(expected);
      expect(last(told)).toMatchObject({
        class: "life-safety",
        priority: 1,
        revision: 2,
        annunciatedAt: at(3),
      });
      expect(told.at(-1)?.event.told).toEqual(["guard", "duty-manager"]);
    },
  );

  test("joins as no more urgent than what is known: it is worse all the same", () => {
    const smoke = finding({ rule: "smoke", class: "life-safety", priority: 3 });
    expect(words(join(raised({}, { shelf }), smoke, [], at(3)))).toEqual(["joined", "unshelved", "worsened"]);
  });
});

describe("what becomes worse", () => {
  const worse = finding({ rule: "worse", priority: 1 });

  test("takes the acknowledgement, and whoever the rules name is told again", () => {
    const told = join(seen(raised(), 1), worse, [], at(3));
    expect(words(told)).toEqual(["joined", "worsened"]);
    expect(last(told)).toMatchObject({ priority: 1, acknowledgement: null, revision: 2 });
    expect(last(told).escalation.dueAt).toEqual(at(8));
  });

  test("and was never acknowledged is told further when it would have been", () => {
    const told = join(raised(), worse, [], at(3));
    expect([last(told).revision, last(told).escalation.dueAt]).toEqual([2, at(5)]);
  });

  test("leaves the shelf, but stays explained", () => {
    expect(alertLabel(last(join(raised({}, { shelf }), worse, [], at(3))))).toBe("unacknowledged");
    const explained = last(join(raised({}, { suppression }), worse, [], at(3)));
    expect([alertLabel(explained), explained.annunciatedAt]).toEqual(["suppressed", null]);
  });

  test("is told by whoever knows what changed", () => {
    const [{ event, alert }] = worsen(seen(raised(), 1), { title: { zh: "门", en: "doors too" } }, at(3)) as [
      Transition,
    ];
    expect([event.is, alert.title.en, alert.revision]).toEqual(["worsened", "doors too", 2]);
  });
});

test("put back into service: told again if it still holds, and whoever took it out is told with it", () => {
  const out = last(takeOut(raised(), alone, at(1)));
  expect(putBack({ ...out, tell: [...out.tell, "facilities"] }, "time-over", at(9))).toMatchObject([
    { event: { is: "put-back", why: "time-over", told: ["guard", "facilities"] }, alert: { revision: 2 } },
  ]);
});
