import { expect, test } from "vitest";
import type { Alert } from "#rules/alert/alert.ts";
import { mayShelve } from "#rules/alert/may.ts";
import type { Person, Role } from "#rules/site/model.ts";
import { minutes } from "#rules/time/instant.ts";
import { lightOn, MORNING } from "../stores/testing/sample-alerts.ts";
import { alertRights as shape } from "../wire/command.ts";
import { alertRights } from "./alert-rights.ts";

const person = (id: string, ...roles: readonly Role[]): Person => ({ id, name: `name of ${id}`, roles });
const people = [
  person("G1", "guard"),
  person("M1", "duty-manager"),
  person("GM", "guard", "duty-manager"),
  person("C1", "cleaner"),
];

test("the longest shelf that a person is told of is allowed, and a minute more is not", () => {
  const kinds: readonly Partial<Alert>[] = [1, 2, 3, 4].flatMap(priority =>
    (["security", "equipment", "life-safety"] as const).map(
      each => ({ priority, class: each }) as Partial<Alert>,
    ),
  );
  const longest = kinds.map(kind =>
    people.map(({ id, roles }) => {
      const alert = lightOn("a", { tell: [], told: [], ...kind });
      const rights = alertRights(people, alert, id);
      expect(shape.safeParse(rights).error?.issues ?? []).toEqual([]);
      const { may, why, longestMinutes } = rights.shelve;
      expect([may, why === null]).toEqual([longestMinutes !== null, longestMinutes !== null]);
      const most = longestMinutes ?? 0;
      if (may) expect(mayShelve(roles, alert, minutes(most))).toBeNull();
      expect(mayShelve(roles, alert, minutes(most + 1))).not.toBeNull();
      return longestMinutes;
    }),
  );
  expect(longest).toEqual([
    ...[1, 2, 3].map(() => [null, null, null, null]),
    ...[
      [null, 480, 480, null],
      [null, 480, 480, null],
      [null, null, null, null],
    ],
    ...[3, 4].flatMap(() => [
      [30, 480, 480, null],
      [30, 480, 480, null],
      [null, null, null, null],
    ]),
  ]);
});

test("a refusal says who may, and somebody whom the hall does not know may acknowledge and write notes only", () => {
  const rights = alertRights(people, lightOn("a"), "somebody");
  expect(
    Object.entries(rights).flatMap(([what, right]) => (Object(right).may === true ? [what] : [])),
  ).toEqual(["acknowledge", "note"]);
  expect(alertRights(people, lightOn("a"), "C1").shelve.why).toMatch(
    /may not put anything aside; ask .*guard/,
  );
});

test("whoever put an alert aside may end that, by id and by name", () => {
  const shelf = { is: "timed", reason: "x", at: MORNING, until: MORNING } as const;
  const of = (by: string) => lightOn("a", { shelf: { ...shelf, by } });
  expect(alertRights(people, of("name of C1"), "C1").unshelve.may).toBe(true);
  expect(alertRights(people, of("name of C1"), "name of C1").unshelve.may).toBe(true);
  expect(alertRights(people, of("name of G1"), "C1").unshelve).toEqual({
    may: false,
    why: "only whoever put it aside may end that, or a guard, the duty manager or facilities",
  });
});

test("where nobody may put an alert aside, nobody else is named to end that", () => {
  const fire = lightOn("a", { class: "life-safety" });
  expect(alertRights(people, fire, "G1").unshelve.why).toBe("only whoever put it aside may end that");
});
