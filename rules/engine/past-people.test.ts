import { describe, expect, test } from "vitest";
import { after, minutes, seconds } from "../time/instant.ts";
import { Engine } from "./engine.ts";
import type { AlertCommand, ServiceCommand } from "./input.ts";
import { type Asks, benchHall } from "./testing/bench.ts";
import { at, reading, rule } from "./testing/hall.ts";
import { bookOf, live } from "./testing/play.ts";

describe("an alert of the past", () => {
  const site = benchHall;
  const late = rule({
    id: "late",
    each: "door",
    condition: 'door.contact == "open"',
    hold: minutes(1),
    fact: "door",
    tell: ["guard"],
  });
  /** A door that is silent for a quarter of an hour, and tells later that it was open meanwhile. */
  const learned = (
    ...before: readonly ServiceCommand[]
  ): { readonly engine: Engine; readonly alert: string } => {
    const engine = new Engine(site, bookOf(site, [late]), at("09:00"));
    for (const command of before) engine.step(command);
    live(engine, site, "09:18", { "09:00": { "D1.contact": "closed" }, "09:03": { "D1.contact": null } });
    const opened = ["09:05", "09:06", "09:07"].map(clock =>
      reading(site, "D1.contact", "open", at(clock), at("09:19")),
    );
    const shut = ["09:08", "09:19"].map(clock =>
      reading(site, "D1.contact", "closed", at(clock), at("09:19")),
    );
    engine.step({ is: "readings", readings: [...opened, ...shut], at: at("09:19") });
    live(engine, site, "09:40", { "09:19": { "D1.contact": "closed" } });
    return { engine, alert: engine.openAlerts().find(({ fact }) => fact === "door")?.id ?? "" };
  };
  const about = (command: Asks, alert: string, clock: string) =>
    ({ ...command, alert, at: at(clock) }) as AlertCommand;

  test("can be noted, confirmed and acknowledged, and an acknowledgement taken back; not put aside", () => {
    const { engine, alert } = learned();
    expect(engine.openAlerts().find(({ id }) => id === alert)).toMatchObject({
      isLate: true,
      condition: "clear",
    });
    const words = (command: Asks, clock = "09:41") => {
      const { transitions, refused } = engine.step(about(command, alert, clock));
      return refused ?? transitions.map(({ event }) => event.is);
    };
    expect(words({ is: "note", by: "G1", note: "the cable was out" })).toEqual(["noted"]);
    expect(
      words({ is: "shelve", by: "G1", shelf: "timed", until: after(at("09:41"), seconds(60)), reason: "x" }),
    ).toBe("it is over: acknowledge it");
    expect(words({ is: "acknowledge", by: "G1", note: "" })).toEqual(["acknowledged", "closed"]);
    expect(words({ is: "unacknowledge", by: "G1" }, "09:41:05")).toEqual(["unacknowledged"]);
    expect(words({ is: "confirm", by: "G1", note: "seen on the recording" }, "09:42")).toEqual([
      "confirmed",
      "closed",
    ]);
  });

  test("of something that is out of service is told to nobody", () => {
    const out = {
      target: "D1",
      by: "F1",
      order: "WO",
      until: at("10:00"),
      compensation: "",
      at: at("09:00"),
    };
    const { engine, alert } = learned({ is: "take-out", ...out });
    const known = engine.openAlerts().find(({ id }) => id === alert);
    expect(known).toMatchObject({ isLate: true, told: [], outOfService: { order: "WO" } });
    const { transitions } = engine.step({ is: "tick", at: at("10:00") });
    const words = transitions.filter(each => each.alert.id === alert).map(({ event }) => event.is);
    expect(words).toEqual(["put-back", "closed"]);
  });
});
