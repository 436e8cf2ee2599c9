import { describe, expect, test } from "vitest";
import type { Role, Site } from "../site/model.ts";
import { after, hours, minutes } from "../time/instant.ts";
import { coverage } from "./coverage.ts";
import { Engine } from "./engine.ts";
import type { ServiceCommand } from "./input.ts";
import { Bench, benchHall, benchRules, stored } from "./testing/bench.ts";
import { at, hall, reading } from "./testing/hall.ts";
import { bookOf } from "./testing/play.ts";

const book = bookOf(benchHall, benchRules);
const takeOut = (target: string, by: string, more: Partial<ServiceCommand> = {}): ServiceCommand =>
  ({
    is: "take-out",
    target,
    by,
    order: "WO-7",
    until: after(at("09:00"), hours(1)),
    compensation: "a guard stands by",
    at: at("09:00"),
    ...more,
  }) as ServiceCommand;
const engineAt = (clock: string) => new Engine(benchHall, book, at(clock));
const refusal = (command: ServiceCommand) => {
  const { refused, refusedBy } = engineAt("09:00").step(command);
  return refused === undefined ? "done" : (refusedBy ?? refused);
};

describe("who may take something out of service, and for how long", () => {
  const days = (n: number) => ({ until: after(at("09:00"), hours(24 * n)) });
  const people: readonly (readonly [Role, string])[] = [
    ["guard", "G1"],
    ["duty-manager", "M1"],
    ["facilities", "F1"],
    ["it-support", "T1"],
    ["hall-director", "H1"],
    ["safety-officer", "A1"],
    ["superior", "P1"],
    ["staff", "E1"],
    ["cleaner", "C1"],
  ];
  const asks = {
    "7 days": ["D1", days(7)],
    "8 days": ["D1", days(8)],
    "90 days and a second": ["D1", { ...days(90), second: "P1" }],
    "91 days and a second": ["D1", { ...days(91), second: "P1" }],
    "life safety and a second": ["PB", { ...days(7), second: "P1" }],
    "8 days of life safety": ["PB", { ...days(8), second: "P1" }],
  } as const;
  test.each<[Role, (keyof typeof asks)[]]>([
    ["guard", []],
    ["duty-manager", ["life safety and a second"]],
    ["facilities", ["7 days", "life safety and a second"]],
    ["it-support", ["7 days"]],
    ["hall-director", ["90 days and a second", "life safety and a second"]],
    ["safety-officer", ["life safety and a second"]],
    ["superior", []],
    ["staff", []],
    ["cleaner", []],
  ])("%s: %j", (role, expected) => {
    const by = people.find(([each]) => each === role)?.[1] ?? "";
    const done = Object.entries(asks).filter(
      ([, [target, more]]) => refusal(takeOut(target, by, more)) === "done",
    );
    expect(done.map(([name]) => name)).toEqual(expected);
  });

  test.each<[string, string]>([
    ["G1", "rights"],
    ["M1", "rights"],
    ["T1", "rights"],
    ["H1", "done"],
    ["A1", "done"],
    ["P1", "done"],
    ["F1", "life safety takes two persons: the second must be somebody else"],
    ["nobody", "life safety takes two persons: the second must be one of the hall's people"],
  ])("life safety, approved by %s: %s", (second, expected) =>
    expect(refusal(takeOut("PB", "F1", { second } as Partial<ServiceCommand>))).toBe(expected),
  );

  test.each<[string, Partial<ServiceCommand>, string]>([
    [
      "nobody else is named",
      {},
      "life safety takes two persons: name who approves it, the safety officer, the hall director or the superior department",
    ],
    [
      "nothing is done instead",
      { second: "A1", compensation: " " } as Partial<ServiceCommand>,
      "say what is done meanwhile instead: a fire watch, a guard at the door",
    ],
    ["there is no work order", { second: "A1", order: "" } as Partial<ServiceCommand>, "name the work order"],
    [
      "it would be over by now",
      { second: "A1", until: at("09:00") } as Partial<ServiceCommand>,
      "say until when: that moment has passed",
    ],
  ])("life safety: refused where %s", (_name, more, expected) =>
    expect(refusal(takeOut("PB", "F1", more))).toBe(expected),
  );

  test("a room in which there is life safety takes two as well, and the refusal names it", () => {
    expect(refusal(takeOut("hall", "F1"))).toContain("two persons");
    expect(refusal(takeOut("hall", "F1"))).toContain("(PB)");
    expect(refusal(takeOut("D9", "F1"))).toBe("there is no D9 in this hall; did you mean D1?");
  });
});

test("what goes out with a thing: a room's equipment and parts, and the sources that serve nothing else", () => {
  const site = hall(
    { D1: ["door", "off1", "contact"], D2: ["door", "off1a", "contact"], D3: ["door", "hall", "contact"] },
    { hall: [], off1: ["co2"], off1a: [] },
    {},
    { off1a: { within: "off1" } },
  );
  const shared = {
    ...site,
    points: site.points.map(each => ({
      ...each,
      via: each.owner === "D3" ? "modbus:plant/2" : "modbus:plant/1",
    })),
  };
  const of = (target: string, where: Site = shared) => [...(coverage(where, target) ?? [])].toSorted();
  expect(of("off1")).toEqual(["D1", "D2", "modbus:plant/1", "off1", "off1a"]);
  expect(of("D1")).toEqual(["D1"]);
  expect(of("D1", site)).toEqual(["D1", "mqtt:D1"]);
  expect(of("modbus:plant/2")).toEqual(["D3", "modbus:plant/2"]);
  expect(of("modbus:plant")).toEqual([
    "D1",
    "D2",
    "D3",
    "modbus:plant",
    "modbus:plant/1",
    "modbus:plant/2",
    "off1",
  ]);
  expect(coverage(site, "modbus:plant")).toBeNull();
});

describe("out of service", () => {
  const open = { "D1.contact": "open" };
  const out = {
    asks: { is: "take-out", target: "D1", by: "F1", order: "WO-7", until: at("09:30"), compensation: "" },
  } as const;

  test("what is found meanwhile is kept, told to nobody, and told when the time is over, also to whoever took it out", () => {
    const bench = new Bench("door", "09:00");
    bench.act("09:00", out);
    bench.act("09:20", open);
    bench.act("09:21", "tick");
    expect([bench.state, bench.alert?.told, bench.alert?.outOfService?.order]).toEqual([
      "I active r1 x1",
      [],
      "WO-7",
    ]);
    expect(bench.act("09:29", open)).toEqual([]);
    expect(bench.act("09:30", "tick")).toEqual(["put-back"]);
    expect(bench.seen.at(-1)?.event).toMatchObject({ why: "time-over", told: ["guard", "facilities"] });
    expect(bench.state).toBe("B active r2 x1");
  });

  test("what came and went meanwhile needs nobody afterwards", () => {
    const bench = new Bench("door", "09:00");
    bench.act("09:00", out);
    for (const [clock, word] of [
      ["09:20", "open"],
      ["09:22", "closed"],
    ] as const)
      bench.act(clock, { "D1.contact": word });
    expect(bench.act("09:30", "tick")).toEqual(["cleared", "put-back", "closed"]);
  });

  test("a thing in a room that is out stays out when it is put back itself", () => {
    const bench = new Bench("window", "09:00");
    const room = {
      is: "take-out",
      target: "hall",
      by: "F1",
      second: "A1",
      order: "WO-1",
      until: at("11:00"),
      compensation: "fire watch",
    } as const;
    bench.act("09:00", { asks: room });
    bench.act("09:00", { asks: { ...room, target: "W1", order: "WO-2", until: at("12:00") } });
    bench.act("09:01", { "W1.contact": "open" });
    expect(bench.alert?.outOfService?.order).toBe("WO-2");
    expect(bench.act("09:02", { asks: { is: "put-back", target: "W1", by: "G1" } })).toEqual([]);
    expect(bench.refused).toContain("only whoever took it out may put it back");
    expect(bench.act("09:03", { asks: { is: "put-back", target: "W1", by: "F1" } })).toEqual(["taken-out"]);
    expect([bench.state, bench.alert?.outOfService?.order]).toEqual(["I active latched r1 x1", "WO-1"]);
    expect(bench.act("09:04", { asks: { is: "put-back", target: "hall", by: "A1" } })).toEqual(["put-back"]);
  });

  test("the trail says who took it out and who put it back, or that its time was over", () => {
    const engine = engineAt("09:00");
    const deeds = [
      ...engine.step(takeOut("D1", "F1")).deeds,
      ...engine.step({ is: "put-back", target: "D1", by: "F1", at: at("09:10") }).deeds,
      ...engine.step(takeOut("D1", "F1", { at: at("09:20") })).deeds,
      ...engine.step({ is: "tick", at: at("10:00") }).deeds,
    ];
    expect(deeds.map(deed => [deed.is, deed.at, "by" in deed && deed.by])).toEqual([
      ["taken-out", at("09:00"), "Fitter"],
      ["put-back", at("09:10"), "Fitter"],
      ["taken-out", at("09:20"), "Fitter"],
      ["put-back", at("10:00"), null],
    ]);
    expect(engine.services()).toEqual([]);
  });

  test("life safety: people are reminded every hour, also over a restart, once for a time that nobody ran", () => {
    const until = after(at("09:00"), hours(9));
    let engine = engineAt("09:00");
    engine.step(takeOut("PB", "F1", { second: "A1", until } as Partial<ServiceCommand>));
    const told = (clock: string) =>
      engine
        .step({ is: "tick", at: at(clock) })
        .messages.filter(({ items }) => items[0]?.fact === "out-of-service")
        .map(({ at: when, to, kind }) => [when, to.person, kind]);
    const all = (clock: string, kind = "repeated") => ["F1", "M1", "A1"].map(who => [at(clock), who, kind]);
    expect(told("09:59")).toEqual([]);
    expect(told("10:30")).toEqual(all("10:00"));
    engine = new Engine(benchHall, book, at("13:30"), stored(engine.state()));
    expect(told("13:31")).toEqual(all("13:00"));
    expect(told("18:00").slice(-3)).toEqual(all("18:00", "found"));
  });

  test("moves with the hall's clock", () => {
    const engine = engineAt("09:00");
    engine.step(takeOut("D1", "F1"));
    engine.step({ is: "clock-moved", by: minutes(30), at: at("09:40") });
    expect(engine.services()[0]?.outOfService.until).toBe(at("10:30"));
    const restarted = new Engine(benchHall, book, at("09:41"), stored(engine.state()));
    restarted.step({
      is: "readings",
      readings: [reading(benchHall, "D1.contact", "open", at("10:29"))],
      at: at("10:29"),
    });
    expect(restarted.services()).toHaveLength(1);
    expect(restarted.step({ is: "tick", at: at("10:30") }).deeds).toMatchObject([
      { is: "put-back", by: null },
    ]);
  });
});
