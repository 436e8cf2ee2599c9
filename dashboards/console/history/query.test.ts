import { expect, it } from "vitest";
import { alertQuery } from "#gateway/wire/search.ts";
import { isBackwards, isNarrowed, paramsOf, queryOf } from "./query.ts";

const asked = (address: Readonly<Record<string, string>>, before: string | null = null) =>
  Object.fromEntries(paramsOf(queryOf(address), "Asia/Shanghai", { limit: 50, before }));

it("what is looked for is asked of the gateway in its words, times on the clock of the hall", () => {
  const full = { text: " 后门 ", priority: "2", class: "security", person: "王伟", state: "closed" };
  const span = { from: "2025-07-08T00:00", to: "2025-07-09T00:00" };
  const params = asked({ ...full, ...span }, "2025-07-08T09:00:00.000Z|x");
  expect(params).toEqual({
    text: "后门",
    priority: "2",
    class: "security",
    person: "王伟",
    state: "closed",
    limit: "50",
    from: "2025-07-07T16:00:00.000Z",
    to: "2025-07-08T16:00:00.000Z",
    before: "2025-07-08T09:00:00.000Z|x",
  });
  expect(alertQuery.safeParse(params).success).toBe(true);
});

it("without anything it asks for all there ever was, and what an address says wrongly is left out", () => {
  const all = { state: "all", limit: "50" };
  expect([asked({}), asked({ priority: "9", class: "fire", state: "?", from: "tomorrow", to: "x" })]).toEqual(
    [all, all],
  );
});

it("whether it is narrowed, and whether the span is the wrong way round", () => {
  expect([isNarrowed(queryOf({})), isNarrowed(queryOf({ person: "王伟" }))]).toEqual([false, true]);
  const span = (from: string, to: string) => isBackwards(queryOf({ from, to }));
  expect([
    span("2025-07-08T10:00", "2025-07-08T09:00"),
    span("2025-07-08T09:00", "2025-07-08T10:00"),
    span("", "2025-07-08T10:00"),
  ]).toEqual([true, false, false]);
});
