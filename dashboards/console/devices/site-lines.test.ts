import { expect, it } from "vitest";
import { parse } from "yaml";
import { siteLines } from "./site-lines.ts";

it("the lines are YAML of a device whose unknown parts are question marks", () => {
  expect(parse(siteLines({ name: "zigbee2mqtt/hall-2/door-north" }, "aqara-mccgq11lm"))).toEqual({
    "door-north": {
      kind: "?",
      zone: "?",
      name: { zh: "?", en: "?" },
      profile: "aqara-mccgq11lm",
      mqtt: { base: "zigbee2mqtt/hall-2/door-north" },
    },
  });
});

it("where no profile fits the topic is named, and the points are left to be written", () => {
  expect(parse(siteLines({ name: "factory/line 1" }, null))).toMatchObject({
    line1: { mqtt: { topic: "factory/line 1" }, points: {} },
  });
});

it("whatever a device calls itself stays one text: it cannot add a key", () => {
  for (const name of ["a: b", 'x"\nevil: true', "{ kind: door }", "<img src=x>", "off", "…", "真名"]) {
    const [device] = Object.values(
      parse(siteLines({ name }, "p")) as Record<string, { mqtt: { base: string } }>,
    );
    expect(device).toEqual({
      kind: "?",
      zone: "?",
      name: { zh: "?", en: "?" },
      profile: "p",
      mqtt: { base: name },
    });
  }
});
