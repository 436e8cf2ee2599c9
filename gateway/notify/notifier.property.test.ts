import fc from "fast-check";
import { expect, test } from "vitest";
import { minutes, seconds } from "#rules/time/instant.ts";
import { backDoor, commitOf, messageTo } from "./testing/messages.ts";
import { failing, notifyHall } from "./testing/notify-hall.ts";

/** What happens to a hall: messages, channels that fail and come back, time, crashes, a record that refuses. */
const happening = fc.oneof(
  { weight: 3, arbitrary: fc.record({ is: fc.constant("tell" as const), to: fc.constantFrom("G1", "M1") }) },
  {
    weight: 2,
    arbitrary: fc.record({
      is: fc.constant("answers" as const),
      channel: fc.constantFrom("mail", "group", "sms"),
      how: fc.constantFrom("well" as const, "down" as const, "refuses" as const, "hangs" as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ is: fc.constant("pass" as const), seconds: fc.integer({ min: 1, max: 90 }) }),
  },
  { weight: 1, arbitrary: fc.constant({ is: "crash" as const }) },
);

test("whatever fails and whenever it crashes, everybody is told in the end, and nobody twice by one channel but after a crash", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 3, maxLength: 25 }), async happenings => {
      const hall = await notifyHall();
      const taken: string[] = [];
      const well = (key: string) => {
        taken.push(key);
        return { is: "sent", detail: "ok" } as const;
      };
      const answers = (channel: string, how: "well" | "down" | "refuses" | "hangs") =>
        hall.answers.set(channel, ({ key }) => {
          if (how === "well") return well(key);
          if (how === "hangs") return new Promise(() => {});
          return failing(`${channel} is ${how}`, { retry: how === "down" });
        });
      for (const channel of ["mail", "group", "sms"]) answers(channel, "well");
      const messages: ReturnType<typeof messageTo>[] = [];
      let crashes = 0;
      for (const each of happenings) {
        if (each.is === "tell") {
          const role = each.to === "G1" ? "guard" : "duty-manager";
          const items = [backDoor({ alert: `door-${messages.length}` })];
          const message = messageTo(each.to, { to: { role, person: each.to }, at: hall.clock.now(), items });
          messages.push(message);
          await hall.tell(message);
        } else if (each.is === "answers") answers(each.channel, each.how);
        else if (each.is === "pass") await hall.pass(seconds(each.seconds));
        else {
          crashes += 1;
          await hall.crash();
        }
      }
      for (const channel of ["mail", "group", "sms"]) answers(channel, "well");
      crashes += 1;
      await hall.crash();
      await hall.pass(minutes(8));

      for (const message of messages) {
        const { deliveries = [] } = (await hall.stored(message)) ?? {};
        expect(deliveries.some(({ state }) => state === "sent")).toBe(true);
      }
      expect(await hall.record.outbox()).toEqual([]);
      for (const key of new Set(taken)) {
        const times = taken.filter(other => other === key).length;
        expect(times).toBeLessThanOrEqual(1 + crashes);
      }
      if (crashes === 1) expect(new Set(taken).size).toBe(taken.length);
    }),
    { seed: 20_250_723, numRuns: 60 },
  );
});

test("while the record refuses, nothing is sent that it does not know of; what was sent is not sent again when it is back", async () => {
  const hall = await notifyHall();
  const { delivered } = hall.record;
  const refuse = () => Promise.reject(new Error("record: the disk is full"));
  const change = (how: typeof delivered) => Object.assign(hall.record, { delivered: how });
  change(refuse);
  const first = messageTo("G1");
  await hall.tell(first);
  await hall.pass(seconds(10));
  expect(hall.tried).toEqual([]);
  expect(hall.notifier.problems()).toContain("what was sent cannot be recorded: record: the disk is full");

  hall.answers.set("mail", () => {
    change(refuse);
    return { is: "sent", detail: "ok" };
  });
  change(delivered);
  await hall.pass(seconds(2));
  expect(hall.tried).toHaveLength(1);
  await hall.pass(minutes(3));
  hall.notifier.poke();
  await hall.pass(minutes(3));
  expect(hall.tried).toHaveLength(1);
  change(delivered);
  await hall.pass(seconds(2));
  expect((await hall.stored(first))?.deliveries.map(({ state }) => state)).toEqual(["sent"]);
  expect(hall.notifier.problems()).toEqual([]);
});

test("three hundred messages at once all go out, each once, and are asked of the record a few times only", async () => {
  const hall = await notifyHall();
  let reads = 0;
  const { outbox } = hall.record;
  Object.assign(hall.record, {
    outbox: () => {
      reads += 1;
      return outbox();
    },
  });
  const items = (i: number) => [backDoor({ alert: `door-${i}` })];
  const messages = Array.from({ length: 300 }, (_, i) => messageTo("G1", { items: items(i) }));
  await hall.record.commit(commitOf(messages));
  for (let i = 0; i < 300; i += 1) hall.notifier.poke();
  await hall.pass(seconds(5));
  expect(new Set(hall.tried.map(([, , , key]) => key)).size).toBe(300);
  expect(hall.tried).toHaveLength(300);
  expect(reads).toBeLessThanOrEqual(2);
  expect(await hall.record.outbox()).toEqual([]);
});
