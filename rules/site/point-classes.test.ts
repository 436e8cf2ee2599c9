import { describe, expect, it } from "vitest";
import { minutes } from "../time/instant.ts";
import { kinds, roleOf } from "./kinds.ts";
import { pointClasses } from "./point-classes.ts";

const rows = [...pointClasses.values()];

describe("the class table", () => {
  it("has every row once, either with a unit and a range or with words", () => {
    expect(rows.length).toBe(98);
    const forms = rows.map(row => [row.unit !== undefined, row.range !== undefined, row.words === undefined]);
    expect(forms.filter(form => new Set(form).size > 1)).toEqual([]);
  });

  it("names a class thing first and quantity last, in lower case with hyphens", () => {
    expect(rows.map(row => row.id).filter(id => !/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(id))).toEqual([]);
  });

  it("keeps the order of words, since the order is the value", () => {
    expect(pointClasses.get("door-contact")?.words).toEqual(["closed", "open"]);
    expect(pointClasses.get("window-contact")?.words).toEqual(["closed", "open"]);
    expect(pointClasses.get("door-lock")?.words).toEqual(["locked", "unlocked", "jammed"]);
    expect(pointClasses.get("ac-mode")?.words).toEqual(["off", "auto", "cool", "heat", "dry", "fan"]);
    expect(pointClasses.get("light-circuit-status")?.words).toEqual(["off", "on"]);
    expect(pointClasses.get("extinguisher-pressure")?.words).toEqual(["low", "normal", "high"]);
    expect(pointClasses.get("inspection-scan")?.words).toEqual(["seen"]);
  });

  it("tells polarity in words, never as true and false", () => {
    const words = new Set(rows.flatMap(row => row.words ?? []));
    expect(["true", "false", "yes", "no", "0", "1"].filter(word => words.has(word))).toEqual([]);
  });

  it("calls a door silent after ten minutes, a power after five, and an inspection only after 45 days", () => {
    expect(pointClasses.get("door-lock")?.staleAfter).toBe(minutes(10));
    expect(pointClasses.get("elec-power-active")?.staleAfter).toBe(minutes(5));
    expect(pointClasses.get("inspection-scan")?.staleAfter).toBe(minutes(45 * 24 * 60));
  });

  it("has a range that is the right way up", () => {
    expect(rows.filter(row => row.range && row.range[0] >= row.range[1])).toEqual([]);
  });
});

describe("the kinds", () => {
  it("give every role a class of the table and a name in both languages", () => {
    const roles = Object.values(kinds).flatMap(kind => Object.values(kind));
    expect(roles.filter(role => !pointClasses.has(role.class) || !role.name.zh || !role.name.en)).toEqual([]);
  });

  it("know nothing of names that every JavaScript object has", () => {
    expect(roleOf("door", "lock")?.class).toBe("door-lock");
    expect(["constructor", "__proto__", "toString", "Lock"].map(name => roleOf("door", name))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
