import { expect, it } from "vitest";
import { dateTime, fieldOf, momentOf } from "./hall-time.ts";

const iso = (field: string, timeZone: string): string | null => {
  const at = momentOf(field, timeZone);
  return at === null ? null : new Date(at).toISOString();
};

it("a time typed into a form is one of the hall, wherever the browser stands", () => {
  expect([
    iso("2025-07-08T22:41", "Asia/Shanghai"),
    iso("2025-07-08T22:41", "Europe/Lisbon"),
    iso("2025-01-08T00:00", "America/St_Johns"),
  ]).toEqual(["2025-07-08T14:41:00.000Z", "2025-07-08T21:41:00.000Z", "2025-01-08T03:30:00.000Z"]);
});

it("where clocks go back the first of the two is meant, and what they leave out comes after the change", () => {
  expect([iso("2026-10-25T01:30", "Europe/Lisbon"), iso("2026-03-29T01:30", "Europe/Lisbon")]).toEqual([
    "2026-10-25T00:30:00.000Z",
    "2026-03-29T01:30:00.000Z",
  ]);
});

it("what is no time is none", () => {
  expect(["", "2025-07-08", "tomorrow", "2025-13-40T99:99"].map(text => momentOf(text, "UTC"))).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

it("a moment and the clock that shows it say the same, hour by hour over both changes of a year", () => {
  for (const timeZone of ["Asia/Shanghai", "Europe/Lisbon", "Australia/Lord_Howe"])
    for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 3_600_000) {
      const field = fieldOf(at, timeZone);
      expect(fieldOf(momentOf(field, timeZone) ?? 0, timeZone)).toBe(field);
    }
});

it("a moment is written with its date and its seconds", () => {
  expect(dateTime(Date.UTC(2025, 6, 8, 14, 41, 7), "Asia/Shanghai")).toBe("2025-07-08 22:41:07");
});
