import { expect, test } from "vitest";
import { unknownClause } from "./nearest-clause.ts";
import { shippedCatalogue } from "./testing/shipped.ts";

const ids = [...shippedCatalogue.byId.keys()];

test.each([
  ["GA-5.3-8", "it has parts: GA-5.3-8a, GA-5.3-8b, GA-5.3-8c"],
  ["GA-5.3-8B", 'did you mean "GA-5.3-8b"?'],
  ["GA5.3-8b", 'did you mean "GA-5.3-8b"?'],
  ["GA-5.3-8d", 'did you mean "GA-5.3-8a"?'],
  ["TY-2.2.1", 'did you mean "TY-2.2-1"?'],
  ["ktv-15b", 'did you mean "KTV-15b"?'],
  [" DZ-2.1c", 'did you mean "DZ-2.1c"?'],
  ["GA-9.9.9", 'did you mean "GA-9.3.6"?'],
  [
    "GB-50016-2014",
    "docs/clauses.md lists all clauses of the regulations; one of the hall's own begins with x-",
  ],
])("of the unknown clause %s the nearest right thing is said", (written, help) => {
  expect(unknownClause(written, ids).help).toBe(help);
});
