import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, describe, expect, test } from "vitest";
import { freePort } from "#gateway/stores/testing/child-server.ts";
import { seeded } from "#gateway/stores/testing/killed-child.ts";
import { temporary } from "#gateway/stores/testing/temporary.ts";
import { until } from "#gateway/stores/testing/until.ts";
import { answer, type Behaviour, type Receiver, startReceiver } from "./testing/receiver.ts";

const PROGRAM = new URL("./testing/notify-forever.ts", import.meta.url).pathname;
const children = new Set<ChildProcess>();
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  for (const end of ends.splice(0).reverse()) await end();
});

const started = (...args: readonly (string | number)[]): ChildProcess => {
  const child = spawn(process.execPath, [PROGRAM, ...args.map(String)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  children.add(child);
  child.once("exit", () => children.delete(child));
  return child;
};
/** Resolves when it has decided: its messages are in the outbox. */
const decided = async (child: ChildProcess): Promise<void> => {
  if (child.stdout) await once(child.stdout, "data");
};
const killed = async (child: ChildProcess): Promise<void> => {
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  if (child.exitCode === null && child.signalCode === null) await ended;
};
const asked = async (child: ChildProcess): Promise<void> => {
  const ended = once(child, "exit");
  child.stdin?.write("end\n");
  await ended;
};
const place = (): string => {
  const { directory, remove } = temporary();
  ends.push(remove);
  return directory;
};
const receiving = async (behaviour: Behaviour = answer(200)): Promise<Receiver> => {
  const receiver = await startReceiver(behaviour);
  ends.push(() => receiver.stop());
  return receiver;
};
/** How often each key came, and that a repeat says the same as the first. */
const timesByKey = ({ received }: Receiver): Readonly<Record<string, number>> => {
  const bodies = new Map<string, string[]>();
  for (const { headers, body } of received) {
    const key = String(headers["x-hallwatch-key"]);
    bodies.set(key, [...(bodies.get(key) ?? []), body]);
  }
  for (const [key, all] of bodies) expect([key, new Set(all).size]).toEqual([key, 1]);
  return Object.fromEntries([...bodies].map(([key, all]) => [key, all.length]));
};
const KEY = "door-1:1:found:G1:hook";

describe("a process that is killed", () => {
  test("between deciding and sending sends after the restart, once", async () => {
    const directory = place();
    const nobody = `http://127.0.0.1:${await freePort()}/`;
    const child = started(directory, nobody, 1, 3);
    await decided(child);
    await killed(child);
    const receiver = await receiving();
    const again = started(directory, receiver.url, 0, 0);
    await until("all three have come", () => receiver.received.length >= 3);
    await asked(again);
    expect(timesByKey(receiver)).toEqual({
      [KEY]: 1,
      "door-2:1:found:G1:hook": 1,
      "door-3:1:found:G1:hook": 1,
    });
  });

  test("as the receiver has it and before its answer sends once more, with the same key", async () => {
    const directory = place();
    let child: ChildProcess | null = null;
    const receiver = await receiving(() => child?.kill("SIGKILL"));
    child = started(directory, receiver.url, 1, 1);
    await once(child, "exit");
    expect(receiver.received).toHaveLength(1);
    receiver.behave(answer(200));
    const again = started(directory, receiver.url, 0, 0);
    await until("it has come again", () => receiver.received.length === 2);
    await asked(again);
    const third = started(directory, receiver.url, 0, 0);
    await decided(third);
    await asked(third);
    expect(timesByKey(receiver)).toEqual({ [KEY]: 2 });
  });

  test("right after the answer repeats once at most, whether or not it was recorded", async () => {
    const directory = place();
    let child: ChildProcess | null = null;
    const receiver = await receiving(response => response.end("ok", () => child?.kill("SIGKILL")));
    child = started(directory, receiver.url, 1, 1);
    await once(child, "exit");
    receiver.behave(answer(200));
    const again = started(directory, receiver.url, 2, 1);
    await until("the next one has come", () => Object.keys(timesByKey(receiver)).length === 2);
    await asked(again);
    expect(timesByKey(receiver)[KEY]).toBeLessThanOrEqual(2);
    expect(timesByKey(receiver)["door-2:1:found:G1:hook"]).toBe(1);
  });

  test("five times at any moment loses nothing, and repeats no message more often than it was killed", async () => {
    const directory = place();
    const receiver = await receiving();
    const random = seeded(20_250_723);
    let kills = 0;
    for (let round = 0; round < 5; round += 1) {
      const child = started(directory, receiver.url, round * 10, 10);
      await decided(child);
      await new Promise(go => setTimeout(go, random(30)));
      await killed(child);
      kills += 1;
    }
    const last = started(directory, receiver.url, 0, 0);
    await until("all fifty have come", () => Object.keys(timesByKey(receiver)).length === 50);
    await asked(last);
    const total = receiver.received.length;
    const after = started(directory, receiver.url, 1_000, 1);
    await until("one more has come", () => receiver.received.length > total);
    await asked(after);
    const times = timesByKey(receiver);
    // The last run ended in order: what comes after it is new.
    expect(receiver.received.length).toBe(total + 1);
    expect(Math.max(...Object.values(times))).toBeLessThanOrEqual(1 + kills);
    expect(total - 50).toBeLessThanOrEqual(kills * 4);
  });
});

test("a process that does not record what it sent would be found out: the same comes again after every start", async () => {
  const directory = place();
  const receiver = await receiving();
  for (const count of [1, 0]) {
    const seen = receiver.received.length;
    const child = started(directory, receiver.url, 1, count, "forgetful");
    await until("it has come", () => receiver.received.length > seen);
    await asked(child);
  }
  expect(timesByKey(receiver)).toEqual({ [KEY]: 2 });
});
