import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseJson } from "./json.ts";
import { findTrouble } from "./json-trouble.ts";

describe("a technician is told what is wrong with a payload, and where", () => {
  const cases: readonly (readonly [text: string, why: string])[] = [
    ['{"v":NaN}', 'payload is not JSON: unexpected "NaN}" at character 6'],
    ['{"v":12,5}', 'payload is not JSON: unexpected "5}" at character 9'],
    ["{'v':1}", `payload is not JSON: unexpected "'v':1}" at character 2`],
    ['{"v":1,}', 'payload is not JSON: unexpected "}" at character 8'],
    ['{"v":[1,2', "payload is not JSON: it ends too early, after 9 characters"],
    ['{"v":1} {"v":2}', 'payload is not JSON: unexpected "{\\"v\\":2}" at character 9'],
    ['{"v":012}', 'payload is not JSON: unexpected "012}" at character 6'],
    ['{"v":True}', 'payload is not JSON: unexpected "True}" at character 6'],
    ['{"v":"a\nb"}', 'payload is not JSON: unexpected "\\"a\\nb\\"}" at character 6'],
    ["v=21.5", 'payload is not JSON: unexpected "v=21.5" at character 1'],
    ["   ", "payload is not JSON: it ends too early, after 3 characters"],
    ['{"v":1,"v":2}', 'payload is ambiguous: key "v" stands twice, again at character 8'],
    ['{"a":{"v":1 , "v" :2}}', 'payload is ambiguous: key "v" stands twice, again at character 15'],
    ['{"v":1,"\\u0076":2}', 'payload is ambiguous: key "v" stands twice, again at character 8'],
    [`${"[".repeat(17)}${"]".repeat(17)}`, "payload is nested deeper than 16 levels"],
    [`${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`, "payload is nested deeper than 16 levels"],
  ];
  test.each(cases)("%s", (text, why) => {
    expect(parseJson(text)).toEqual({ is: "broken", why });
  });
});

describe("good payloads pass", () => {
  const cases: readonly (readonly [text: string, value: unknown])[] = [
    ["21.5", 21.5],
    ['{"v":1,"w":{"v":2}}', { v: 1, w: { v: 2 } }],
    ['[{"v":1},{"v":2}]', [{ v: 1 }, { v: 2 }]],
    ['{"note":"a \\":1, \\"note\\":2","v" : 1}', { note: 'a ":1, "note":2', v: 1 }],
    [`${"[".repeat(16)}${"]".repeat(16)}`, JSON.parse(`${"[".repeat(16)}${"]".repeat(16)}`)],
    [JSON.stringify({ brackets: "[{".repeat(40) }), { brackets: "[{".repeat(40) }],
  ];
  test.each(cases)("%s", (text, value) => {
    expect(parseJson(text)).toEqual({ is: "json", value });
  });

  test("whatever a device writes as JSON is read as it was meant", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(undefined, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(findTrouble(text)).toBeNull();
        expect(parseJson(text)).toEqual({ is: "json", value: JSON.parse(text) });
      }),
      { seed: 27, numRuns: 1_000 },
    );
  });

  test("a damaged text is refused just where JSON.parse refuses it, and the place is within the text", () => {
    const damage = fc.tuple(fc.nat(), fc.constantFrom("", ",", "}", "]", '"', ":", "x", "1", " "));
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), damage, (value, [where, what]) => {
        const whole = JSON.stringify(value);
        const at = where % whole.length;
        const text = whole.slice(0, at) + what + whole.slice(at + 1);
        const refused = !parses(text);
        const trouble = findTrouble(text);
        if (refused)
          expect(trouble).toMatch(/^unexpected .* at character \d+$|^it ends too early|stands twice/s);
        else if (trouble !== null) expect(trouble).toContain("stands twice");
      }),
      { seed: 28, numRuns: 2_000 },
    );
  });
});

const parses = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};
