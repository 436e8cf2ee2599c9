import { connectAsync, type MqttClient } from "mqtt";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hours, instant, toIso } from "#rules/time/instant.ts";
import { readTrail } from "../stores/sqlite/read-trail.ts";
import { temporary } from "../stores/testing/temporary.ts";
import { until } from "../stores/testing/until.ts";
import { load, type WireLoad } from "../wire/load.ts";
import { guardedHall } from "./testing/guarded-hall.ts";
import { type RunningHall, startHall } from "./testing/running-hall.ts";

let hall: RunningHall;
let device: MqttClient;
const data = temporary();
const says = (id: string, value: string) => device.publishAsync(`office/${id}`, value, { qos: 1 });
const open = async (): Promise<number> => (await hall.api.alerts()).length;
beforeAll(async () => {
  hall = await startHall({ begin: "11:00", write: guardedHall, data: data.directory });
  device = await connectAsync(hall.mqttUrl);
  await says("L1", '{"v":200}');
  await says("P1", '{"button":"ON"}');
  await until("both are found", async () => (await open()) === 2);
});
afterAll(async () => {
  await device.endAsync(true);
  await hall.stop();
  data.remove();
});

const ask = async (query = ""): Promise<{ status: number; body: WireLoad & { message?: string } }> => {
  const answer = await fetch(`${hall.api.url}/api/load${query}`);
  return { status: answer.status, body: (await answer.json()) as WireLoad };
};

describe("GET /api/load", () => {
  test("says how the last seven days were, by shift, while the hall runs", async () => {
    const { status, body } = await ask();
    expect(status).toBe(200);
    expect(load.safeParse(body).success).toBe(true);
    expect(body.whole).toMatchObject({ calls: 2, byPriority: [1, 0, 1, 0], shelved: 0 });
    expect(body.by).toBe("usual");
    expect(body.periods).toHaveLength(15);
    expect(body.periods.at(-1)).toMatchObject({ name: "2025-07-08 08:00", calls: 2, isWhole: false });
    expect(body.callers.map(({ subject }) => subject)).toEqual(["panic/P1", "too-bright/L1"]);
    expect(body.waiting).toMatchObject({ calls: 2, still: 2 });
    expect(body.unauthorised).toEqual([]);
  });

  test("by week; a time before anything happened has no calls", async () => {
    const to = toIso(instant(hall.clock.now() - hours(1)));
    expect((await ask("?per=week")).body.periods.map(({ name }) => name)).toEqual(["2025-W27", "2025-W28"]);
    expect((await ask(`?to=${to}`)).body.whole).toMatchObject({ calls: 0, peak: null });
  });

  test("a time that makes no sense, or is too long for a running hall, is refused", async () => {
    const later = toIso(instant(hall.clock.now() + hours(2)));
    expect(await ask(`?from=${later}`)).toMatchObject({ status: 400, body: { error: "BAD_TIME" } });
    expect((await ask("?from=2020-01-01T00:00:00Z")).body.message).toMatch(/100 days/);
    expect((await ask("?per=year")).status).toBe(400);
  });

  test("the same trail is read from the data directory while the gateway writes it", async () => {
    const trail = readTrail(data.directory);
    const span = trail.span();
    const parts: string[] = [];
    const end = instant(hall.clock.now() + hours(1));
    for await (const events of trail.eventsBetween(instant(end - hours(2)), end))
      parts.push(...events.map(({ is }) => is));
    expect(parts).toEqual(["raised", "raised"]);
    expect((await trail.alerts({ state: "open", limit: 10 })).map(({ target }) => target).toSorted()).toEqual(
      ["L1", "P1"],
    );
    expect(span && span.first <= span.last).toBe(true);
    trail.close();
  });
});
