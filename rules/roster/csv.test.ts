import { expect, test } from "vitest";
import { renderDiagnostic } from "../site/diagnostic.ts";
import type { Person } from "../site/model.ts";
import { toIso } from "../time/instant.ts";
import { readRoster } from "./csv.ts";

const people: readonly Person[] = [
  { id: "G1", name: "王伟", roles: ["guard"] },
  { id: "M1", name: "李娜", roles: ["duty-manager"] },
  { id: "M2", name: "李娜", roles: ["duty-manager"] },
];
const read = (text: string) => readRoster(text, "roster.csv", { people, timeZone: "Asia/Shanghai" });

test("a duty belongs to its date, and ends on the day after where its end is not later than its beginning", () => {
  const { shifts, problems } = read(
    '\uFEFFdate,from,to,role,person\r\n2025-07-23,17:30,07:50,guard,"G1"\r\n\r\n2025-07-23, 00:00,24:00,duty-manager,M1\r\n2025-07-24,08:00,08:00,guard,王伟\r\n',
  );
  expect(problems).toEqual([]);
  expect(shifts.map(({ from, to, ...rest }) => [rest.person, rest.role, toIso(from), toIso(to)])).toEqual([
    ["G1", "guard", "2025-07-23T09:30:00.000Z", "2025-07-23T23:50:00.000Z"],
    ["M1", "duty-manager", "2025-07-22T16:00:00.000Z", "2025-07-23T16:00:00.000Z"],
    ["G1", "guard", "2025-07-24T00:00:00.000Z", "2025-07-25T00:00:00.000Z"],
  ]);
});

test("a roster in another encoding is told as that, once, where it shows first", () => {
  const text = new TextDecoder().decode(
    Uint8Array.from([
      ...new TextEncoder().encode("date,from,to,role,person\n2025-07-23,08:00,18:00,guard,G1\n"),
      ...new TextEncoder().encode("2025-07-24,08:00,18:00,guard,"),
      // 王伟 as a Chinese Excel writes it.
      ...[0xcd, 0xf5, 0xce, 0xb0],
    ]),
  );
  const { shifts, problems } = read(text);
  expect(shifts).toEqual([]);
  expect(problems.map(({ line, column, message, help }) => [line, column, message, help])).toEqual([
    [3, 30, "the roster is not written in UTF-8", "save it anew, in Excel as CSV UTF-8"],
  ]);
});

test("columns may stand in another order", () =>
  expect(read("person,role,date,from,to\nG1,guard,2025-07-23,08:00,18:00").shifts).toHaveLength(1));

test("every mistake is told with its line and column, and the other lines are read", () => {
  const text = `date,from,to,role,person
2025-02-30,8:00,18:00,guard,G1
2025-07-23,08:00,18:00,gaurd,G1
2025-07-23,08:00,18:00,duty-manager,G1
2025-07-23,08:00,18:00,duty-manager,李娜
2025-07-23,08:00,18:00,guard,G11
2025-07-23,08:00,18:00,guard
2025-07-23,"08:00"x,18:00,guard,G1
2025-07-24,08:00,18:00,guard,G1
`;
  const { shifts, problems } = read(text);
  expect(shifts).toHaveLength(1);
  expect(problems.map(each => `${each.line}:${each.column} ${each.code} ${each.message}`)).toEqual([
    '2:1 CFG202 date: "2025-02-30" is no date',
    '2:12 CFG203 from: "8:00" is no time of day',
    '3:24 CFG104 role: nobody knows "gaurd"',
    "4:37 CFG309 person: G1 is no duty-manager",
    '5:37 CFG309 person: "李娜" is the name of two',
    '6:30 CFG309 person: there is nobody "G11"',
    "7:24 CFG211 4 of 5 columns",
    '8:12 CFG203 from: ""08:00"x" is no time of day',
  ]);
  expect(renderDiagnostic(problems[2]!, text)).toContain('= help: did you mean "guard"?');
});

test.each([
  ["", "1:1 the roster is empty"],
  ["2025-07-23,08:00,18:00,guard,G1", '1:1 unknown column "2025-07-23"'],
  ["date,from,to,role", "1:1 no column person"],
  ["date,from,to,role,person,date", '1:26 "date" is there twice'],
])("a roster that begins with %j is refused", (text, expected) => {
  const { shifts, problems } = read(text);
  expect([shifts, `${problems[0]?.line}:${problems[0]?.column} ${problems[0]?.message}`]).toEqual([
    [],
    expected,
  ]);
});
