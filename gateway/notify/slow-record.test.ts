import { expect, test } from "vitest";
import { seconds } from "#rules/time/instant.ts";
import { messageTo } from "./testing/messages.ts";
import { channel, type NotifyHall, notifyHall } from "./testing/notify-hall.ts";

/** Calls that wait until the test lets them go, the oldest first. */
const gate = () => {
  const waiting: (() => void)[] = [];
  return {
    pass: () => new Promise<void>(go => waiting.push(go)),
    open: () => waiting.shift()?.(),
  };
};

/** The record answers what was so when it was asked, but only when it is let. */
const slowOutbox = (hall: NotifyHall) => {
  const { pass, open } = gate();
  const { outbox } = hall.record;
  Object.assign(hall.record, {
    outbox: async () => {
      const seen = await outbox();
      await pass();
      return seen;
    },
  });
  return open;
};

test("a list of what waits that is older than the end of a message does not send it again", async () => {
  const hall = await notifyHall();
  const open = slowOutbox(hall);
  let answer = (_: { readonly is: "sent"; readonly detail: string }): void => {};
  hall.answers.set("mail", () => new Promise(done => (answer = done)));
  await hall.tell(messageTo("G1"));
  open();
  await hall.pass(seconds(1));
  expect(hall.tried).toHaveLength(1);
  hall.notifier.poke();
  await hall.pass(seconds(1));
  answer({ is: "sent", detail: "ok" });
  await hall.pass(seconds(1));
  open();
  await hall.pass(seconds(1));
  expect(hall.tried).toHaveLength(1);
});

test("a message is not forgotten before its end is recorded, whatever else of it is recorded meanwhile", async () => {
  const hall = await notifyHall([channel("mail"), channel("board", { receives: {} })]);
  const { pass, open } = gate();
  const { delivered } = hall.record;
  Object.assign(hall.record, {
    delivered: async (updates: Parameters<typeof delivered>[0]) => {
      await pass();
      await delivered(updates);
    },
  });
  let answer = (_: { readonly is: "sent"; readonly detail: string }): void => {};
  hall.answers.set("mail", () => new Promise(done => (answer = done)));
  await hall.tell(messageTo("M1", { to: { role: "duty-manager", person: "M1" } }));
  open(); // What will be tried is recorded, and tried: the board has it at once.
  await hall.pass(seconds(1));
  answer({ is: "sent", detail: "ok" });
  await hall.pass(seconds(1));
  open(); // The board's is recorded, the mail's not yet.
  await hall.pass(seconds(1));
  const before = hall.tried.length;
  hall.notifier.poke();
  await hall.pass(seconds(1));
  for (let more = 0; more < 4; more += 1) {
    open();
    await hall.pass(seconds(1));
  }
  expect(hall.tried.length).toBe(before);
  expect(await hall.record.outbox()).toEqual([]);
});
