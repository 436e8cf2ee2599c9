import { expect, test } from "vitest";
import { clockStamp, clockText } from "./clock-text.ts";
import { instant } from "./instant.ts";

const at = (text: string) => instant(Date.parse(`${text}:00+08:00`));

test.each([
  ["today", "2025-07-18T16:20", "2025-07-18T17:30", "16:20"],
  ["yesterday", "2025-07-17T16:20", "2025-07-18T00:00", "07-17 16:20"],
  ["the last year", "2024-12-31T23:59", "2025-01-01T00:00", "2024-12-31 23:59"],
])("a moment of %s as people read it", (_name, moment, now, expected) =>
  expect(clockText(at(moment), at(now), "Asia/Shanghai")).toBe(expected),
);

test("a moment as a part of an id", () =>
  expect(clockStamp(instant(Date.parse("2025-07-15T10:03:12.345+08:00")), "Asia/Shanghai")).toBe(
    "20250715T100312",
  ));
