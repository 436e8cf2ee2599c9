import { describe, expect, test } from "vitest";
import { kinds } from "#rules/site/kinds.ts";
import { pointClasses } from "#rules/site/point-classes.ts";
import { instant } from "#rules/time/instant.ts";
import type { SourceHealth } from "../ports/driver.ts";
import { sourceFigure } from "./self-watch-source.ts";

const since = instant(0);
const line: SourceHealth = {
  id: "modbus:plant",
  state: "up",
  since,
  lastError: "",
  counts: {},
  gauges: { utilisationPercent: 41, cycleMs: 830, unitsDown: 2 },
};

/** The figure of a role: its number, its word, or why there is none. */
const told = (role: string, source: SourceHealth | undefined = line): number | string => {
  const known = pointClasses.get(kinds.line[role]?.class ?? "device-online");
  if (!known) throw new Error(`no role ${role}`);
  const figure = sourceFigure({ role, class: known }, "modbus:plant", source);
  if (figure.is === "none") return figure.why;
  return known.words?.[figure.value] ?? figure.value;
};

describe("a line tells of itself", () => {
  test.each([
    ["utilisation", 41],
    ["cycle", 0.83],
    ["units_down", 2],
    ["error", "none"],
    ["online", "online"],
  ] as const)("%s is %s", (role, value) => {
    expect(told(role)).toBe(value);
  });

  test("what failed last, and that it is down", () => {
    const down = { ...line, state: "down", lastErrorKind: "unreachable" } as const;
    expect([told("error", down), told("online", down)]).toEqual(["unreachable", "offline"]);
  });
});

describe("what nobody knows is no figure", () => {
  test("a line without gauges does not pass for an idle one", () => {
    const { gauges: _, ...bare } = line;
    expect(told("utilisation", bare)).toBe("modbus:plant: does not tell it");
  });

  test("a unit that was not asked yet is neither there nor gone", () => {
    expect(told("online", { ...line, state: "starting" })).toBe("modbus:plant: has not answered yet");
  });

  test("a line that nothing is read over has no health", () => {
    const figure = sourceFigure(
      { role: "online", class: pointClasses.get("device-online") ?? (undefined as never) },
      "modbus:attic",
      undefined,
    );
    expect(figure).toEqual({ is: "none", why: "nothing is read over modbus:attic" });
  });

  test("a role that no driver measures says so", () => {
    expect(told("voltage")).toBe('modbus:plant: nobody measures "voltage"');
  });
});
