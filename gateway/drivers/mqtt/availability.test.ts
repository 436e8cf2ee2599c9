import { expect, test } from "vitest";
import { readAvailability } from "./availability.ts";

const words = { online: "online", offline: "offline" };

test.each([
  ["offline", "offline"],
  ["online", "online"],
  [" offline\n", "offline"],
  ['"offline"', "offline"],
  ['{"state":"offline"}', "offline"],
  ['{"state":"online","since":1}', "online"],
  ['{"state":null}', "other"],
  ['{"state":"offline"', "other"],
  ["Offline", "other"],
  ["", "other"],
  ["ÿ", "other"],
] as const)("the availability %j is read as %s", (payload, is) => {
  expect(readAvailability(Buffer.from(payload), words).is).toBe(is);
});

test("the words may be any text, JSON included", () => {
  const own = { online: '{"on":1}', offline: '{"on":0}' };
  const seen = ['{"on":0}', '{"on":1}', '{"on":2}'].map(
    payload => readAvailability(Buffer.from(payload), own).is,
  );
  expect(seen).toEqual(["offline", "online", "other"]);
});
