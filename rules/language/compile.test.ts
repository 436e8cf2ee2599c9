import { describe, expect, it, test } from "vitest";
import { compileNumber, compileStatic } from "./compile.ts";
import { judged, mistakeIn, smallHall } from "./testing/small-hall.ts";
import { truthWord } from "./truth.ts";

type Values = Readonly<Record<string, number | string>>;

const verdict = (text: string, values: Values): string => {
  const judge = judged(text);
  return truthWord(judge.truth(judge.hall.slots(values)));
};

describe("a condition", () => {
  it.each<readonly [string, Values, string]>([
    ["light.power >= limit", { "light.power": 10 }, "yes"],
    ["light.power >= limit", { "light.power": 9.9 }, "no"],
    ["light.power >= limit", {}, "unknown"],
    ["light.power > limit && zone.occupancy == 0", { "light.power": 200 }, "unknown"],
    ["light.power > limit && zone.occupancy == 0", { "light.power": 0 }, "no"],
    ["light.power > limit || zone.occupancy == 0", { "light.power": 200 }, "yes"],
    ["light.power > limit || zone.occupancy == 0", { "light.power": 0 }, "unknown"],
    ["!(light.power > limit)", {}, "unknown"],
    ['door.lock != "locked"', { "door.lock": "unlocked" }, "yes"],
    ['"locked" == door.lock', { "door.lock": "locked" }, "yes"],
    ['door.lock in ["unlocked", "jammed"]', { "door.lock": "jammed" }, "yes"],
    ['door.lock in ["unlocked", "jammed"]', { "door.lock": "locked" }, "no"],
    ['door.lock in ["unlocked", "jammed"]', {}, "unknown"],
    ["zone.occupancy in [0, 1]", { "zone.occupancy": 1 }, "yes"],
    ["today > extinguisher.due_on", { today: 20_277 }, "no"],
    ["today > extinguisher.due_on", { today: 20_278 }, "yes"],
    ["today > extinguisher.due_on - notice", { today: 20_248 }, "yes"],
    ["today > extinguisher.due_on - 30", { today: 20_247 }, "no"],
    ['today + "30 d" > extinguisher.due_on', { today: 20_248 }, "yes"],
    ["today - extinguisher.due_on > notice", { today: 20_308 }, "yes"],
    ["today - extinguisher.due_on > 30", { today: 20_307 }, "no"],
    ["light.power / zone.occupancy > 5", { "light.power": 100, "zone.occupancy": 0 }, "unknown"],
    ["light.power - 3 * 2 < -1", { "light.power": 4 }, "yes"],
    ["-light.power < 0", { "light.power": 4 }, "yes"],
    ["zone.approved", { "zone.approved": 1 }, "yes"],
    ["zone.approved == false", { "zone.approved": 1 }, "no"],
    ["zone.approved != (light.power > 5)", { "zone.approved": 1, "light.power": 1 }, "yes"],
    ["zone.approved == (light.power > 5)", { "zone.approved": 1 }, "unknown"],
    ["zone.approved ? light.power > 5 : light.power > 50", { "zone.approved": 0, "light.power": 10 }, "no"],
    ["zone.approved ? light.power > 5 : light.power > 50", { "light.power": 100 }, "yes"],
    ["zone.approved ? light.power > 5 : light.power > 50", { "light.power": 10 }, "unknown"],
    ["light.power > (zone.approved ? 50 : 5)", { "zone.approved": 1, "light.power": 10 }, "no"],
    ["light.power > (zone.approved ? 50 : 5)", { "light.power": 100 }, "unknown"],
    ["light.power > (zone.approved ? 5 : 5)", { "light.power": 10 }, "yes"],
    ["silent(door.contact)", { "silent 4": 1 }, "yes"],
    ["!silent(door.contact)", { "silent 4": 1 }, "no"],
    ["true || light.power > 5", {}, "yes"],
  ])("%s with %j is %s", (text, values, expected) => expect(verdict(text, values)).toBe(expected));

  it("reads the slots that it names, in the order of its text, each once", () => {
    expect(judged('door.lock == "locked" && light.power > 1 && light.power < 5').slots).toEqual([5, 0]);
  });

  it("counts what it is fed in functions over time as theirs", () => {
    const text =
      'average(light.power, "5 min") > 1 && age(door.badge) < grace && silent(door.lock) && door.lock == "locked"';
    const { slots, measures, hall } = judged(text);
    const names = Object.fromEntries(
      ["light.power", "door.badge", "door.lock"].map((name, at) => [name, [0, 6, 5][at]]),
    );
    expect(slots).not.toContain(names["light.power"]);
    expect(slots).toEqual(expect.arrayContaining([...measures, names["door.lock"]]));
    expect(hall.measures.map(({ fn, input }) => [fn, input.slots])).toEqual([
      ["average", [names["light.power"]]],
      ["age", [names["door.badge"]]],
    ]);
  });
});

it.each<readonly [string, readonly string[]]>([
  ['silent(door.lock) || door.lock == "locked"', ["door.lock"]],
  ["age(door.badge) < grace", ["door.badge"]],
  ['age(door.badge) < grace && door.badge == "granted"', []],
  ['age(door.badge) < grace && door.badge == "granted" && !silent(door.badge)', ["door.badge"]],
  ['time_in(silent(door.lock), "1 h") > grace', ["door.lock"]],
  ['time_in(door.lock == "locked", "1 h") > grace && age(door.lock) > grace', []],
  ['door.lock == "locked"', []],
])("%s deals itself with the silence of %j", (text, names) => {
  const { handled, hall } = judged(text);
  const slots = names
    .map(name => hall.scope.lookup(name))
    .map(found => (found.is === "slot" ? found.slot : -1));
  expect(handled).toEqual(slots);
});

describe("units", () => {
  it.each<readonly [string, Values, string]>([
    ["light.power >= limit_kw", { "light.power": 10 }, "yes"],
    ["limit_kw <= light.power", { "light.power": 9.99 }, "no"],
    ["circuit.power > circuit.rated_power * share", { "circuit.power": 961 }, "yes"],
    ["circuit.power > share * circuit.rated_power", { "circuit.power": 960 }, "no"],
    ["circuit.power / circuit.rated_power > share", { "circuit.power": 961 }, "yes"],
    ["zone.humidity > share", { "zone.humidity": 80 }, "no"],
    ["outdoor.temperature > cool + step", { "outdoor.temperature": 26.6 }, "yes"],
    ["outdoor.temperature > cool + 1", { "outdoor.temperature": 26.6 }, "no"],
    [
      "zone.temperature - outdoor.temperature > step",
      { "zone.temperature": 20, "outdoor.temperature": 19.4 },
      "yes",
    ],
    ["zone.temperature > hot", { "zone.temperature": 30.1 }, "yes"],
    ["zone.temperature > hot", { "zone.temperature": 29.9 }, "no"],
    ["light.power + limit_kw > 15", { "light.power": 6 }, "yes"],
    ["terminals.size() == most", {}, "yes"],
  ])("%s with %j is %s", (text, values, expected) => expect(verdict(text, values)).toBe(expected));

  it("of a function over time follow from what it measures", () => {
    const spans: readonly (readonly [string, string])[] = [
      ['average(zone.temperature, "1 h") > cool', "Cel"],
      ['rise(zone.temperature, "1 h") > step', "K"],
      ['rate(zone.temperature, "1 h") > steep', "K/h"],
      ['changes(door.contact, "1 h") > most', "1"],
      ["since_change(door.contact) > grace", "s"],
      ['energy(light.power, "closing") > 0.5', "kW.h"],
    ];
    for (const [text, unit] of spans) {
      const { parts, hall } = judged(text);
      expect([text, parts(hall.slots({}))[0]?.unit ?? "1"]).toEqual([text, unit]);
    }
  });
});

describe("what the hall has and lacks", () => {
  it.each<readonly [string, Values, string]>([
    ["has(light.power) && light.power > 5", { "light.power": 6 }, "yes"],
    ['has(light.command) && light.command == "on"', {}, "no"],
    ['light.command == "on" && has(light.command)', {}, "no"],
    ['!has(light.command) || light.command == "on"', {}, "yes"],
    ['has(light.command) ? light.command == "on" : light.power > 5', { "light.power": 6 }, "yes"],
    [
      "light.power > (has(circuit.approved_power) ? circuit.approved_power : limit)",
      { "light.power": 11 },
      "yes",
    ],
    ["has(terminals) && !has(kiosks)", {}, "yes"],
    ['"escape" in door.tags && "x-red" in door.tags', {}, "yes"],
    ['"outside" in door.tags', {}, "no"],
    ['circuit.use == "sockets"', {}, "yes"],
    ['circuit.use in ["security", "sign"]', {}, "no"],
    ["always && size(terminals) == 3", {}, "yes"],
  ])("%s with %j is %s", (text, values, expected) => expect(verdict(text, values)).toBe(expected));

  it("is told when nothing decides without it", () => {
    expect(mistakeIn('light.command == "on" || light.power > 5')).toEqual([
      "missing",
      'light-circuit L1 has no point "command"',
      "",
      "light.command",
    ]);
    expect(mistakeIn("kiosks.all(k, k.power > 5)")[1]).toBe("the hall has no kiosk");
    expect(mistakeIn('terminals.filter(t, "outside" in t.tags).all(t, t.power > 5)')[0]).toBe("missing");
  });

  it("keeps a mistake on the side that does not count from hiding", () => {
    expect(mistakeIn("has(light.command) && light.powr > 1")[1]).toBe('unknown name "light.powr"');
    expect(mistakeIn('terminals.filter(t, "outside" in t.tags).all(t, t.powr > 5)')[1]).toBe(
      'unknown name "T1.powr"',
    );
    expect(mistakeIn("has(light.power) ? light.power > 1 : light.powr > 1")[0]).toBe("wrong");
  });
});

describe("a collection", () => {
  const online = (...words: string[]): Values =>
    Object.fromEntries(words.flatMap((word, at) => (word === "" ? [] : [[`T${at + 1}.online`, word]])));
  const text = (method: string) => `terminals.${method}(t, t.online == "online")`;

  it.each<readonly [string, readonly string[], string]>([
    ["all", ["online", "online", "online"], "yes"],
    ["all", ["online", "", "online"], "unknown"],
    ["all", ["online", "", "offline"], "no"],
    ["exists", ["offline", "offline", "offline"], "no"],
    ["exists", ["offline", "", "offline"], "unknown"],
    ["exists", ["online", "", ""], "yes"],
    ["exists_one", ["online", "offline", "offline"], "yes"],
    ["exists_one", ["online", "online", ""], "no"],
    ["exists_one", ["online", "offline", ""], "unknown"],
    ["exists_one", ["offline", "offline", ""], "unknown"],
    ["exists_one", ["offline", "offline", "offline"], "no"],
  ])(".%s of %j is %s", (method, words, expected) =>
    expect(verdict(text(method), online(...words))).toBe(expected),
  );

  it.each<readonly [string, readonly string[], string]>([
    [".size() >= 2", ["online", "online", ""], "yes"],
    [".size() >= 2", ["online", "", "offline"], "unknown"],
    [".size() >= 2", ["offline", "", "offline"], "no"],
    [".size() == 2", ["online", "", "offline"], "unknown"],
    [".size() * 100 / size(terminals) >= 60", ["online", "online", ""], "yes"],
    ['.all(t, "staffed" in t.tags)', ["online", "online", "offline"], "yes"],
    ['.all(t, "staffed" in t.tags)', ["online", "online", ""], "unknown"],
    ['.filter(t, "staffed" in t.tags).size() == 1', ["online", "offline", "online"], "yes"],
  ])("that is filtered: %s of %j is %s", (method, words, expected) =>
    expect(verdict(`terminals.filter(t, t.online == "online")${method}`, online(...words))).toBe(expected),
  );

  it("is filtered once for all by what the site file says", () => {
    const { slots } = judged('terminals.filter(t, "staffed" in t.tags).all(t, t.online == "online")');
    expect(slots).toHaveLength(2);
  });

  it("may be gone through inside another, and a name inside means the inner one", () => {
    const inner = "terminals.exists(t, terminals.all(u, u.power >= t.power) && t.power > 5)";
    expect(verdict(inner, { "T1.power": 9, "T2.power": 8, "T3.power": 7 })).toBe("yes");
    expect(verdict("terminals.all(t, terminals.exists(t, t.power > 5))", { "T1.power": 9 })).toBe("yes");
  });
});

describe("the parts of a condition", () => {
  it("tell each comparison as it stands", () => {
    const { parts, hall } = judged(
      'light.power >= limit_kw && door.lock in ["unlocked", "jammed"] && zone.occupancy == 0',
    );
    expect(parts(hall.slots({ "light.power": 12, "door.lock": "jammed" }))).toEqual([
      { text: "light.power >= limit_kw", is: "yes", left: 12, right: 10, unit: "W" },
      { text: 'door.lock in ["unlocked", "jammed"]', is: "yes", left: null, right: null, leftWord: "jammed" },
      { text: "zone.occupancy == 0", is: "unknown", left: null, right: 0, unit: "{person}" },
    ]);
  });

  it("tell dates as dates, calculated values as numbers, and each member by its own name", () => {
    const { parts, hall } = judged(
      "today > extinguisher.due_on - notice\n  || terminals.exists(t,\n t.power * 2 > 5) || silent(door.lock) || zone.approved",
    );
    expect(parts(hall.slots({ today: 20_250, "T2.power": 4, "silent 5": 0, "zone.approved": 1 }))).toEqual([
      {
        text: "today > extinguisher.due_on - notice",
        is: "yes",
        left: null,
        right: null,
        leftWord: "2025-06-11",
        rightWord: "2025-06-08",
      },
      { text: "T1.power * 2 > 5", is: "unknown", left: null, right: 5, unit: "W" },
      { text: "T2.power * 2 > 5", is: "yes", left: 8, right: 5, unit: "W" },
      { text: "T3.power * 2 > 5", is: "unknown", left: null, right: 5, unit: "W" },
      { text: "silent(door.lock)", is: "no", left: null, right: null },
      { text: "zone.approved", is: "yes", left: null, right: null },
    ]);
  });

  it("leave out what is certain, and never hold a number that JSON has not", () => {
    const { parts, hall } = judged('"escape" in door.tags && has(light.power) && age(door.badge) > "1 min"');
    expect(parts(hall.slots({ "low age(door.badge)": Number.POSITIVE_INFINITY }))).toEqual([
      { text: 'age(door.badge) > "1 min"', is: "yes", left: null, right: 60, unit: "s" },
    ]);
    const far = judged("today + 1000000000000 > today");
    expect(far.parts(far.hall.slots({ today: 5 }))[0]?.leftWord).toBeUndefined();
  });
});

describe("a function over time", () => {
  const specs = (text: string) =>
    judged(text).hall.measures.map(({ fn, key, window, isCounter, thresholds }) => ({
      fn,
      key,
      window,
      isCounter,
      thresholds,
    }));

  it("is named by what it measures, so that it is found again after a restart", () => {
    expect(specs('average(light.power, "15 min") > 5 && average(light.power, grace) > 7')).toMatchObject([
      { fn: "average", key: "average(light.power,900000)", window: { is: "length", length: 900_000 } },
      { key: "average(light.power,300000)" },
    ]);
    expect(
      specs('time_in(light.power >= limit_kw && door.lock != "locked", "closing") > "5 min"'),
    ).toMatchObject([
      {
        key: "time_in(and((light.power>=10),(door.lock!=0)),closing)",
        window: { is: "since", edge: "closing" },
      },
    ]);
    expect(specs("since_change(door.contact) > grace")).toMatchObject([
      { key: "since_change(door.contact)", window: { is: "none" } },
    ]);
  });

  it("is reserved once however often it is asked", () => {
    expect(specs('max(zone.co2, "1 h") > 1000 && max(zone.co2, "60 min") < 2000')).toHaveLength(1);
  });

  it("is fed a power in W or a counter in kW.h when it tells energy", () => {
    expect(
      specs('energy(light.power, "closing") > 1 || energy(circuit.energy, "opening") > 1'),
    ).toMatchObject([
      { isCounter: false },
      { isCounter: true, key: "energy(circuit.energy counter,opening)" },
    ]);
  });

  it("says at which values of a growing one to look again: as it is reached, and the moment after", () => {
    const thresholds = (text: string) => specs(text).map(spec => spec.thresholds);
    expect(thresholds("age(door.badge) < grace")).toEqual([[300_000, 300_001]]);
    expect(
      thresholds('since_change(door.contact) > "90 s" && since_change(door.contact) < 3 * grace'),
    ).toEqual([[90_000, 90_001, 900_000, 900_001]]);
    expect(thresholds('time_in(light.power > 5, "1 h") / 2 + grace > 600')).toEqual([[600_000, 600_001]]);
    expect(thresholds("-age(door.badge) < -60")).toEqual([[60_000, 60_001]]);
    expect(thresholds("(zone.approved ? age(door.badge) : 5) > 60")).toEqual([[60_000, 60_001]]);
    expect(thresholds('energy(light.power, "closing") >= 0.5')).toEqual([[0.5, 0.500000001]]);
    expect(thresholds('average(light.power, "5 min") > 5 || changes(door.contact, "5 min") > 3')).toEqual([
      [],
      [],
    ]);
  });

  it("is known within limits when what it counts was not always seen", () => {
    const text = 'time_in(door.contact == "open", "1 h") >= grace';
    const [low, high] = ["low", "high"].map(end => `${end} time_in((door.contact==1),3600000)`) as [
      string,
      string,
    ];
    expect(verdict(text, { [low]: 300, [high]: 900 })).toBe("yes");
    expect(verdict(text, { [low]: 100, [high]: 900 })).toBe("unknown");
    expect(verdict(text, { [low]: 100, [high]: 200 })).toBe("no");
    expect(verdict(`100 - ${text.replace(" >= grace", "")} < 0`, { [low]: 101, [high]: 900 })).toBe("yes");
  });

  it("is fed what it measures from the slots", () => {
    const hall = smallHall();
    judged(
      'time_in(light.power > limit && zone.occupancy == 0, "1 h") > grace || changes(zone.approved, "1 h") > 2',
      hall,
    );
    const slots = hall.slots({ "light.power": 11, "zone.occupancy": 0, "zone.approved": 1 });
    expect(hall.measures.map(({ input }) => input.of(slots))).toEqual([1, 1]);
    expect(hall.measures.map(({ input }) => input.of(hall.slots({ "light.power": 11 })))).toEqual([
      2,
      Number.NaN,
    ]);
  });
});

describe("a number", () => {
  const waste = (text: string) => compileNumber(text, smallHall().scope, "W");
  it("is told in the unit that is asked for", () => {
    const gauge = waste("light.power - limit_kw");
    if ("is" in gauge) throw new Error(gauge.message);
    const hall = smallHall();
    expect([
      gauge.unit,
      gauge.slots,
      gauge.number(hall.slots({ "light.power": 25 })),
      gauge.number(hall.slots({})),
    ]).toEqual(["W", [0], 15, Number.NaN]);
  });

  it.each([
    ["zone.temperature", "expected a power in W, found a number in Cel: Cel is temperature, W is power"],
    ["light.power > 5", "expected a power in W, found a yes or no"],
    ['average(light.power, "5 min")', "average() looks back in time, waste is the power of the moment"],
  ])("%s: %s", (text, message) => expect(waste(text)).toMatchObject({ is: "wrong", message }));
});

describe("a choice of targets", () => {
  const chosen = (text: string) => compileStatic(text, smallHall().scope);
  it.each([
    ['"escape" in door.tags', true],
    ['!("escape" in door.tags)', false],
    ['circuit.use == "sockets" && circuit.rated_power > 1000', true],
    ["has(circuit.approved_power)", false],
    ["has(light.power) && size(terminals) > 2", true],
    ["circuit.rated_power / 0 > 5", false],
  ])("%s: %s", (text, expected) => expect(chosen(text)).toBe(expected));

  it.each([
    ["light.power > 5", "wrong", "light.power changes while the hall runs, `where` is decided once"],
    ["silent(light.power)", "wrong", "silent() looks back in time, `where` is decided once"],
    ["circuit.approved_power > 5", "missing", "power-circuit S1 has no approved_power"],
    ["circuit.rated_power", "wrong", "expected yes or no here, found a number in W"],
  ])("%s is %s: %s", (text, is, message) => expect(chosen(text)).toMatchObject({ is, message }));
});

test("what a condition may cost is told with the number and the limit", () => {
  const nested = (inner: string, depth: number): string =>
    depth === 0 ? inner : nested(`terminals.all(x${depth}, ${inner})`, depth - 1);
  expect(mistakeIn(nested("light.power > 1", 7)).slice(0, 2)).toEqual([
    "costly",
    "in this hall the condition becomes 8,747 comparisons, names and values, more than 2,000",
  ]);
  expect(mistakeIn(`light.power > ${" ".repeat(2_000)}1`)[1]).toBe(
    "the condition has 2,015 characters, more than 2,000",
  );
  expect(mistakeIn(`${"(".repeat(300)}1`)[0]).toBe("costly");
  const chain = Array.from({ length: 60 }, (_, at) => `light.power > ${at}`).join(" && ");
  expect(verdict(chain, { "light.power": 100 })).toBe("yes");
});
