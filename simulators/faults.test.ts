import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { obey } from "./command.ts";
import { faultKinds, faultsOf } from "./faults.ts";
import { demoPlan, planWith } from "./testing/site.ts";

const usual = (name: string) => faultsOf(demoPlan()).set(name, "on");

describe("faults in the demo hall", () => {
  it("befall the thing that shows them best when nobody says which", () => {
    expect(Object.keys(faultKinds).map(usual)).toEqual(
      [
        "light-left-on:L-off1",
        "door-unlocked:D3",
        "door-open:D2",
        "setpoint:AC-hall",
        "gauge-low:X2",
        "silent:D4",
        "late:AC-off2",
        "garbage:AC-off1",
        "stuck:M-light",
        "offline:D5",
        "malformed:L-off2b",
      ].map(fault => ({ is: "switched", fault })),
    );
  });

  it("are switched on and off by command, and listed", () => {
    const faults = faultsOf(demoPlan());
    const lines = [
      "fault on silent",
      " fault on  door-open:D1 ",
      "fault on silent:D4",
      "fault list",
      "fault off silent:D4",
      "fault list",
    ];
    expect(lines.map(line => obey(line, faults))).toEqual([
      { is: "fault", fault: "silent:D4", state: "on" },
      { is: "fault", fault: "door-open:D1", state: "on" },
      { is: "fault", fault: "silent:D4", state: "on" },
      { is: "faults", active: ["silent:D4", "door-open:D1"] },
      { is: "fault", fault: "silent:D4", state: "off" },
      { is: "faults", active: ["door-open:D1"] },
    ]);
    expect([faults.has("door-open", "D1"), faults.has("silent", "D4")]).toEqual([true, false]);
  });

  it("are refused by name, by target and by wording, each with what would be right", () => {
    const faults = faultsOf(demoPlan());
    const whys = ["fault on fire", "fault on late:D4", "fault toggle silent", "fault on", "quit"].map(
      line => {
        const reply = obey(line, faults);
        return reply.is === "refused" ? reply.why : reply;
      },
    );
    expect(whys).toEqual([
      expect.stringMatching(/^there is no fault "fire"; there are light-left-on, .*, malformed$/),
      'late (the Modbus unit answers after 3 s) cannot befall "D4"; it can befall AC-hall, AC-off1, AC-off2, M-main, M-light',
      expect.stringContaining('"fault toggle silent": say "fault on <name>[:<target>]"'),
      expect.stringContaining('"fault on": say'),
      expect.stringContaining('"quit": say'),
    ]);
    expect(faults.list()).toEqual([]);
  });

  it("are all in the table of the README", () => {
    const readme = readFileSync(new URL("README.md", import.meta.url), "utf8").replaceAll(/ +/g, " ");
    const table = Object.entries(faultKinds).map(([name, { usually }]) => `| \`${name}\` | ${usually} |`);
    expect(table.filter(row => !readme.includes(row))).toEqual([]);
  });
});

it("in a hall that has nothing of the kind a fault is refused", () => {
  expect(faultsOf(planWith("{}")).set("setpoint", "on")).toEqual({
    is: "refused",
    why: "setpoint (somebody has set it to 24 °C): this hall has nothing that it can befall",
  });
});
