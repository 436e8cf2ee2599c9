import { describe, expect, it } from "vitest";
import { readSite } from "../site/read-site.ts";
import { at, demoHall, told, until } from "../testing/moving.ts";
import { demoPlan, demoYaml, type FaultText, faultsOn } from "../testing/site.ts";
import { type Hall, hallOf } from "./hall.ts";

const plan = demoPlan();

describe("an evening", () => {
  const evening = (seed: number, pieceS?: number) =>
    told(until(demoHall("2025-07-08T17:00", { seed }), "2025-07-08T18:30", pieceS));

  it("is the same for the same seed, however its time is cut up", () => {
    expect(evening(7, 15)).toEqual(evening(7, 1_000));
    expect(evening(8)).not.toEqual(evening(7));
  });

  it("ends with everybody gone and the hall closed up", () => {
    expect(evening(7).filter(line => !line.includes(" back "))).toMatchInlineSnapshot(`
      [
        "17:37:56 off1 people > empty",
        "17:38:07 E-prt on > off",
        "17:38:21 hall people > empty",
        "17:38:40 AC-hall cool 26 > off",
        "17:38:47 AC-off1 cool 26 > off",
        "17:39:01 E-ctr on > off",
        "17:39:02 L-hall on > off",
        "17:39:17 L-off1 on > off",
        "17:40:01 off2 people > empty",
        "17:40:32 AC-off2 cool 26 > off",
        "17:40:50 D4 unlocked > locked",
        "17:41:05 L-off2a on > off",
        "17:41:07 L-off2b on > off",
        "17:41:08 D2 unlocked > locked",
        "17:41:24 D3 unlocked > locked",
        "17:41:25 D5 unlocked > locked",
        "17:41:27 D1 unlocked > locked",
        "17:42:01 PANEL disarmed > armed-away",
      ]
    `);
  });

  it("is the same when the simulators are started again in the middle", () => {
    const whole = until(demoHall("2025-07-08T17:00"), "2025-07-08T18:30").filter(
      ({ at: t }) => t > at("2025-07-08T17:38"),
    );
    const rest = until(demoHall("2025-07-08T17:38"), "2025-07-08T18:30");
    expect(told(rest)).toEqual(told(whole));
  });
});

/** What a closing check asks about, as the devices would tell it. */
const open = (closed: Hall): string[] =>
  plan.things.flatMap(({ id, kind, alwaysOn }) => {
    const show = (role: string) => closed.show(id, role);
    switch (kind) {
      case "door":
        return show("contact") === "closed" && show("lock") === "locked" ? [] : [id];
      case "window":
        return show("contact") === "closed" ? [] : [id];
      case "light-circuit":
        return show("state") === "off" && Number(show("power")) < 10 ? [] : [id];
      case "air-conditioner":
        return show("mode") === "off" ? [] : [id];
      case "power-circuit":
        return alwaysOn === Number(show("power")) > 5 ? [] : [id];
      case "zone":
        return (show("occupancy") ?? 0) === 0 ? [] : [id];
      default:
        return [];
    }
  });

describe("closing", () => {
  it("is clean before a quarter to six, whatever the seed", () => {
    for (let seed = 0; seed < 10; seed++) {
      const closing = demoHall("2025-07-08T17:29", { seed });
      expect(open(closing).length).toBeGreaterThan(10);
      until(closing, "2025-07-08T17:44");
      expect([seed, ...open(closing)]).toEqual([seed]);
    }
  });

  it("leaves no lit room empty for five minutes, at lunch and after work", () => {
    for (const [start, end] of [
      ["2025-07-08T11:59", "2025-07-08T14:01"],
      ["2025-07-08T17:29", "2025-07-08T18:30"],
    ] as const) {
      const day = demoHall(start);
      const litSince = new Map<string, number>();
      let longest = 0;
      for (let now = day.now(); now < at(end); now += 10_000) {
        day.advance(now + 10_000);
        for (const { id, zone } of plan.things.filter(({ kind }) => kind === "light-circuit")) {
          const isWaste = day.show(id, "state") === "on" && day.show(zone, "occupancy") === 0;
          if (isWaste) litSince.set(id, litSince.get(id) ?? now);
          else litSince.delete(id);
          longest = Math.max(longest, now - (litSince.get(id) ?? now));
        }
      }
      expect(longest).toBeGreaterThan(10_000);
      expect(longest).toBeLessThan(150_000);
    }
  });

  it("fails only where a fault has befallen it", () => {
    const faults: FaultText[] = ["light-left-on", "door-unlocked", "door-open", "setpoint", "gauge-low"];
    const closing = demoHall("2025-07-08T17:29", { faults });
    expect(closing.show("AC-hall", "setpoint")).toBe(24);
    until(closing, "2025-07-08T17:44");
    expect(open(closing)).toEqual(["L-off1", "D2", "D3"]);
    expect([
      closing.show("L-off1", "power"),
      closing.show("D3", "lock"),
      closing.show("D2", "contact"),
      closing.show("X2", "pressure"),
      closing.show("X1", "pressure"),
    ]).toEqual([expect.closeTo(200, -1), "unlocked", "open", "low", "normal"]);
  });
});

describe("a working day", () => {
  it("begins at ten to eight: unlocked, lit, cooled to 26 °C, all equipment on", () => {
    const morning = demoHall("2025-07-08T07:45");
    expect(open(morning)).toEqual([]);
    until(morning, "2025-07-08T10:00");
    const { show } = morning;
    expect([
      show("D1", "lock"),
      show("L-hall", "state"),
      show("AC-hall", "mode"),
      show("AC-hall", "setpoint"),
      show("E-ctr", "state"),
      show("off1", "occupancy"),
    ]).toEqual(["unlocked", "on", "cool", 26, "on", 3]);
    expect(show("hall", "temperature")).toBeCloseTo(26, 0);
  });

  it("has one person at the counter at lunch and the offices empty and dark", () => {
    const { show } = demoHall("2025-07-08T13:00");
    expect([
      show("hall", "occupancy"),
      show("off1", "occupancy"),
      show("off2", "occupancy"),
      show("L-hall", "state"),
      show("L-off1", "state"),
    ]).toEqual([1, 0, 0, "on", "off"]);
  });

  it("is no working day at the weekend, but for a single day that the site file opens", () => {
    const people = ["2025-07-12T10:00", "2025-07-19T10:00"].map(start =>
      demoHall(start).show("off1", "occupancy"),
    );
    expect(people).toEqual([0, 3]);
  });

  it("sees the extinguishers scanned on Monday before opening, 40 s apart, and on no other day", () => {
    const scans = (day: string) =>
      told(until(demoHall(`${day}T08:00`), `${day}T08:30`)).filter(line => line.includes("> scanned"));
    expect(scans("2025-07-07")).toEqual([
      "08:10:00 X1 hanging > scanned",
      "08:10:40 X2 hanging > scanned",
      "08:11:20 X3 hanging > scanned",
    ]);
    expect(scans("2025-07-08")).toEqual([]);
  });
});

it("a hall that is open past midnight closes at two, and belongs to the day on which it opened", () => {
  const yaml = demoYaml().replace('mon-fri: ["08:30-12:00", "14:00-17:30"]', 'mon-fri: ["18:00-02:00"]');
  const late = readSite(yaml);
  // From Friday night into a closed Saturday.
  const night = hallOf({ plan: late, faults: faultsOn(late), seed: 7, start: at("2025-07-11T23:50") });
  const seen = ["2025-07-12T00:10", "2025-07-12T01:50", "2025-07-12T02:15", "2025-07-12T19:00"].map(
    moment => {
      until(night, moment);
      return [
        Number(night.show("off1", "occupancy")) > 0,
        night.show("D1", "lock"),
        night.show("L-hall", "state"),
      ];
    },
  );
  expect(seen).toEqual([
    [true, "unlocked", "on"],
    [true, "unlocked", "on"],
    [false, "locked", "off"],
    [false, "locked", "off"],
  ]);
});

it("equipment of a kind that nobody simulates stops the start with the kinds that there are", () => {
  const odd = readSite(demoYaml().replace("kind: weather-station", "kind: geyser"));
  expect(() => hallOf({ plan: odd, faults: faultsOn(odd), seed: 7, start: 0 })).toThrow(
    'equipment.O1.kind: nobody simulates a "geyser"; there are zone, door',
  );
});
