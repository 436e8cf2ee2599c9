import { expect, test } from "vitest";
import { parseSite } from "#rules/site/parse.ts";
import type { Profile } from "#rules/site/profile.ts";
import { model } from "./models.ts";
import { type Draft, draftSite } from "./site-draft.ts";

const words: Draft["words"] = {
  head: ["A hall."],
  hours: "hours",
  people: "people",
  sources: "sources",
  zones: "zones",
  equipment: "equipment",
  gateway: "measures itself",
  nothing: "nothing was found",
};

test("whatever is said of the broker and the line, the drafted file has no mistake and says the same", async () => {
  const door = await model("aqara-mccgq11lm");
  const meter = await model("eastron-sdm630");
  if (!door || !meter) throw new Error("these models ship");
  const line = { name: "bus1", wire: { is: "rtu", host: "10.0.0.8", port: 4_001 } } as const;
  const found: Draft["devices"] = [
    { ...named("DQ1"), profile: door, at: { is: "mqtt", base: "zigbee2mqtt/door" } },
    { ...named("M3"), profile: meter, at: { is: "modbus", line: "bus1", unit: 3 } },
  ];
  const profiles = new Map<string, Profile>([door, meter].map(each => [each.id, each]));
  const sourcesFor = (mqtt: string, over: Pick<Draft, "line" | "devices">) => {
    const answers = { name: "Hall", hours: ["08:30-17:30"], mqtt };
    const parsed = parseSite(draftSite({ answers, words, ...over }), "hall.yaml", profiles);
    if (parsed.is === "refused") return parsed.problems.map(({ message }) => message);
    const { sources } = parsed.site;
    return [
      sources.mqtt?.is === "external" ? sources.mqtt.url : sources.mqtt?.is,
      Object.keys(sources.modbus),
    ];
  };
  expect([
    sourcesFor("none", { line: null, devices: [] }),
    sourcesFor("embedded", { line, devices: found }),
    sourcesFor("mqtt://10.0.0.2", { line: null, devices: found.slice(0, 1) }),
    sourcesFor("mqtts://broker.example:8883", { line, devices: found }),
  ]).toEqual([
    [undefined, []],
    ["embedded", ["bus1"]],
    ["mqtt://10.0.0.2", []],
    ["mqtts://broker.example:8883", ["bus1"]],
  ]);
});

const named = (id: string) => ({ id, name: { zh: id, en: id }, zone: "hall" });
