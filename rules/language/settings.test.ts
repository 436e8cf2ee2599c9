import { describe, expect, it } from "vitest";
import { minutes, seconds } from "../time/instant.ts";
import type { Length } from "./edge.ts";
import { edge, forces } from "./edges.ts";
import { length, meantLength } from "./lengths.ts";
import type { Pack, Rule } from "./rule.ts";
import { settingUnit, settingValue } from "./setting-value.ts";
import { lengthOf, settingsOf, settle } from "./settings.ts";
import { isUnit, meantUnit } from "./unit-words.ts";

const setting = (value: number, unit: string) => ({ value, unit, meaning: { zh: "值", en: "value" } });
const pack = (settings: Pack["settings"]): Pack => ({
  name: "p",
  title: { zh: "包", en: "Pack" },
  settings,
  rules: [],
});
const office = pack({
  off_below: setting(10, "W"),
  grace: setting(15, "min"),
  sign_off_at: setting(22 * 60, "time"),
});

describe("a hall's settings", () => {
  const values = (overrides: Record<string, number | string>, ...packs: readonly Pack[]) => {
    const { settings, problems } = settingsOf(packs.length === 0 ? [office] : packs, overrides);
    return [Object.fromEntries([...settings].map(([name, { value }]) => [name, value])), problems];
  };

  it("are those of its packs, with its own values as numbers or as texts", () => {
    expect(values({})).toEqual([{ off_below: 10, grace: 15, sign_off_at: 1_320 }, []]);
    expect(values({ off_below: 12, grace: "1 h", sign_off_at: "21:30" })).toEqual([
      { off_below: 12, grace: 60, sign_off_at: 1_290 },
      [],
    ]);
    expect(values({ grace: "90 s" })[0]).toMatchObject({ grace: 1.5 });
  });

  it.each([
    ["28 Cel", "Cel", 28],
    ["28 °C", "Cel", 28],
    ["28℃", "Cel", 28],
    ["-5 °C", "Cel", -5],
    ["86 [degF]", "Cel", 30],
    ["2 K", "K", 2],
    ["2 kW.h", "kW.h", 2],
    ["2000 W.h", "kW.h", 2],
    ["1.2 kW", "W", 1_200],
    ["130 %", "%", 130],
    ["130 %", "1", 1.3],
    ["20 分钟", "min", 20],
    ["3 K/h", "K/h", 3],
  ])("%s is a value in %s: %d", (said, unit, value) => {
    expect(settingValue(said, unit)).toEqual({ is: "told", value });
  });

  it.each([
    ["grac", 5, 'no pack of this hall has a setting "grac"', 'did you mean "grace"?'],
    [
      "zzzzzzzzzz",
      5,
      'no pack of this hall has a setting "zzzzzzzzzz"',
      "there are: off_below, grace, sign_off_at",
    ],
    [
      "off_below",
      "10 min",
      'expected a number in W, found "10 min"',
      'min is time, W is power: write 10, or "10 W"',
    ],
    ["off_below", "ten", 'expected a number in W, found "ten"', 'write 10, or "10 W"'],
    ["off_below", "12", 'expected a number in W, found "12"', "write it without quotes: 12"],
    ["off_below", "12,5", 'expected a number in W, found "12,5"', "write 12.5"],
    ["off_below", "2 watts", 'expected a number in W, found "2 watts"', 'did you mean "2 W"?'],
    ["grace", "10 minutes", 'expected a number in min, found "10 minutes"', 'did you mean "10 min"?'],
    ["grace", "ten", 'expected a number in min, found "ten"', 'write 10, or "10 min"'],
    ["sign_off_at", 22, '"22" is no time of day', 'write it as "22:00"'],
    ["sign_off_at", "24:00", '"24:00" is no time of day', 'write it as "22:00"'],
  ])("%s: %j is refused", (name, value, message, help) => {
    expect(values({ [name]: value })).toEqual([
      { off_below: 10, grace: 15, sign_off_at: 1_320 },
      [{ name, message, help }],
    ]);
  });

  it("may be in two packs that mean the same value, else the site says which it is", () => {
    const [a, same, other] = [10, 10, 12].map(value => pack({ off_below: setting(value, "W") })) as [
      Pack,
      Pack,
      Pack,
    ];
    const kilo = pack({ off_below: setting(10, "kW") });
    expect(values({}, a, same)).toEqual([{ off_below: 10 }, []]);
    expect(values({ off_below: 11 }, a, other)).toEqual([{ off_below: 11 }, []]);
    for (const [second, says] of [
      [other, "12 W"],
      [kilo, "10 kW"],
    ] as const)
      expect(values({}, a, second)[1]).toEqual([
        {
          name: "off_below",
          message: `setting off_below is 10 W in one pack and ${says} in another`,
          help: "say under settings which it is here: off_below: 10",
        },
      ]);
  });
});

describe("a rule with its settings resolved", () => {
  const { settings } = settingsOf([office, pack({ early: setting(-5, "min") })], {});
  const rule = (more: Partial<Rule>): Rule =>
    ({ id: "r", hold: minutes(5), inForce: ["always"], ...more }) as Rule;

  it("has lengths of time for its hold and escalation, never below zero", () => {
    const settled = (hold: Length, escalate?: Length | null) => {
      const made = settle(rule({ hold, ...(escalate !== undefined && { escalate }) }), settings);
      return [made.hold, "escalate" in made ? made.escalate : "usual"];
    };
    expect(settled(minutes(5))).toEqual([300_000, "usual"]);
    expect(settled({ setting: "grace" }, { setting: "grace" })).toEqual([900_000, 900_000]);
    expect(settled({ setting: "early" }, { setting: "early" })).toEqual([0, 0]);
    expect(settled(minutes(5), null)).toEqual([300_000, null]);
    expect(settled(minutes(5), seconds(30))).toEqual([300_000, 30_000]);
  });

  it("has moments of the day for the ends of its windows", () => {
    const written = forces([
      { from: "closing + grace", to: "sign_off_at - 5 min" },
      { from: "opening", to: "08:15" },
      "open",
    ]);
    if (written.is === "refused") throw new Error(written.why);
    expect(settle(rule({ inForce: written.value }), settings).inForce).toEqual([
      { from: { is: "closing", offset: 900_000 }, to: { is: "time", minute: 1_320, offset: -300_000 } },
      { from: { is: "opening", offset: 0 }, to: { is: "time", minute: 495, offset: 0 } },
      "open",
    ]);
  });

  it("cannot be had when a setting is not there or not of that kind", () => {
    expect(() => lengthOf({ setting: "nothing" }, settings)).toThrow("there is no setting nothing");
    expect(() => lengthOf({ setting: "off_below" }, settings)).toThrow(
      "setting off_below is no length of time",
    );
    const at = { is: "setting", setting: "grace" } as const;
    const end = { at, offset: null };
    expect(() => settle(rule({ inForce: [{ from: end, to: end }] }), settings)).toThrow(
      "setting grace is no time of day",
    );
  });
});

describe("when a rule is in force", () => {
  it.each([
    ["lunch", ["lunch"]],
    [
      ["after-work", "night", "closed"],
      ["closed", "closed", "closed"],
    ],
    ["after-activity", ["after-activity"]],
    ["always", ["always"]],
  ])("%j", (written, expected) => expect(forces(written)).toEqual({ is: "told", value: expected }));

  it.each([
    ["22:00", { is: "time", minute: 1_320 }, null],
    ["00:00", { is: "time", minute: 0 }, null],
    ["open-10min", { is: "open" }, { sign: -1, length: 600_000 }],
    [" closing + 1 h ", { is: "closing" }, { sign: 1, length: 3_600_000 }],
    ["08:00 + grace", { is: "time", minute: 480 }, { sign: 1, length: { setting: "grace" } }],
    ["sign_off_at", { is: "setting", setting: "sign_off_at" }, null],
  ])("%s is a moment of the day", (written, at, offset) =>
    expect(edge(written)).toEqual({ is: "told", value: { at, offset } }),
  );

  it.each([
    "24:00",
    "8:00",
    "08.30",
    "",
    "open - ",
    "open - -5 min",
    "open ~ 5 min",
    "OPEN",
    "open + 5 min + 5 min",
  ])("%j is none", written => expect(edge(written).is).toBe("refused"));
});

describe("a length of time", () => {
  it.each([
    ["10 min", 600_000],
    ["500 ms", 500],
    ["366 d", 366 * 86_400_000],
    ["lunch_grace", { setting: "lunch_grace" }],
  ])("%s", (written, value) => expect(length(written)).toEqual({ is: "told", value }));

  it.each([
    ["10 minutes", "10 min"],
    ["10 Min.", "10 min"],
    ["1.5 hours", "1.5 h"],
    ["10", "10 min"],
    ["3 days", "3 d"],
    ["5分钟", "5 min"],
    ["30 sec", "30 s"],
    ["a while", null],
    ["10 furlongs", null],
    ["", null],
  ])("%s was meant as %j", (written, meant) => {
    expect(meantLength(written)).toBe(meant);
    expect(length(written).is).toBe("refused");
  });
});

describe("the value and unit of a setting", () => {
  it.each([
    [10, "W", 10],
    ["22:30", "time", 1_350],
    ["90 s", "min", 1.5],
    ["1 d", "h", 24],
  ] as const)("%j in %s is %d", (said, unit, value) =>
    expect(settingValue(said, unit)).toEqual({ is: "told", value }),
  );

  it.each(["W", "Cel", "K", "K/h", "mm/h", "time", "{person}", "%", "1"])("%s is a unit", unit =>
    expect(settingUnit(unit)).toEqual({ is: "told", value: unit }),
  );

  it.each([
    ["°C", "Cel"],
    ["kWh", "kW.h"],
    ["minutes", "min"],
    ["kw", "kW"],
    ["人", "{person}"],
    ["Lux", "lx"],
    ["[degF]/h", null],
    ["K/W", null],
    ["K/h/h", null],
    ["zzzzzzzzz", null],
  ])("%s is none; meant is %j", (written, meant) => {
    expect(isUnit(written)).toBe(false);
    if (meant !== null) expect(meantUnit(written)).toBe(meant);
    expect(settingUnit(written)).toMatchObject({ is: "refused", code: "CFG506" });
  });
});
