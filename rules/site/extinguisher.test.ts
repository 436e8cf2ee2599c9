import { expect, it } from "vitest";
import { extinguisherDates } from "./extinguisher.ts";

it("is due for its first service three years after it was made when it holds water, else five", () => {
  expect(extinguisherDates("water", "2022-03-01").dueOn).toBe("2025-03-01");
  expect(extinguisherDates("powder", "2022-03-01").dueOn).toBe("2027-03-01");
  expect(extinguisherDates("clean-gas", "2022-03-01").dueOn).toBe("2027-03-01");
  expect(extinguisherDates("co2", "2022-03-01").dueOn).toBe("2027-03-01");
});

it("is due again every year when it holds water, else every two", () => {
  expect(extinguisherDates("water", "2022-03-01", "2025-02-20").dueOn).toBe("2026-02-20");
  expect(extinguisherDates("powder", "2019-03-01", "2024-02-20").dueOn).toBe("2026-02-20");
});

it("is scrapped at the end of its life, however recent its last service", () => {
  expect(extinguisherDates("water", "2020-03-01", "2025-12-01").dueOn).toBe("2026-03-01");
  expect(extinguisherDates("powder", "2016-03-01", "2025-12-01").dueOn).toBe("2026-03-01");
  expect(extinguisherDates("clean-gas", "2016-03-01", "2025-12-01").dueOn).toBe("2026-03-01");
  expect(extinguisherDates("co2", "2014-03-01", "2025-12-01").dueOn).toBe("2026-03-01");
});

it("was due long ago when nobody ever serviced it", () => {
  expect(extinguisherDates("powder", "2008-02-29").dueOn).toBe("2013-02-28");
});

it("the register keeps both dates: when it is serviced next, and when its life ends", () => {
  expect(extinguisherDates("powder", "2019-03-01", "2024-02-20")).toEqual({
    nextServiceOn: "2026-02-20",
    scrapOn: "2029-03-01",
    dueOn: "2026-02-20",
  });
  expect(extinguisherDates("water", "2020-03-01", "2025-12-01")).toEqual({
    nextServiceOn: "2026-12-01",
    scrapOn: "2026-03-01",
    dueOn: "2026-03-01",
  });
});
