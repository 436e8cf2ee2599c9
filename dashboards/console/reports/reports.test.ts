import { expect, it } from "vitest";
import type { WireReport, WireReportVersion } from "#gateway/wire/report.ts";
import { actsOf, cut, datesOf, filesOf, groupOf, languageOf, releasedOf } from "./stand.ts";

const said = { by: "赵磊", at: "2025-07-08T00:00:00.000Z", note: "" };
const version = (more: Partial<WireReportVersion> = {}): WireReportVersion => ({
  version: 1,
  draftedAt: said.at,
  why: null,
  sha256: "",
  completeness: 1,
  reviewed: null,
  released: null,
  ...more,
});
const reviewed = version({ reviewed: said });
const released = version({ reviewed: said, released: { ...said, isLate: false } });

type Stand = Pick<WireReport, "state" | "owner" | "reviewer" | "isExternal" | "versions">;
const stand = (more: Partial<Stand>): Stand => ({
  state: "draft",
  owner: "facilities",
  reviewer: "hall-director",
  isExternal: false,
  versions: [version()],
  ...more,
});

// biome-ignore format: a table is read one row a line.
const STANDS: readonly (readonly [string, Partial<Stand>, readonly string[]])[] = [
  ["nothing is drawn up",            { state: "due", versions: [] },                      []],
  ["it was returned",                { state: "due" },                                    []],
  ["a draft with a reviewer",        {},                                                  ["review hall-director", "return hall-director,facilities"]],
  ["a draft without one",            { reviewer: null },                                  ["review facilities", "release facilities", "return facilities"]],
  ["one that goes out of the house", { reviewer: null, isExternal: true },                ["review facilities", "return facilities"]],
  ["it was reviewed",                { state: "reviewed", versions: [reviewed] },         ["release facilities", "return hall-director,facilities"]],
  ["it was released",                { state: "released", versions: [released] },         []],
  ["a new version after a release",  { versions: [released, version({ version: 2 })] },   ["review hall-director", "return hall-director,facilities"]],
];

it.each(STANDS)("what may be done: %s", (_, more, expected) => {
  expect(actsOf(stand(more)).map(({ act, roles }) => `${act} ${roles.join()}`)).toEqual(expected);
});

it("what is not drawn up yet waits for nobody, unless it is late; what was returned does not count as new", () => {
  const group = (more: Partial<Stand>, isLate = false) => groupOf({ ...stand(more), isLate });
  expect([
    group({ state: "due", versions: [] }),
    group({ state: "due", versions: [] }, true),
    group({ state: "due" }),
    group({}),
    group({ state: "released", versions: [released] }, true),
  ]).toEqual(["ahead", "open", "open", "open", "out"]);
});

it("what is out is the latest that was released, whatever is drafted after it", () => {
  expect(releasedOf({ versions: [released, version({ version: 2 })] })).toBe(released);
  expect(releasedOf({ versions: [reviewed] })).toBeUndefined();
});

it("a report tells of whole days of the hall, the last day included", () => {
  const july = { from: "2025-06-30T16:00:00.000Z", to: "2025-07-31T16:00:00.000Z" };
  expect(datesOf(july, "Asia/Shanghai")).toEqual(["2025-07-01", "2025-07-31"]);
  expect(datesOf({ from: july.from, to: july.from }, "Asia/Shanghai")).toEqual(["2025-07-01", "2025-07-01"]);
});

it("what is nearly whole never reads as whole", () => {
  expect([0.99996, 0.9876, 1, 0].map(cut)).toEqual([0.999, 0.987, 1, 0]);
});

it("files of one's own language come first, the one to read before those to reckon with", () => {
  const files = ["a.zh.csv", "a.en.pdf", "a.zh.pdf", "a.json", "a.zh.html"].map(name => ({
    name,
    kind: name.slice(name.lastIndexOf(".") + 1),
  }));
  const { own, others } = filesOf(files, "zh");
  expect([own, others].map(all => all.map(({ name }) => name))).toEqual([
    ["a.zh.pdf", "a.zh.html", "a.zh.csv"],
    ["a.en.pdf", "a.json"],
  ]);
  expect(["a.zh.csv", "a.en.pdf", "a.json"].map(languageOf)).toEqual(["zh", "en", ""]);
});
