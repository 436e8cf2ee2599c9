import { expect, it } from "vitest";
import { refusalsOf } from "./refusals.ts";

it("what was not taken is told by its reason, and by client with the worst first; what is only counted is not", () => {
  expect(
    refusalsOf({ counts: { denied: 3, limited: 0, clients: 12, "client D1": 1, "client D7": 2 } }),
  ).toEqual({
    reasons: [{ reason: "denied", count: 3 }],
    clients: [
      { client: "D7", count: 2 },
      { client: "D1", count: 1 },
    ],
  });
});

it("a broker that took everything has nothing to tell", () => {
  expect(refusalsOf({ counts: { denied: 0, clients: 12, takeOvers: 4 } })).toBeNull();
});
