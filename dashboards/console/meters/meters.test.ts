import { afterEach, expect, it } from "vitest";
import { FakeMeters } from "../testing/fake-meters.ts";
import { language, loadLater } from "../words/language.ts";
import { correctionOf, replacementOf } from "./dialogs.tsx";
import { treeOf } from "./tree.ts";

const NOW = Date.parse("2025-07-08T18:05:00+08:00");
const ZONE = "Asia/Shanghai";
await loadLater();
afterEach(() => {
  language.value = "zh";
});
language.value = "zh";

const form = (fields: Readonly<Record<string, string>>): FormData => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
};

it("each meter is followed by those under it, virtual ones come last, and one whose meter is missing is not lost", () => {
  const { meters } = new FakeMeters().list(NOW);
  const orphan = { ...meters[0]!, meter: "lost", under: "nobody" };
  expect(treeOf([...meters, orphan]).map(({ meter, depth }) => [meter.meter, depth])).toEqual([
    ["M-main", 0],
    ["AC-hall", 1],
    ["AC-off1", 1],
    ["M-light", 1],
    ["L-hall", 2],
    ["L-off1", 2],
    ["E-ctr", 1],
    ["SEC", 1],
    ["lost", 0],
    ["V-rest", 0],
  ]);
});

it("a correction says how much, for which time on the hall's clock, and why; else it says what is missing", () => {
  const whole = { from: "2025-07-08T10:00", to: "2025-07-08T12:00", kWh: "-2.5", why: "表接错了线" };
  const ask = (change: Readonly<Record<string, string>>) =>
    correctionOf(form({ ...whole, ...change }), NOW, ZONE);
  expect(ask({})).toEqual({
    body: { from: "2025-07-08T02:00:00.000Z", to: "2025-07-08T04:00:00.000Z", kWh: -2.5, why: "表接错了线" },
  });
  expect(ask({ to: "2025-07-08T10:00" })).toEqual({ missing: "结束必须在开始之后，并且已经过去。" });
  expect(ask({ to: "2025-07-08T18:06" })).toEqual({ missing: "结束必须在开始之后，并且已经过去。" });
  expect(ask({ kWh: "0" })).toEqual({ missing: "请写一个不为 0 的数。" });
  expect(ask({ kWh: "" })).toEqual({ missing: "请写一个不为 0 的数。" });
  expect(ask({ why: "  x " })).toEqual({ missing: "请写明原因，至少 3 个字。" });
});

it("of a replaced meter the old reading may be unknown, and what is left out is not sent as nought", () => {
  const whole = { at: "2025-07-08T10:00", startKwh: "0", endKwh: "", serial: "", why: "" };
  expect(replacementOf(form(whole), NOW, ZONE)).toEqual({
    body: { at: "2025-07-08T02:00:00.000Z", startKwh: 0, why: "" },
  });
  expect(replacementOf(form({ ...whole, endKwh: "48211.4", serial: "A7" }), NOW, ZONE)).toEqual({
    body: { at: "2025-07-08T02:00:00.000Z", startKwh: 0, endKwh: 48_211.4, serial: "A7", why: "" },
  });
  expect(replacementOf(form({ ...whole, startKwh: "" }), NOW, ZONE)).toEqual({
    missing: "请写新表开始的读数。",
  });
  expect(replacementOf(form({ ...whole, at: "2025-07-09T10:00" }), NOW, ZONE)).toHaveProperty("missing");
});
