import { expect, it } from "vitest";
import { troubledEvening } from "../testing/evening.ts";
import { FakeGateway } from "../testing/fake-gateway.ts";
import { byVerdict } from "./verdict.ts";

const gateway = new FakeGateway({ directory: "" });
troubledEvening(gateway);
const ids = (isHeard: boolean) => {
  const { fail, unknown, pass } = byVerdict(gateway.closing(), isHeard);
  return [fail, unknown, pass].map(items => items.map(({ id }) => id));
};

it("items are done, to be done, or cannot be confirmed", () => {
  const [fail, unknown, pass] = ids(true);
  expect(fail).toEqual(["AC-hall", "L-off2a", "D2"]);
  expect(unknown).toEqual(["AC-off2", "D5"]);
  expect(pass).toHaveLength(12);
});

it("while nobody hears the gateway nothing is confirmed, and what was wrong stays to be done", () => {
  const [fail, unknown, pass] = ids(false);
  expect(fail).toEqual(["AC-hall", "L-off2a", "D2"]);
  expect(unknown).toHaveLength(14);
  expect(pass).toEqual([]);
});
