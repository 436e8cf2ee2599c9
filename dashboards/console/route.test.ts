import { expect, it } from "vitest";
import { href, parseRoute } from "./route.ts";

it("an address says page, what is opened on it, and how it is narrowed", () => {
  expect(parseRoute("#/alerts/site-a.light-on?tab=closed&priority=2")).toEqual({
    page: "alerts",
    id: "site-a.light-on",
    query: { tab: "closed", priority: "2" },
  });
});

it("an address that nobody knows is the alert board", () => {
  const board = { page: "alerts", id: null, query: {} };
  expect(["", "#", "#/", "#/nowhere/x", "#/alerts/"].map(parseRoute)).toEqual([
    board,
    board,
    board,
    board,
    board,
  ]);
});

it("what is opened may hold any sign, and a damaged address is taken as it stands", () => {
  const id = "mqtt:D5/锁?#&%";
  expect(parseRoute(href("points", id)).id).toBe(id);
  expect(parseRoute("#/points/%E0%A4%A").id).toBe("%E0%A4%A");
});

it("what is not narrowed is not in the address", () => {
  expect([href("plan"), href("alerts", null, { tab: "", priority: "1" })]).toEqual([
    "#/plan",
    "#/alerts?priority=1",
  ]);
});

it("an old bookmark of the zones opens their list beside the plan", () => {
  expect(parseRoute("#/hall")).toEqual({ page: "plan", id: null, query: { view: "list" } });
});
