import { afterAll, beforeAll, expect, test } from "vitest";
import { minutes, toIso } from "#rules/time/instant.ts";
import type { WireActivity } from "../wire/activity.ts";
import { type RunningHall, startHall } from "./testing/running-hall.ts";

let hall: RunningHall;
beforeAll(async () => {
  hall = await startHall({ begin: "11:00" });
});
afterAll(() => hall.stop());

const post = async (path: string, body: object) => {
  const answer = await fetch(`${hall.api.url}/api/activities${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return {
    status: answer.status,
    ...((await answer.json()) as { activity?: WireActivity; message?: string }),
  };
};
const list = async () => (await hall.api.read<{ activities: WireActivity[] }>("/api/activities")).activities;
/** An evening that many days from now. */
const evening = (days: number) => {
  const from = hall.clock.now() + minutes(days * 24 * 60 + 8 * 60);
  return { from: toIso(from as never), to: toIso((from + minutes(120)) as never) };
};

test("somebody asks for a zone after hours, somebody approves it, and both are kept by name and time", async () => {
  const asked = await post("", { id: "A1", zones: ["room"], ...evening(3), by: "G1" });
  expect(asked).toMatchObject({
    status: 200,
    activity: { state: "requested", requestedBy: "王伟", approval: null },
  });
  const approved = await post("/A1/approve", { by: "P1" });
  expect(approved).toMatchObject({
    status: 200,
    activity: { state: "approved", approval: { by: "P1", override: null } },
  });
  expect(await list()).toMatchObject([{ id: "A1", state: "approved" }]);
});

test("what was asked for too late has no effect until somebody says why it shall have one", async () => {
  await post("", { id: "A2", zones: ["room"], ...evening(1), by: "G1" });
  expect(await post("/A2/approve", { by: "P1" })).toMatchObject({ activity: { state: "without-effect" } });
  const mended = await post("/A2/approve", { by: "P1", override: "the director asked for it" });
  expect(mended).toMatchObject({
    activity: { state: "approved", approval: { override: "the director asked for it" } },
  });
});

test("a refusal says what is wrong", async () => {
  const zone = await post("", { id: "A3", zones: ["rom"], ...evening(3), by: "G1" });
  expect(zone).toMatchObject({ status: 409, message: "there is no zone rom; did you mean room?" });
  const twice = await post("/A1/approve", { by: "P1" });
  expect(twice).toMatchObject({ status: 409, message: "activity A1 is approved already, by P1" });
  expect(await post("/A9/approve", { by: "P1" })).toMatchObject({
    status: 404,
    message: expect.stringContaining("A9"),
  });
  expect((await post("", { id: "A 4", zones: [], by: "" })).status).toBe(400);
  expect((await list()).map(({ id }) => id)).toEqual(["A1", "A2"]);
});
