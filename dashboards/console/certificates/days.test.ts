import { expect, it } from "vitest";
import type { Summary } from "./address.ts";
import { checkLink, grouped } from "./address.ts";
import { daysOf, monthBeside, spanOf } from "./days.ts";

const issued = (businessDay: string, issuedAt: string): Summary => ({
  id: `closing-${businessDay}-${issuedAt.slice(11, 13)}`,
  kind: "closing",
  site: "hall",
  siteName: { zh: "厅", en: "Hall" },
  timeZone: "Asia/Shanghai",
  businessDay,
  scope: "final",
  since: issuedAt,
  issuedAt,
  signatures: [],
  hash: "ab".repeat(32),
  previous: null,
  standing: { state: "holds", broken: [], endedAt: null, endedBy: null },
});

it("days without a certificate stand among the others, and of several on one day the latest comes first", () => {
  const days = daysOf({
    certificates: [
      issued("2025-07-10", "2025-07-10T09:55:00.000Z"),
      issued("2025-07-10", "2025-07-10T11:05:00.000Z"),
      issued("2025-07-08", "2025-07-08T09:50:00.000Z"),
    ],
    missing: [{ day: "2025-07-09", kind: "closing" }],
    at: "2025-07-11T00:00:00.000Z",
  });
  expect(days.map(({ day, certificates }) => [day, certificates.map(({ id }) => id)])).toEqual([
    ["2025-07-10", ["closing-2025-07-10-11", "closing-2025-07-10-09"]],
    ["2025-07-09", []],
    ["2025-07-08", ["closing-2025-07-08-09"]],
  ]);
});

it("months follow each other over the year, and have the days that they have", () => {
  expect([monthBeside("2025-01", -1), monthBeside("2025-12", 1)]).toEqual(["2024-12", "2026-01"]);
  expect(["2025-07", "2025-02", "2024-02", "2025-12"].map(spanOf)).toEqual([
    { from: "2025-07-01", to: "2025-07-31" },
    { from: "2025-02-01", to: "2025-02-28" },
    { from: "2024-02-01", to: "2024-02-29" },
    { from: "2025-12-01", to: "2025-12-31" },
  ]);
});

it("the link of a certificate carries half of its hash, and people read it in fours", () => {
  const hash = "0123456789abcdef".repeat(4);
  expect(checkLink("closing-2025-07-10-1", hash, "https://hall.lan")).toBe(
    `https://hall.lan/v/closing-2025-07-10-1?h=${hash.slice(0, 32)}`,
  );
  expect(grouped("0123456789ab")).toBe("0123 4567 89ab");
});
