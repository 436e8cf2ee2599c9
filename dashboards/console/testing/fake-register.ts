import { createHash } from "node:crypto";
import type { WireAsset, WireRegister } from "#gateway/wire/register.ts";

/** The code on the sticker of a thing of the fake hall. */
export const stickerCode = (id: string): string =>
  createHash("sha256").update(`sticker ${id}`).digest("hex").slice(0, 8);

const iso = (at: number): string => new Date(at).toISOString();

const asset = (
  id: string,
  kind: WireAsset["kind"],
  zh: string,
  en: string,
  zone: string,
  more: Partial<WireAsset>,
): WireAsset => ({
  id,
  kind,
  name: { zh, en },
  zone,
  agent: null,
  madeOn: null,
  lastServicedOn: null,
  nextServiceOn: null,
  scrapOn: null,
  due: null,
  state: "fine",
  lastInspected: null,
  ticket: null,
  sticker: `/x/${id}?k=${stickerCode(id)}`,
  hasTag: false,
  ...more,
});

/** The register of the fake hall on its evening in July: one thing in each state. */
export const fakeRegister = (now: number): WireRegister => {
  const looked = (daysAgo: number, by: string, outcome: string) => ({
    at: iso(now - daysAgo * 86_400_000),
    by,
    outcome,
  });
  return {
    assets: [
      asset("X1", "extinguisher", "1 号灭火器", "Extinguisher 1", "hall", {
        agent: "powder",
        madeOn: "2022-03-01",
        nextServiceOn: "2027-03-01",
        scrapOn: "2032-03-01",
        due: { on: "2025-07-08", what: "inspection" },
        state: "soon",
        lastInspected: looked(1, "李娜", "ok"),
      }),
      asset("X2", "extinguisher", "2 号灭火器", "Extinguisher 2", "off1", {
        agent: "co2",
        madeOn: "2014-02-01",
        lastServicedOn: "2024-02-01",
        nextServiceOn: "2026-02-01",
        scrapOn: "2026-02-01",
        due: { on: "2025-07-05", what: "inspection" },
        state: "overdue",
        lastInspected: looked(10, "张敏", "fault"),
        ticket: "T-12",
      }),
      asset("X3", "extinguisher", "3 号灭火器", "Extinguisher 3", "equip", {
        agent: "clean-gas",
        madeOn: "2023-06-01",
        nextServiceOn: "2028-06-01",
        scrapOn: "2033-06-01",
        due: { on: "2028-06-01", what: "service" },
        lastInspected: looked(1, "李娜", "ok"),
      }),
      asset("C1", "checkpoint", "正门巡更点", "Checkpoint at the front door", "hall", {
        lastInspected: looked(0.1, "王伟", "ok"),
      }),
      asset("C2", "checkpoint", "后门巡更点", "Checkpoint at the back door", "back", {
        state: "unknown",
        hasTag: true,
      }),
    ],
    gaps: [
      { kind: "zone", id: "back", why: { zh: "后场没有负责人", en: "nobody answers for the back rooms" } },
      {
        kind: "day",
        id: "2025-07-13",
        why: { zh: "2025-07-13 没有值班经理", en: "no duty manager on 2025-07-13" },
      },
    ],
    at: iso(now),
  };
};
