import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { renderDiagnostic } from "../../site/diagnostic.ts";
import { kinds } from "../../site/kinds.ts";
import type { Site } from "../../site/model.ts";
import { parseSite } from "../../site/parse.ts";
import { TAGS } from "../../site/tags.ts";
import { instant } from "../../time/instant.ts";
import { courseOf, valueForm } from "../../timeline/values.ts";

const files = readdirSync(import.meta.dirname).filter(file => /^[a-z-]+\.yaml$/.test(file));
const textOf = (file: string) => readFileSync(new URL(file, import.meta.url), "utf8");
const site = (file: string): Site => {
  const parsed = parseSite(textOf(file), file);
  if (parsed.is === "refused")
    throw new Error(parsed.problems.map(d => renderDiagnostic(d, textOf(file))).join("\n"));
  return parsed.site;
};
const ids = (hall: Site, kind: string) =>
  hall.equipment.filter(each => each.kind === kind).map(({ id }) => id);

describe("the halls that rule tests are played in", () => {
  it("are a service hall, a KTV, a bank, an office, a bank that lacks almost everything, a hall with a roster, one that switches, and one whose reports go out", () => {
    expect(files.toSorted()).toEqual([
      "bank.yaml",
      "generic.yaml",
      "reported.yaml",
      "rostered.yaml",
      "site-a.yaml",
      "site-k.yaml",
      "switched.yaml",
      "village-bank.yaml",
    ]);
  });

  it.each(files)("%s has nothing wrong with it and nothing doubtful", file => {
    const text = textOf(file);
    const parsed = parseSite(text, file);
    const told = parsed.is === "site" ? parsed.warnings : parsed.problems;
    expect(told.map(each => renderDiagnostic(each, text))).toEqual([]);
  });

  it.each(files)("%s has someone to tell of every role up to the department above", file => {
    const roles = site(file).people.flatMap(person => person.roles);
    const chain = [
      "staff",
      "guard",
      "duty-manager",
      "hall-director",
      "safety-officer",
      "facilities",
      "superior",
    ];
    expect(chain.filter(role => !roles.includes(role as "staff"))).toEqual([]);
  });
});

describe("site A", () => {
  const hall = site("site-a.yaml");

  it("has every kind of thing, and every role that can be measured but on its meter and its air-conditioner, but the hydrant of the bank, and but the lines and the broker of the office", () => {
    const missing = Object.entries(kinds).flatMap(([kind, roles]) => {
      if (["meter", "air-conditioner"].includes(kind)) return ids(hall, kind).length > 0 ? [] : [kind];
      const owners = kind === "zone" ? hall.zones : hall.equipment.filter(each => each.kind === kind);
      return Object.keys(roles)
        .filter(role => !owners.some(({ points }) => role in points))
        .map(role => `${kind}.${role}`);
    });
    expect(missing).toEqual([
      "zone.occupied",
      "zone.humidity",
      "zone.smoke",
      "power-circuit.state",
      "power-circuit.energy",
      "hydrant.pressure",
      "hydrant.scan",
      "terminal.power",
      "camera.recording",
      "line.utilisation",
      "line.cycle",
      "line.units_down",
      "line.error",
      "line.online",
      "gateway.mqtt_refused",
      "gateway.mqtt_clients",
      "gateway.certificate",
    ]);
  });

  it("has the tags of a service hall", () => {
    const used = new Set([...hall.zones, ...hall.equipment].flatMap(({ tags }) => tags));
    expect(Object.keys(TAGS).filter(tag => !used.has(tag))).toEqual([
      "required",
      "rate-board",
      "aroma",
      "ktv-room",
    ]);
  });

  it("has what the scenarios name: two desk areas in one office, terminals of which four are staffed, what cameras see", () => {
    expect(hall.zones.filter(({ within }) => within === "off2").map(({ id }) => id)).toEqual([
      "off2a",
      "off2b",
    ]);
    expect(hall.equipment.filter(({ tags }) => tags.includes("staffed")).map(({ id }) => id)).toEqual([
      "T1",
      "T2",
      "T3",
      "T4",
    ]);
    const byId = new Map(hall.equipment.map(each => [each.id, each]));
    expect([byId.get("D2")?.camera, byId.get("D3")?.tags, byId.get("L-hall")?.ratedPowerW]).toEqual([
      "C2",
      ["escape", "outside"],
      1200,
    ]);
    expect([byId.get("SEC")?.alwaysOn, byId.get("SEC")?.use, byId.get("S-guard")?.use]).toEqual([
      true,
      "security",
      "sockets",
    ]);
    expect(ids(hall, "weather-station")).toEqual(["O1", "O2"]);
  });

  it("is open on weekdays with a lunch break, and people come in at 07:50", () => {
    const phases = ["07:49", "07:50", "08:30", "12:00", "14:00", "17:30"].map(
      time => hall.calendar.phaseAt(instant(Date.parse(`2025-07-08T${time}:00+08:00`))).phase,
    );
    expect(phases).toEqual(["closed", "opening", "open", "lunch", "open", "closed"]);
  });
});

describe("site K", () => {
  const ktv = site("site-k.yaml");

  it("has three rooms, each with air, light, an aroma lamp and a song machine", () => {
    const rooms = ktv.zones.filter(({ tags }) => tags.includes("ktv-room")).map(({ id }) => id);
    expect(rooms).toEqual(["K1", "K2", "K3"]);
    for (const room of rooms) {
      const found = ktv.equipment.filter(({ zone }) => zone === room).map(({ kind }) => kind);
      expect(found).toEqual(
        expect.arrayContaining(["air-conditioner", "light-circuit", "appliance", "terminal"]),
      );
    }
  });

  it("opens at 18:00 and closes at 02:00 of the next date", () => {
    const phases = ["08T16:59", "08T17:00", "08T18:00", "09T01:59", "09T02:00"].map(
      time => ktv.calendar.phaseAt(instant(Date.parse(`2025-07-${time}:00+08:00`))).phase,
    );
    expect(phases).toEqual(["closed", "opening", "open", "open", "closed"]);
  });
});

it("the bank requires its cameras, its recorder and its rate boards", () => {
  const bank = site("bank.yaml");
  const required = bank.equipment.filter(({ tags }) => tags.includes("required")).map(({ id }) => id);
  expect(required).toEqual(
    expect.arrayContaining([...ids(bank, "camera"), ...ids(bank, "recorder"), "RB-1", "RB-2"]),
  );
});

describe("the values that devices report when nothing is wrong", () => {
  const values = readdirSync(import.meta.dirname).filter(file => /^[a-z-]+\.[a-z]+\.yaml$/.test(file));
  /** A test says when these happen. */
  const events = ["access-event", "inspection-scan"];

  it.each(values)(
    "%s has one for every point of its hall but events, and each is one that the point can have",
    file => {
      const hall = site(`${file.split(".")[0]}.yaml`);
      const written = parse(textOf(file)) as Readonly<Record<string, unknown>>;
      const states = hall.points.filter(point => !events.includes(point.class.id));
      expect(Object.keys(written).toSorted()).toEqual(states.map(({ id }) => id).toSorted());
      const wrong = states.filter(point => {
        const form = valueForm(written[point.id]);
        return form.is === "refused" || courseOf(form.value, point).is === "refused";
      });
      expect(wrong.map(({ id }) => id)).toEqual([]);
    },
  );

  it("are there for every hall, open and closed", () => {
    expect(values.toSorted()).toEqual([
      "bank.day.yaml",
      "bank.night.yaml",
      "generic.day.yaml",
      "generic.night.yaml",
      "reported.day.yaml",
      "rostered.day.yaml",
      "site-a.day.yaml",
      "site-a.night.yaml",
      "site-k.closed.yaml",
      "site-k.evening.yaml",
      "switched.day.yaml",
      "village-bank.day.yaml",
    ]);
  });
});
