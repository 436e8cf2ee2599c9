import { describe, expect, test } from "vitest";
import type { Reading } from "../reading/reading.ts";
import { minutes } from "../time/instant.ts";
import { Engine } from "./engine.ts";
import { rulebook } from "./rulebook.ts";
import { at, failure, hall, reading, rule } from "./testing/hall.ts";

const site = hall({ D1: ["door", "hall", "contact", "lock"] }, { hall: [] });
const rules = [rule({ id: "open", each: "door", condition: 'door.contact != "closed"' })];
const book = rulebook(site, [{ name: "test", title: { zh: "", en: "" }, settings: {}, rules }]);

/** An engine since 12:00 that takes one reading of the door a moment, and what is known of the door after each. */
const door = () => {
  const engine = new Engine(site, book, at("12:00"));
  const says = (one: Reading) => {
    engine.step({ is: "readings", readings: [one], at: one.receivedAt });
    const { state, value } = engine.signals.of(0);
    return [state, value];
  };
  const open = () =>
    engine
      .openAlerts()
      .filter(({ fact }) => fact === "open")
      .map(({ condition }) => condition);
  return { engine, says, open };
};
const OPEN = "open";
const CLOSED = "closed";

describe("a device whose clock is four minutes ahead", () => {
  test("is heard when its clock is set right, and does not have to wait until its old times have passed", () => {
    const { says, open } = door();
    expect(says(reading(site, "D1.contact", CLOSED, at("12:04"), at("12:00")))).toEqual(["good", 0]);
    expect(says(reading(site, "D1.contact", OPEN, at("12:00:10")))).toEqual(["good", 1]);
    expect(open()).toEqual(["active"]);
  });

  test("is stale as long after it was heard as any other", () => {
    const { engine, says } = door();
    says(reading(site, "D1.contact", CLOSED, at("12:04"), at("12:00")));
    engine.step({ is: "tick", at: at("12:10") });
    expect(engine.signals.of(0)).toMatchObject({ state: "stale", since: at("12:10") });
  });

  test("is bad at once when it fails", () => {
    const { says } = door();
    says(reading(site, "D1.contact", CLOSED, at("12:04"), at("12:00")));
    expect(says(failure(site, "D1.contact", at("12:00:10")))).toEqual(["bad", 0]);
  });
});

describe("what is stale already when it comes in", () => {
  const anHourAgo = (value: string) => reading(site, "D1.contact", value, at("12:00"), at("13:00"));

  test("is shown with its age, and judged by nobody", () => {
    const { engine, says, open } = door();
    expect(says(anHourAgo(OPEN))).toEqual(["stale", 1]);
    expect(engine.signals.of(0)).toMatchObject({ at: at("12:00"), since: at("12:10") });
    expect(open()).toEqual([]);
  });

  test("clears no alert", () => {
    const { engine, says, open } = door();
    says(reading(site, "D1.contact", OPEN, at("12:00")));
    engine.step({ is: "tick", at: at("13:00") });
    expect(open()).toEqual(["unknown"]);
    const late = { ...anHourAgo(CLOSED), at: (at("12:00") + minutes(1)) as Reading["at"] };
    expect(says(late)).toEqual(["stale", 0]);
    expect(open()).toEqual(["unknown"]);
    expect(says(reading(site, "D1.contact", CLOSED, at("13:00")))).toEqual(["good", 0]);
    expect(open()).toEqual(["clear"]);
  });

  test("does not make a failed device good, and the next good word does", () => {
    const { says } = door();
    says(failure(site, "D1.contact", at("12:50")));
    expect(says({ ...anHourAgo(CLOSED), at: at("12:20") })).toEqual(["bad", 0]);
    expect(says(reading(site, "D1.contact", CLOSED, at("13:01")))).toEqual(["good", 0]);
  });
});
