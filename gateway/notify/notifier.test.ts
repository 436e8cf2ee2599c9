import { describe, expect, test } from "vitest";
import { hours, minutes, seconds } from "#rules/time/instant.ts";
import { backDoor, commitOf, messageTo, NIGHT } from "./testing/messages.ts";
import { channel, failing, notifyHall } from "./testing/notify-hall.ts";

const DOWN = failing("mail.example: nothing listens there");

/** `0 mail`, `120 group`: the second and the channel of each try. */
const steps = (tried: readonly (readonly [number, string, ...unknown[]])[]): string[] =>
  tried.map(([second, name]) => `${second} ${name}`);

describe("a message to a person", () => {
  test("goes out by the first channel alone, once, and is recorded as sent with the server's answer", async () => {
    const hall = await notifyHall();
    const message = messageTo("G1");
    await hall.tell(message);
    await hall.pass(minutes(10));
    hall.notifier.poke();
    await hall.pass(seconds(1));
    expect(hall.tried).toEqual([[0, "mail", "wang@hall.example", `${message.key}:mail`]]);
    expect((await hall.stored(message))?.deliveries).toEqual([
      {
        message: message.key,
        channel: "mail",
        key: `${message.key}:mail`,
        state: "sent",
        attempts: 1,
        at: NIGHT,
        nextAt: null,
        detail: "ok",
      },
    ]);
    expect(await hall.record.outbox()).toEqual([]);
    expect(hall.notifier.problems()).toEqual([]);
  });

  test("is tried again after 1, 2, 4 … seconds and, after two minutes, by the next channel as well", async () => {
    const hall = await notifyHall();
    hall.answers.set("mail", () => DOWN);
    const message = messageTo("G1");
    await hall.tell(message);
    await hall.pass(minutes(4));
    expect(steps(hall.tried)).toEqual([
      "0 mail",
      "1 mail",
      "3 mail",
      "7 mail",
      "15 mail",
      "31 mail",
      "63 mail",
      "120 group",
    ]);
    const { deliveries = [] } = (await hall.stored(message)) ?? {};
    expect(deliveries.map(({ state, detail }) => [state, detail])).toEqual([
      ["given-up", "told by group instead"],
      ["sent", "ok"],
    ]);
    expect(await hall.record.outbox()).toEqual([]);
  });

  test("is tried sooner where chance says so, never before half of the wait", async () => {
    const hall = await notifyHall(undefined, { chance: 0 });
    hall.answers.set("mail", () => DOWN);
    await hall.tell(messageTo("G1"));
    await hall.pass(seconds(20));
    expect(steps(hall.tried)).toEqual(["0 mail", "1 mail", "2 mail", "4 mail", "8 mail", "16 mail"]);
  });

  test("goes by the next channel at once when the first one refuses for good, and by the third two minutes later", async () => {
    const hall = await notifyHall();
    hall.answers.set("mail", () => failing("mail.example: refuses the mail", { retry: false }));
    hall.answers.set("group", () => failing("group.example: no answer"));
    await hall.tell(messageTo("G1"));
    await hall.pass(minutes(3));
    expect(steps(hall.tried).filter(step => !step.endsWith("group"))).toEqual(["0 mail", "120 sms"]);
    expect(steps(hall.tried)).toContain("0 group");
  });

  test("that hangs for two minutes goes by the next channel meanwhile, and what comes late is kept", async () => {
    const hall = await notifyHall();
    let answer = (_: ReturnType<typeof failing>): void => {};
    hall.answers.set("mail", () => new Promise(done => (answer = done)));
    const message = messageTo("G1");
    await hall.tell(message);
    await hall.pass(minutes(3));
    expect(steps(hall.tried)).toEqual(["0 mail", "120 group"]);
    answer({ is: "sent", detail: "250 queued" });
    await hall.pass(seconds(1));
    const { deliveries = [] } = (await hall.stored(message)) ?? {};
    expect(deliveries.map(({ channel: name, state }) => `${name} ${state}`)).toEqual([
      "mail sent",
      "group sent",
    ]);
  });

  test("is given up after a day, which people are told, and not while the gateway has just come back", async () => {
    const hall = await notifyHall();
    hall.answers.set("mail", () => DOWN);
    const message = messageTo("M1", { to: { role: "duty-manager", person: "M1" } });
    await hall.tell(message);
    await hall.pass(minutes(3));
    expect(hall.notifier.problems()).toEqual([
      "cannot notify 赵敏 since 2025-07-23 22:47, a message waits: mail: mail.example: nothing listens there",
      "nothing goes out by channel mail since 2025-07-23 22:47: mail.example: nothing listens there",
    ]);
    hall.clock.move(hours(23));
    await hall.pass(minutes(70));
    expect((await hall.stored(message))?.deliveries[0]).toMatchObject({
      state: "given-up",
      detail: "given up after 24 hours: mail.example: nothing listens there",
    });
    expect(hall.notifier.problems()[0]).toBe(
      "cannot notify: 赵敏 was not told in 24 hours: mail.example: nothing listens there",
    );
    hall.answers.delete("mail");
    await hall.tell(
      messageTo("M1", { to: { role: "duty-manager", person: "M1" }, at: hall.clock.now(), key: "next" }),
    );
    expect(hall.notifier.problems()).toEqual([]);
  });

  test("a message of three days ago is tried ten times all the same before it is given up", async () => {
    const hall = await notifyHall();
    hall.answers.set("mail", () => DOWN);
    hall.clock.move(hours(72));
    await hall.tell(messageTo("M1", { to: { role: "duty-manager", person: "M1" } }));
    await hall.pass(minutes(20));
    expect(hall.tried).toHaveLength(10);
  });
});

describe("who cannot be reached", () => {
  test("is told once in the problems however many messages it was, and no delivery claims otherwise", async () => {
    const hall = await notifyHall();
    const nobody = { to: { role: "hall-director", person: null } } as const;
    const first = messageTo(null, nobody);
    await hall.tell(first, messageTo(null, { ...nobody, key: "second" }), messageTo("G2"));
    expect(hall.tried).toEqual([]);
    expect(hall.notifier.problems()).toEqual([
      "cannot notify: nobody can be reached as hall-director: none of the hall's people has this role in the site file; alerts for this role are on the console only",
      "cannot notify: 李静 (guard) has no channel to be reached by: add reach: to the site file; alerts are on the console only",
    ]);
    const { deliveries = [] } = (await hall.stored(first)) ?? {};
    expect(deliveries.map(({ channel: name, state }) => `${name} ${state}`)).toEqual(["console given-up"]);
    expect(await hall.record.outbox()).toEqual([]);
    await hall.pass(hours(25));
    expect(hall.notifier.problems()).toEqual([]);
  });

  test("a role whose people are all off duty is a matter of the roster", async () => {
    const hall = await notifyHall();
    await hall.tell(messageTo(null, { to: { role: "duty-manager", person: null } }));
    expect(hall.notifier.problems()).toEqual([
      "cannot notify: nobody can be reached as duty-manager: see the roster; alerts for this role are on the console only",
    ]);
  });

  test("a hall without channels has its console: nobody is a problem there, and no delivery claims to be more", async () => {
    const hall = await notifyHall([]);
    const told = messageTo("G2");
    await hall.tell(told, messageTo(null, { to: { role: "hall-director", person: null }, key: "second" }));
    expect(hall.notifier.problems()).toEqual([]);
    const { deliveries = [] } = (await hall.stored(told)) ?? {};
    expect(deliveries.map(({ channel: name, state }) => `${name} ${state}`)).toEqual(["console given-up"]);
  });
});

describe("a channel that receives copies", () => {
  const board = channel("board", { receives: { priority: 2, classes: ["security"] } });
  const all = [channel("mail"), channel("group"), channel("sms"), board];

  test("gets one of what several people are told at once, and none of what its filter leaves out", async () => {
    const hall = await notifyHall(all);
    const manager = { to: { role: "duty-manager", person: "M1" } } as const;
    await hall.tell(messageTo("G1"), messageTo("M1", manager), messageTo("G2", { priority: 3, key: "low" }));
    expect(steps(hall.tried).sort()).toEqual(["0 board", "0 mail", "0 mail"]);
  });

  test("gets it also when the person is told by another channel, and keeps trying by itself", async () => {
    const hall = await notifyHall(all);
    hall.answers.set("board", () => failing("board.example: no answer"));
    const message = messageTo("G1");
    await hall.tell(message);
    await hall.pass(seconds(2));
    hall.answers.delete("board");
    await hall.pass(seconds(2));
    expect(steps(hall.tried)).toEqual(["0 board", "0 mail", "1 board", "3 board"]);
    const { deliveries = [] } = (await hall.stored(message)) ?? {};
    expect(deliveries.map(({ state }) => state)).toEqual(["sent", "sent"]);
  });
});

test("the most urgent goes first when a channel can take only so many a minute", async () => {
  const hall = await notifyHall();
  hall.answers.set("mail", () => failing("mail.example: too much", { wait: minutes(1) }));
  await hall.tell(messageTo("M1", { key: "first", to: { role: "duty-manager", person: "M1" } }));
  hall.answers.delete("mail");
  const later = (priority: 1 | 3 | 4) =>
    messageTo("M1", {
      key: `p${priority}`,
      priority,
      to: { role: "duty-manager", person: "M1" },
      items: [backDoor({ alert: `p${priority}` })],
    });
  await hall.tell(later(4), later(3), later(1));
  await hall.pass(seconds(59));
  expect(hall.tried).toHaveLength(1);
  await hall.pass(seconds(2));
  expect(hall.tried.slice(1).map(([, , , key]) => key.split(":")[0])).toEqual(["p1", "first", "p3", "p4"]);
});

describe("after a crash", () => {
  test("what was decided and not sent is sent, what was sent is not sent again", async () => {
    const hall = await notifyHall();
    const sent = messageTo("G1");
    await hall.tell(sent);
    const decided = messageTo("M1", { to: { role: "duty-manager", person: "M1" }, key: "decided" });
    await hall.record.commit(commitOf([decided]));
    await hall.crash();
    await hall.pass(seconds(1));
    expect(hall.tried.map(([, , address]) => address)).toEqual(["wang@hall.example", "zhao@hall.example"]);
  });

  test("a try that nobody saw the end of is repeated once with the same key", async () => {
    const hall = await notifyHall();
    hall.answers.set("mail", () => new Promise(() => {}));
    await hall.tell(messageTo("G1"));
    hall.answers.delete("mail");
    await hall.crash();
    await hall.pass(minutes(5));
    expect(hall.tried).toHaveLength(2);
    expect(hall.tried[0]).toEqual(hall.tried[1]);
  });

  test("a channel that failed before goes on where it was, and the next one has not to wait two minutes again", async () => {
    const hall = await notifyHall();
    hall.answers.set("mail", () => DOWN);
    await hall.tell(messageTo("G1"));
    await hall.pass(seconds(100));
    hall.tried.splice(0);
    await hall.crash();
    await hall.pass(minutes(1));
    expect(steps(hall.tried)).toEqual(["120 group"]);
  });

  test("what waits for a channel that the hall no longer has is given up", async () => {
    const hall = await notifyHall([channel("mail")]);
    const message = messageTo("M1", { to: { role: "duty-manager", person: "M1" } });
    hall.answers.set("mail", () => DOWN);
    await hall.tell(message);
    const other = await notifyHall([channel("post")]);
    await other.record.commit(commitOf([message]));
    await other.record.delivered((await hall.stored(message))?.deliveries ?? []);
    await other.crash();
    expect((await other.stored(message))?.deliveries[0]).toMatchObject({
      state: "given-up",
      detail: "the hall no longer has this channel",
    });
  });
});

describe("a test message", () => {
  test("goes by every channel of the person at once and says how each did", async () => {
    const hall = await notifyHall();
    hall.answers.set("group", () => failing("group.example: no robot has this key", { retry: false }));
    const tested = await hall.notifier.test("王伟");
    expect(tested).toMatchObject({
      is: "done",
      answer: {
        outcomes: [
          { channel: "mail", is: "sent", detail: "ok" },
          { channel: "group", is: "failed", detail: "group.example: no robot has this key" },
          { channel: "sms", is: "sent" },
        ],
      },
    });
    expect(hall.outgoing.every(({ text }) => text.subject.startsWith("【测试】[TEST]"))).toBe(true);
  });

  test("goes by one channel, also one that is not the person's own", async () => {
    const hall = await notifyHall();
    await hall.notifier.test("M1", "group");
    expect(hall.tried.map(([, name, address]) => [name, address])).toEqual([["group", null]]);
  });

  test.each([
    ["X9", undefined, "nobody of this hall is called X9"],
    ["G2", undefined, "李静 has no channel to be reached by: add reach: to the site file"],
    ["G1", "fax", "there is no channel fax that messages go out by"],
  ])("to %s by %s is refused with a sentence", async (who, name, why) =>
    expect(await (await notifyHall()).notifier.test(who, name)).toEqual({ is: "refused", why }),
  );
});
