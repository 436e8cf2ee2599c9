import { expect, it } from "vitest";
import { extinguisherDueOn } from "./extinguisher.ts";

it("is due for its first service three years after it was made when it holds water, else five", () => {
  expect(extinguisherDueOn("water", "2022-03-01")).toBe("2025-03-01");
  expect(extinguisherDueOn("powder", "2022-03-01")).toBe("2027-03-01");
  expect(extinguisherDueOn("clean-gas", "2022-03-01")).toBe("2027-03-01");
  expect(extinguisherDueOn("co2", "2022-03-01")).toBe("2027-03-01");
});

it("is due again every year when it holds water, else every two", () => {
  expect(extinguisherDueOn("water", "2022-03-01", "2025-02-20")).toBe("2026-02-20");
  expect(extinguisherDueOn("powder", "2019-03-01", "2024-02-20")).toBe("2026-02-20");
});

it("is scrapped at the end of its life, however recent its last service", () => {
  expect(extinguisherDueOn("water", "2020-03-01", "2025-12-01")).toBe("2026-03-01");
  expect(extinguisherDueOn("powder", "2016-03-01", "2025-12-01")).toBe("2026-03-01");
  expect(extinguisherDueOn("clean-gas", "2016-03-01", "2025-12-01")).toBe("2026-03-01");
  expect(extinguisherDueOn("co2", "2014-03-01", "2025-12-01")).toBe("2026-03-01");
});

it("was due long ago when nobody ever serviced it", () => {
  expect(extinguisherDueOn("powder", "2008-02-29")).toBe("2013-02-28");
});
