import { describe, expect, test } from "vitest";
import type { Alert } from "../alert/alert.ts";
import type { Rule, Suppressing } from "../language/rule.ts";
import { minutes } from "../time/instant.ts";
import { Engine } from "./engine.ts";
import { rulebook } from "./rulebook.ts";
import { at, failure, hall, reading, rule } from "./testing/hall.ts";

// Several MQTT devices that lose their power at once look like a broker that is gone: in a power cut it is the power cut.
const site = hall(
  {
    MAINS: ["mains", "hall", "state"],
    K1: ["kiosk", "hall", "online"],
    K2: ["kiosk", "hall", "online"],
    K3: ["kiosk", "hall", "online"],
    D1: ["door", "hall", "contact"],
  },
  { hall: [] },
);
const rules: readonly Rule[] = [
  rule({ id: "power-cut", each: "hall", condition: 'mains.state == "failed"', priority: 1 }),
  rule({ id: "kiosk-down", each: "kiosk", condition: 'kiosk.online == "offline"', fact: "device-down" }),
  rule({ id: "door-open", each: "door", condition: 'door.contact == "open"', priority: 2 }),
];
const mainsLost: Suppressing = {
  id: "mains-lost",
  title: { zh: "停电", en: "power cut" },
  cause: "power-cut",
  within: "hall",
  facts: [],
  kinds: ["kiosk"],
  settle: minutes(2),
};
const packs = [{ name: "t", title: { zh: "", en: "" }, settings: {}, rules, suppressions: [mainsLost] }];
const KIOSKS = ["K1.online", "K2.online", "K3.online"];

/** All is well at 10:00. At 10:01 the mains is as given and these points fail. */
const hallWith = (mains: "ok" | "failed", failing: readonly string[]): Engine => {
  const engine = new Engine(site, rulebook(site, packs), at("10:00"));
  const well = [
    reading(site, "MAINS.state", "ok", at("10:00")),
    reading(site, "D1.contact", "closed", at("10:00")),
    ...KIOSKS.map(point => reading(site, point, "online", at("10:00"))),
  ];
  engine.step({ is: "readings", readings: well, at: at("10:00") });
  fail(engine, failing, "10:01", mains);
  return engine;
};
const fail = (
  engine: Engine,
  points: readonly string[],
  clock: string,
  mains: "ok" | "failed",
): readonly string[] =>
  engine
    .step({
      is: "readings",
      readings: [
        reading(site, "MAINS.state", mains, at(clock)),
        ...points.map(point => failure(site, point, at(clock))),
      ],
      at: at(clock),
    })
    .transitions.map(({ event }) => event.is);
const line = (engine: Engine, clock: string): Alert | undefined => {
  engine.step({ is: "tick", at: at(clock) });
  return engine.openAlerts().find(({ fact, target }) => fact === "blind" && target === "mqtt");
};

describe("a line of which only what the power cut explains cannot be read", () => {
  test("is explained by the power cut, and told to nobody", () => {
    const alert = line(hallWith("failed", KIOSKS), "10:05");
    expect(alert?.condition).toBe("active");
    expect(alert?.suppression?.rule).toBe("mains-lost");
    expect(alert?.told).toEqual([]);
  });

  test("is told as ever without one", () => {
    const alert = line(hallWith("ok", KIOSKS), "10:05");
    expect([alert?.suppression, alert?.told.length]).toEqual([null, 1]);
  });

  test("is told when a door is among what cannot be read", () => {
    const alert = line(hallWith("failed", [...KIOSKS, "D1.contact"]), "10:05");
    expect([alert?.suppression, alert?.priority]).toEqual([null, 2]);
  });

  test("is told after all when a door goes too", () => {
    const engine = hallWith("failed", KIOSKS);
    expect(line(engine, "10:05")?.suppression).not.toBeNull();
    fail(engine, [...KIOSKS, "D1.contact"], "10:06", "failed");
    const alert = line(engine, "10:12");
    expect([alert?.suppression, alert?.acknowledgement, alert?.priority]).toEqual([null, null, 2]);
    expect(alert?.told.length).toBeGreaterThan(0);
  });
});
