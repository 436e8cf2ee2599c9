import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aclOf, covers } from "./acl.ts";
import type { Credential } from "./credentials.ts";
import { pointsOf } from "./testing/points.ts";
import { topicTable } from "./topics.ts";

const who = (id: string, more: Partial<Credential> = {}): Credential => ({
  id,
  is: "device",
  owners: [id],
  topics: [],
  tokens: [],
  ...more,
});

describe("whether one filter covers another", () => {
  test.each([
    ["a/b", "a/b", true],
    ["a/+", "a/b", true],
    ["a/+", "a/+", true],
    ["a/b", "a/+", false],
    ["a/+", "a/#", false],
    ["a/#", "a/+/c", true],
    ["a/#", "a", true],
    ["a/#", "a/#", true],
    ["a/+/#", "a", false],
    ["a/#", "#", false],
    ["+/#", "#", false],
    ["#", "#", true],
    ["a", "a/b", false],
    ["a/b", "a", false],
    ["a/", "a", false],
    ["/a", "a", false],
    ["#", "$SYS/x", false],
    ["+/x", "$SYS/x", false],
    ["ab/#", "abc/d", false],
  ])("%s covers %s: %s", (wide, narrow, is) => {
    expect(covers(wide, narrow)).toBe(is);
  });

  test("it does exactly when every topic of the one is a topic of the other", () => {
    const level = fc.constantFrom("a", "b", "+");
    const filter = fc
      .tuple(fc.array(level, { minLength: 1, maxLength: 3 }), fc.boolean())
      .map(([levels, open]) => (open ? [...levels, "#"] : levels).join("/"));
    const words = ["a", "b", "c"];
    const topics = words.flatMap(x => [
      x,
      ...words.flatMap(y => [
        `${x}/${y}`,
        ...words.flatMap(z => [`${x}/${y}/${z}`, `${x}/${y}/${z}/a`, `${x}/${y}/${z}/a/b`]),
      ]),
    ]);
    const meant = (text: string) => {
      const table = topicTable([[text, true]], () => true);
      return new Set(topics.filter(topic => table.find(topic) === true));
    };
    fc.assert(
      fc.property(filter, filter, (wide, narrow) => {
        const all = meant(wide);
        expect(covers(wide, narrow)).toBe([...meant(narrow)].every(topic => all.has(topic)));
      }),
      { seed: 22, numRuns: 1_000 },
    );
  });
});

describe("rights from the site file", () => {
  const points = pointsOf([
    {
      id: "contact",
      class: "door-contact",
      owner: "D1",
      topic: "hall/D1",
      also: [{ topic: "hall/D1/x", path: [] }],
      availability: { topic: "hall/D1/status", online: "1", offline: "0" },
    },
    { id: "temp", class: "zone-air-temp", owner: "hall", topic: "hall/+/temp", write: { topic: "hall/set" } },
    {
      id: "p",
      class: "elec-power-active",
      owner: "M1",
      topic: "M1/p",
      family: "sparkplug",
      device: "hall/edge1/M1",
    },
  ]).flatMap(point => (point.source.is === "mqtt" ? [{ point, source: point.source }] : []));
  const acl = aclOf(points);

  test("a device speaks on the topics of its points, their other places and its availability", () => {
    const said = ["hall/D1", "hall/D1/x", "hall/D1/status", "hall/D1/y", "hall/a/temp", "M1/p"];
    expect(said.filter(topic => acl.mayPublish(who("D1"), topic))).toEqual(said.slice(0, 3));
    expect(acl.mayPublish(who("hall"), "hall/a/temp")).toBe(true);
    expect(acl.mayPublish(who("panel", { is: "service", owners: [] }), "hall/D1")).toBe(false);
    expect(acl.mayPublish(who("x", { owners: [], topics: ["#"] }), "$SYS/x")).toBe(false);
  });

  test("it hears where its points are told what to do; an edge node of Sparkplug also its commands", () => {
    expect(["hall/set", "hall/+", "hall/D1"].filter(filter => acl.maySubscribe(who("hall"), filter))).toEqual(
      ["hall/set"],
    );
    const node = [
      "spBv1.0/hall/NCMD/edge1",
      "spBv1.0/hall/DCMD/edge1/#",
      "spBv1.0/STATE/hallwatch-x",
      "spBv1.0/hall/NCMD/edge2",
      "spBv1.0/#",
    ];
    expect(node.filter(filter => acl.maySubscribe(who("M1"), filter))).toEqual(node.slice(0, 3));
    expect(acl.mayPublish(who("M1"), "spBv1.0/hall/DDATA/edge1/M1")).toBe(true);
    expect(acl.mayPublish(who("M1"), "spBv1.0/hall/DDATA/edge2/M1")).toBe(false);
  });
});
