import { setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import { Engine } from "#rules/engine/engine.ts";
import { rulebook } from "#rules/engine/rulebook.ts";
import { at, hall, reading, rule } from "#rules/engine/testing/hall.ts";
import type { Person } from "#rules/site/model.ts";
import { millis, minutes, seconds, toIso } from "#rules/time/instant.ts";
import type { AlertAsked } from "../http/api.ts";
import { silent } from "../ports/log.ts";
import { until } from "../stores/testing/until.ts";
import { AlertDesk } from "./alert-desk.ts";
import { AskedBefore } from "./asked-before.ts";
import { Desk } from "./desk.ts";
import { LiveEngine } from "./live-engine.ts";
import { Loop } from "./loop.ts";
import { Photos } from "./photos.ts";
import { Recorder } from "./recorder.ts";
import { handClock } from "./testing/hand-clock.ts";
import { refusingRecord } from "./testing/refusing-record.ts";

const people: Person[] = [
  { id: "G1", name: "王伟", roles: ["guard"] },
  { id: "M1", name: "李丽", roles: ["duty-manager"] },
];
const site = { ...hall({ L1: ["light-circuit", "hall", "power"] }), people };
const book = rulebook(site, [
  {
    name: "test",
    title: { zh: "", en: "" },
    settings: {},
    rules: [rule({ id: "light-on", each: "light-circuit", condition: "light.power >= 10" })],
  },
]);

/** A desk at 12:00 in a hall with one alert, and the same record under a new desk after a restart. */
const desk = async (speed = 1) => {
  const clock = handClock(at("12:00"));
  const record = refusingRecord();
  await record.start();
  const begin = async () => {
    const recorder = new Recorder(record, silent, { retryMs: 5 });
    const state = await record.load();
    const engine = new LiveEngine(new Engine(site, book, clock.now(), state));
    const loop = new Loop({ engine, clock, recorder, keep: () => {}, show: () => {}, tell: () => {} });
    const askedBefore = new AskedBefore(state?.memos ?? []);
    const photos = new Photos({ directory: "/nowhere", isAllowed: false });
    const alerts = new AlertDesk({
      site,
      record,
      clock,
      photos,
      speed,
      desk: new Desk({ recorder, loop, askedBefore }),
    });
    return { loop, recorder, alerts };
  };
  const first = await begin();
  first.loop.offer([reading(site, "L1.power", 200, at("12:00"))]);
  await turn();
  await until(
    "there is an alert",
    async () => (await record.alerts({ state: "open", limit: 1 })).length === 1,
  );
  const id = (await record.alerts({ state: "open", limit: 1 }))[0]?.id ?? "";
  const ask = (body: Partial<AlertAsked> & Pick<AlertAsked, "is">, to = first) =>
    to.alerts.command(id, { by: "G1", note: "", ...body } as AlertAsked);
  const trail = async () => (await record.events(id)).map(({ is, by, note }) => [is, by, note]);
  return { clock, record, begin, first, id, ask, trail };
};
const COMMAND = "c-00000001";

test("a command whose answer was lost is asked for again, and done once", async () => {
  const { ask, trail, clock } = await desk();
  const acknowledge = { is: "acknowledge", note: "去看", id: COMMAND } as const;
  const [one, two] = await Promise.all([ask(acknowledge), ask(acknowledge)]);
  clock.move(minutes(20));
  const three = await ask(acknowledge);
  for (const answer of [one, two, three])
    expect(answer).toMatchObject({ is: "done", answer: { acknowledgement: { by: "王伟", note: "去看" } } });
  expect((await trail()).slice(1)).toEqual([["acknowledged", "王伟", "去看"]]);
  expect((await ask({ is: "acknowledge", id: "c-00000002" })).is).toBe("refused");
});

test("an acknowledgement can be taken back for ten seconds of the world's time, however fast the hall's clock runs", async () => {
  for (const [speed, length] of [
    [1, seconds(10)],
    [60, minutes(10)],
  ] as const) {
    const { ask, clock } = await desk(speed);
    await ask({ is: "acknowledge" });
    clock.move(length);
    expect(await ask({ is: "unacknowledge" })).toMatchObject({
      is: "done",
      answer: { acknowledgement: null },
    });
    await ask({ is: "acknowledge" });
    clock.move(millis(length + 1));
    expect(await ask({ is: "unacknowledge" })).toMatchObject({ is: "refused" });
  }
});

test("also where the gateway was started anew in between", async () => {
  const { ask, begin, trail } = await desk();
  const acknowledge = { is: "acknowledge", note: "去看", id: COMMAND } as const;
  await ask(acknowledge);
  expect(await ask(acknowledge, await begin())).toMatchObject({ is: "done" });
  expect((await trail()).length).toBe(2);
});

test("an id that was given to another command is refused, and that command is not done", async () => {
  const { ask, trail } = await desk();
  await ask({ is: "acknowledge", id: COMMAND });
  expect(await ask({ is: "acknowledge", id: COMMAND, by: "M1" })).toEqual({
    is: "refused",
    why: `the id ${COMMAND} was given to another command: each needs its own`,
  });
  expect((await trail()).length).toBe(2);
});

test("what cannot be recorded now is said to wait; asked again, it is not done again", async () => {
  const { ask, record, first, trail } = await desk();
  record.refuse(3);
  const acknowledge = { is: "acknowledge", id: COMMAND } as const;
  expect(await ask(acknowledge)).toMatchObject({
    is: "unrecorded",
    why: expect.stringMatching(/^was acknowledged, but .* when the record can be written: .*full$/),
  });
  expect(await ask({ is: "acknowledge", id: "c-00000002" })).toMatchObject({
    is: "unrecorded",
    why: expect.stringMatching(/^was not acknowledged, try again later: .*full$/),
  });
  await until("there is room", () => first.recorder.trouble === "" && first.recorder.waiting === 0);
  expect(await ask(acknowledge)).toMatchObject({ is: "done", answer: { acknowledgement: { by: "王伟" } } });
  expect((await trail()).length).toBe(2);
});

test("what a console did without a connection says when that was, in the hall's time", async () => {
  const { ask, clock, trail } = await desk();
  clock.move(minutes(42));
  await ask({ is: "acknowledge", note: "去看", doneAt: toIso(at("12:03")) });
  const note = (await trail()).at(-1)?.[2];
  expect(note).toMatch(
    /^去看 （断网时于 \d{4}-\d\d-\d\d 12:03 操作 · done offline at \d{4}-\d\d-\d\d 12:03）$/,
  );
});

test("what was done just now, or in a future that nobody believes, has its note as it is", async () => {
  for (const doneAt of [toIso(at("12:00")), toIso(at("12:07"))]) {
    const { ask, clock, trail } = await desk();
    clock.move(seconds(9));
    await ask({ is: "acknowledge", note: "去看", doneAt });
    expect((await trail()).at(-1)).toEqual(["acknowledged", "王伟", "去看"]);
  }
});

test("an alert that nobody knows is unknown, and a picture that nobody sent is asked for", async () => {
  const { first, ask } = await desk();
  expect(await first.alerts.command("nothing", { is: "acknowledge", by: "G1", note: "" })).toEqual({
    is: "unknown",
  });
  const photo = "a".repeat(64);
  expect(await ask({ is: "confirm", photo })).toMatchObject({
    is: "refused",
    why: `there is no picture ${photo}: send it first, to POST /api/photos`,
  });
});
