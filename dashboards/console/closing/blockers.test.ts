import { expect, it } from "vitest";
import type { WireClosingItem } from "#gateway/wire/closing.ts";
import { blockersOf } from "./blockers.ts";

const item = (id: string, zh: string, en: string): WireClosingItem => ({
  id,
  kind: "door",
  name: { zh, en },
  zone: "back",
  verdict: "fail",
  why: { zh: "没有上锁", en: "not locked" },
  expected: { zh: "关闭并上锁", en: "closed and locked" },
  evidence: [],
  byHand: null,
});

it("each reason is about the item that it names, the longest name first, and some are about none", () => {
  const items = [item("D2", "后门", "Back door"), item("D3", "后门二", "Back door 2")];
  const reasons = [
    { zh: "后门二：没有上锁", en: "Back door 2: not locked" },
    { zh: "后门：没有上锁", en: "Back door: not locked" },
    { zh: "没有人知道一号办公室里有没有人", en: "nobody knows whether anybody is in office 1" },
  ];
  expect(blockersOf(reasons, items).map(({ item }) => item?.id ?? null)).toEqual(["D3", "D2", null]);
});
