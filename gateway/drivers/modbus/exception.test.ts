import { expect, test } from "vitest";
import { exception } from "./exception.ts";

/** What the standard says of each code, and so what is done. */
test.each([
  [0x01, "illegal function: will never answer this", "refused", /no such table \(01\)/],
  [0x02, "illegal address: a smaller read may do", "divide", /no such address \(02\)/],
  [0x03, "illegal value: a shorter read may do", "divide", /refuses this read \(03\)/],
  [0x04, "device failure: it lives and is broken", "fault", /failure of its own \(04\)/],
  [
    0x05,
    "acknowledge: it is still at it, to be asked again, never to be told again",
    "absent",
    /still working .*\(05\)/,
  ],
  [0x06, "busy: left alone for a while", "absent", /busy \(06\)/],
  [0x07, "negative acknowledge: cannot do this", "refused", /cannot do this \(07\)/],
  [0x08, "memory parity error: it lives and is broken", "fault", /memory error \(08\)/],
  [
    0x0a,
    "gateway path unavailable: the gateway's trouble, not the unit's",
    "absent",
    /no way to this unit \(0A\)/,
  ],
  [0x0b, "gateway target failed to respond: this unit alone", "absent", /no answer from this unit \(0B\)/],
  [0x09, "none of the standard's", "fault", /exception 09, which the standard does not know/],
  [0xff, "none of the standard's", "fault", /exception FF, which the standard does not know/],
] as const)("exception %i, %s", (code, _, means, text) => {
  const found = exception(code);
  expect(found.means).toBe(means);
  expect(found.text).toMatch(text);
});
