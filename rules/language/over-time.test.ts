import { describe, expect, it } from "vitest";
import { judged, smallHall } from "./testing/small-hall.ts";
import { truthWord } from "./truth.ts";

type Values = Readonly<Record<string, number | string>>;

const verdict = (text: string, values: Values): string => {
  const judge = judged(text);
  return truthWord(judge.truth(judge.hall.slots(values)));
};

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

  it.each([
    ["changes(zone.approved, grace) > 1", "changes(number(zone.approved),300000)"],
    ["changes(!zone.approved, grace) > 1", "changes(number(!zone.approved),300000)"],
    ["changes(silent(door.lock), grace) > 1", "changes(number(silent(door.lock)),300000)"],
    ["since_change(today) > 1", "since_change(today)"],
    ["average(meter.power, grace) > limit", "average(meter.power,300000)"],
    ["average(-light.power, grace) > 1", "average(linear(light.power,-1,0),300000)"],
    [
      "average(light.power + meter.power, grace) > 1",
      "average(sum(light.power,linear(meter.power,1000,0)),300000)",
    ],
    ["average(light.power - 5, grace) > 1", "average(difference(light.power,5),300000)"],
    ["average(light.power * 2, grace) > 1", "average(product(light.power,2),300000)"],
    ["average(light.power / 2, grace) > 1", "average(quotient(light.power,2),300000)"],
    [
      "average(zone.approved ? light.power : 0, grace) > 1",
      "average(if(zone.approved,light.power,0),300000)",
    ],
    [
      "average(terminals.filter(t, t.power > 1).size(), grace) > 1",
      "average(count((T1.power>1),(T2.power>1),(T3.power>1)),300000)",
    ],
    [
      "time_in(zone.approved || silent(door.lock), grace) > 1",
      "time_in(or(zone.approved,silent(door.lock)),300000)",
    ],
    [
      "time_in(terminals.exists_one(t, t.power > 1), grace) > 1",
      "time_in(one((T1.power>1),(T2.power>1),(T3.power>1)),300000)",
    ],
    [
      "time_in(zone.approved ? light.power > 1 : zone.approved, grace) > 1",
      "time_in(if(zone.approved,(light.power>1),zone.approved),300000)",
    ],
    [
      "time_in(light.power in [1, 2], grace) > 1",
      "time_in(in(or((light.power==1),(light.power==2)),light.power),300000)",
    ],
    ['energy(meter.power, "midnight") > 1', "energy(linear(meter.power,1000,0),midnight)"],
  ])("%s is named %s", (text, key) => expect(specs(text).map(spec => spec.key)).toEqual([key]));

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
    const whole: readonly (readonly [string, number])[] = [
      ["age(door.badge) * 2 > 60", 30_000],
      ["2 * age(door.badge) > 60", 30_000],
      ["age(door.badge) / 2 > 60", 120_000],
      ["age(door.badge) - 10 > 60", 70_000],
      ["100 - age(door.badge) > 60", 40_000],
      ["10 + age(door.badge) > 60", 50_000],
      ["age(door.badge) / grace > 0.5", 150_000],
      ["60 < age(door.badge)", 60_000],
      ["age(door.badge) == 60", 60_000],
      ["age(door.badge) in [60]", 60_000],
      ["!(age(door.badge) > 60 && zone.approved)", 60_000],
      ["zone.approved ? age(door.badge) > 60 : light.power > 5", 60_000],
      ["zone.approved ? light.power > 5 : age(door.badge) > 60", 60_000],
      ["(age(door.badge) > 60) ? light.power > 5 : zone.approved", 60_000],
      ["(age(door.badge) > 60 ? 1 : 2) * light.power > 5", 60_000],
      ["light.power * (age(door.badge) > 60 ? 1 : 2) > 5", 60_000],
      ["light.power > -(age(door.badge) > 60 ? 1 : 2) * limit", 60_000],
      ["(zone.approved ? (age(door.badge) > 60 ? 1 : 2) : 3) > light.power / limit", 60_000],
      ["(zone.approved ? 3 : (age(door.badge) > 60 ? 1 : 2)) > light.power / limit", 60_000],
      ["terminals.filter(t, age(t.online) > 60).size() > 5", 60_000],
      ["terminals.exists_one(t, age(t.online) > 60)", 60_000],
      ["age(door.badge) > 0.0305", 31],
    ];
    for (const [text, at] of whole) expect([text, thresholds(text)[0]]).toEqual([text, [at, at + 1]]);
    expect(thresholds("age(door.badge) * 0 > 60")).toEqual([[]]);
    expect(thresholds("age(door.badge) > 1 / 0")).toEqual([[]]);
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
