import { expect, test } from "vitest";
import { shippedCatalogue } from "#rules/clause/testing/shipped.ts";
import type { Role } from "#rules/site/model.ts";
import { lightOn } from "../stores/testing/sample-alerts.ts";
import { alert } from "../wire/alert.ts";
import { wireAlert } from "./wire-shapes.ts";

test("an alert on the wire says what its clauses say, and of one that is in no catalogue that it does not know", () => {
  const found = lightOn("a");
  const [finding] = found.clauses;
  if (finding === undefined) throw new Error("the sample has no clause");
  const clauses = [
    { ...finding, clause: "TY-2.2-1" },
    { ...finding, clause: "OLD-1" },
  ];
  const shown = wireAlert({ ...found, clauses }, shippedCatalogue);
  expect(shown.clauses.map(({ clause, text }) => [clause, text])).toEqual([
    [
      "TY-2.2-1",
      {
        zh: "午餐时和下班后，房间没人就得关灯",
        en: "At lunch and after work, lights must be off in any room without people",
      },
    ],
    ["OLD-1", null],
  ]);
  expect(alert.safeParse(shown).success).toBe(true);
});

test("an alert on the wire says who is told next, and of one that the top knows that nobody is", () => {
  const found = lightOn("a");
  const at = found.openedAt;
  const next = (...roles: readonly Role[]) =>
    wireAlert({ ...found, told: roles.map(role => ({ role, at, why: "found" })) }, shippedCatalogue).next;
  expect([next("facilities"), next("facilities", "duty-manager"), next("hall-director", "superior")]).toEqual(
    [
      { role: "duty-manager", at: "2025-07-08T02:15:00.000Z" },
      { role: "hall-director", at: "2025-07-08T02:15:00.000Z" },
      null,
    ],
  );
});
