import { expect, it } from "vitest";
import { verdictOf } from "./verdict.ts";

const NOW = Date.parse("2025-07-08T01:45:00Z");
const verdict = (status: number, text = "", headers = {}) => verdictOf({ status, text, headers }, NOW);
const error = (text: string) => JSON.stringify({ error: text });

// The error texts are those of InfluxDB 1.6.7.
it("a server that took part of it says how many lines it refused and why", () => {
  const conflict =
    'partial write: field type conflict: input field "value" on measurement "m" is type string, already exists as type float dropped=3';
  expect(verdict(400, error(conflict))).toEqual({ is: "partial", refused: 3, why: `400 ${conflict}` });
  const unparsed =
    "partial write: unable to parse 'broken': missing fields\nunable to parse 'x y': invalid field format dropped=0";
  expect(verdict(400, error(unparsed))).toMatchObject({ is: "partial", refused: 2 });
  expect(verdict(400, "partial write: something new")).toMatchObject({ is: "partial", refused: null });
});

it.each([
  [204, "", { is: "stored" }],
  [200, "", { is: "stored" }],
  [400, "no idea", { is: "refused", why: "400 no idea" }],
  [413, "", { is: "too-large" }],
  [401, error("authorization failed"), { is: "forbidden", why: "401 authorization failed" }],
  [403, "", { is: "forbidden" }],
  [404, error('database not found: "hall"'), { is: "absent", why: '404 database not found: "hall"' }],
  [404, "page not found", { is: "away" }],
  [500, "", { is: "away" }],
  [503, "", { is: "away" }],
])("status %i with text %j", (status, text, expected) => {
  expect(verdict(status, text)).toMatchObject(expected);
});

it.each([
  ["7", 7_000],
  ["Tue, 08 Jul 2025 01:45:30 GMT", 30_000],
  ["Tue, 08 Jul 2025 01:44:00 GMT", 0],
  ["soon", 1_000],
  [undefined, 1_000],
  ["86400", 300_000],
])("a busy server that says %j is left alone for %i ms", (retryAfter, waitMs) => {
  expect(verdict(429, "", retryAfter === undefined ? {} : { "retry-after": retryAfter })).toMatchObject({
    is: "busy",
    waitMs,
  });
});
