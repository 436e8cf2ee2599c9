import { afterAll, beforeAll, expect, test } from "vitest";
import { after, hours, toIso } from "#rules/time/instant.ts";
import type { WireService } from "../wire/service.ts";
import { SECRETS, startWorkingHall, type WorkingHall } from "./testing/working-hall.ts";

let hall: WorkingHall;
beforeAll(async () => {
  hall = await startWorkingHall("11:00");
});
afterAll(() => hall.stop());

test("whoever is named as the second person proves it with the own secret, which is kept nowhere", async () => {
  const until = toIso(after(hall.clock.now(), hours(1)));
  const out = { by: "H1", target: "X1", order: "WO-18", until, compensation: "另放一具", second: "U1" };
  const takeOut = (more: object) => hall.post<{ service: WireService }>("/services", { ...out, ...more });
  const of = async (more: object) => {
    const { status, error } = await takeOut(more);
    return [status, error];
  };
  expect(await of({})).toEqual([401, "SECOND_SECRET"]);
  expect(await of({ secondSecret: SECRETS.H1 })).toEqual([401, "WRONG_SECRET"]);
  expect(await of({ secondSecret: "2718281828" })).toEqual([401, "WRONG_SECRET"]);
  expect(await hall.get("/services")).toMatchObject({ services: [] });
  const done = await takeOut({ secondSecret: SECRETS.U1 });
  expect(done).toMatchObject({ status: 200, service: { target: "X1", by: "赵敏", second: "吴刚" } });
  expect(JSON.stringify([done, await hall.get("/services")])).not.toContain(SECRETS.U1);
});
