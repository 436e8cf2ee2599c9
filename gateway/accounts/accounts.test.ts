import { statSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  after,
  hours,
  type Instant,
  instant,
  type Millis,
  minutes,
  seconds,
  toIso,
} from "#rules/time/instant.ts";
import { temporary } from "../stores/testing/temporary.ts";
import { Accounts } from "./accounts.ts";
import { accountsPath } from "./store.ts";

const PEOPLE = [
  { id: "G1", name: "王伟", roles: ["guard"] },
  { id: "H1", name: "赵敏", roles: ["hall-director"] },
  { id: "M1", name: "李丽", roles: ["duty-manager"] },
] as const;
const RIGHT = "2580";

let now: Instant;
let directory: string;
let clean: () => void;
let accounts: Accounts;

const opened = async (): Promise<Accounts> => {
  const one = new Accounts({ directory, people: PEOPLE, now: () => now });
  await one.start();
  return one;
};
/** Lets time go by. */
const pass = (length: Millis): void => {
  now = after(now, length);
};
const keyOf = (path: string): string => path.split("/").at(-1) ?? "";
/** Gives a person an account, by a link as everybody gets one. */
const given = async (person: string, secret = RIGHT): Promise<void> => {
  const { path } = accounts.link(person, "H1");
  expect(await accounts.setUp(keyOf(path), person, secret)).toEqual({ is: "set", person });
};
const restarted = async (): Promise<void> => {
  await accounts.stop();
  accounts = await opened();
};

beforeEach(async () => {
  ({ directory, remove: clean } = temporary());
  now = instant(Date.parse("2025-07-08T10:00:00Z"));
  accounts = await opened();
});
afterEach(async () => {
  await accounts.stop();
  clean();
});

describe("wrong tries", () => {
  test("are free four times; the fifth costs a minute, each after it twice as long, an hour at most, over restarts", async () => {
    await given("G1");
    const waited: string[] = [];
    for (let tries = 1; tries <= 14; tries += 1) {
      expect(await accounts.prove("G1", "1111")).toBe("wrong");
      const { waitsUntil } = accounts.list()[0] ?? {};
      if (waitsUntil == null) continue;
      expect(await accounts.prove("G1", RIGHT)).toBe("waits");
      await restarted();
      now = after(waitsUntil, seconds(-1));
      expect(await accounts.prove("王伟", RIGHT)).toBe("waits");
      waited.push(toIso(waitsUntil).slice(11, 19));
      now = waitsUntil;
    }
    expect(waited).toEqual([
      "10:01:00",
      "10:03:00",
      "10:07:00",
      "10:15:00",
      "10:31:00",
      "11:03:00",
      "12:03:00",
      "13:03:00",
      "14:03:00",
      "15:03:00",
    ]);
    expect(await accounts.prove("G1", RIGHT)).toBe("right");
    expect(await accounts.prove("G1", "1111")).toBe("wrong");
    expect(await accounts.prove("G1", RIGHT)).toBe("right");
  });

  test("a hundred at once are a hundred: five are looked at, and the account waits", async () => {
    await given("G1");
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, n) => accounts.prove("G1", String(3000 + n))),
    );
    expect(answers.filter(answer => answer === "wrong")).toHaveLength(5);
    expect(answers.filter(answer => answer === "waits")).toHaveLength(95);
  });

  test("of one person cost another nothing, and the trail hears of the wait without the secret", async () => {
    await given("G1");
    await given("H1");
    for (let tries = 0; tries < 5; tries += 1) await accounts.prove("G1", "8642");
    expect(await accounts.prove("H1", RIGHT)).toBe("right");
    const last = accounts.untold().at(-1);
    expect(last).toMatchObject({ person: "G1", what: "waits", by: null, detail: { seconds: 60 } });
    expect(JSON.stringify(accounts.untold())).not.toContain("8642");
  });

  test("for names that nobody has wait as well, and leave nothing of the name", async () => {
    await given("G1");
    const answers = [];
    for (let tries = 0; tries < 6; tries += 1) answers.push(await accounts.prove("my secret!", "8642"));
    expect(answers).toEqual([...Array(5).fill("no-account"), "waits"]);
    expect(accounts.untold().map(({ what }) => what)).toEqual(["link-made", "secret-set"]);
  });

  test("take as long for a person without an account as for one who has it", async () => {
    await given("G1");
    const times: Record<"G1" | "nobody", number[]> = { G1: [], nobody: [] };
    for (let n = 0; n < 15; n += 1)
      for (const who of ["G1", "nobody"] as const) {
        const begun = performance.now();
        await accounts.prove(who, "8642");
        times[who].push(performance.now() - begun);
        pass(hours(25));
      }
    const median = (list: readonly number[]): number => list.toSorted((a, b) => a - b)[7] ?? 0;
    const [known, unknown] = [median(times.G1), median(times.nobody)];
    expect(known).toBeGreaterThan(2);
    expect(Math.max(known, unknown) / Math.min(known, unknown)).toBeLessThan(3);
  });
});

describe("a set-up link", () => {
  test("works once, for a day, for its person, and only the newest", async () => {
    const first = keyOf(accounts.link("G1", "H1").path);
    const second = keyOf(accounts.link("G1", "H1").path);
    expect(accounts.linkOf(first)).toBeNull();
    expect(accounts.linkOf(second)?.person).toBe("G1");
    expect(await accounts.setUp(second, "H1", RIGHT)).toEqual({ is: "gone" });
    expect(await accounts.setUp(second, "G1", "1234")).toMatchObject({ is: "refused" });
    expect(await accounts.setUp(second, "G1", RIGHT)).toEqual({ is: "set", person: "G1" });
    expect(await accounts.setUp(second, "G1", "8642")).toEqual({ is: "gone" });
    const third = keyOf(accounts.link("G1", "H1").path);
    pass(hours(24));
    expect(accounts.linkOf(third)).toBeNull();
    expect(await accounts.setUp(third, "G1", "8642")).toEqual({ is: "gone" });
    expect(await accounts.prove("G1", RIGHT)).toBe("right");
  });

  test("used twice at once gives one account", async () => {
    const key = keyOf(accounts.link(null, null).path);
    const answers = await Promise.all([accounts.setUp(key, "G1", RIGHT), accounts.setUp(key, "H1", "8642")]);
    expect(answers.map(({ is }) => is).toSorted()).toEqual(["gone", "set"]);
    expect(accounts.holders()).toHaveLength(1);
  });

  test("for the first account lets choose who one is, and is worth nothing once there is one", async () => {
    const [key, other] = [keyOf(accounts.link(null, null).path), keyOf(accounts.link("M1", null).path)];
    expect(accounts.isSetUp()).toBe(false);
    expect(await accounts.setUp(other, "M1", RIGHT)).toEqual({ is: "set", person: "M1" });
    expect(accounts.isSetUp()).toBe(true);
    expect(accounts.linkOf(key)).toBeNull();
    expect(accounts.linkOf(keyOf(accounts.link(null, null).path))).toBeNull();
  });
});

describe("a session", () => {
  const signedIn = async (who: string, kind: "desk" | "own" = "desk", old: string | null = null) => {
    const result = await accounts.signIn(who, RIGHT, { kind, old });
    if (typeof result === "string") throw new Error(result);
    return result.key;
  };

  test("of a desk ends after ten idle minutes, one's own after eight hours, both after twelve", async () => {
    await given("G1");
    const [desk, own] = [await signedIn("G1"), await signedIn("G1", "own")];
    pass(minutes(9));
    accounts.use(desk);
    pass(minutes(9));
    expect(accounts.session(desk)?.person).toBe("G1");
    pass(minutes(1));
    expect(accounts.session(desk)).toBeNull();
    expect(accounts.session(own)?.person).toBe("G1");
    pass(hours(7));
    accounts.use(own);
    pass(minutes(4 * 60 + 40));
    expect(accounts.session(own)).not.toBeNull();
    pass(minutes(1));
    expect(accounts.session(own)).toBeNull();
  });

  test("survives a restart, and has a new key at every sign-in, which ends the one before", async () => {
    await given("G1");
    await given("H1");
    const first = await signedIn("G1");
    await restarted();
    expect(accounts.session(first)?.person).toBe("G1");
    const second = await signedIn("H1", "desk", first);
    expect(accounts.session(first)).toBeNull();
    expect(accounts.session(second)?.person).toBe("H1");
    const planted = await signedIn("G1", "desk", "planted-by-somebody");
    expect(planted).not.toBe("planted-by-somebody");
    expect(accounts.session("planted-by-somebody")).toBeNull();
  });

  test("ends with the secret, with the account, and when its person is no longer of the hall", async () => {
    await given("G1");
    const first = await signedIn("G1");
    await given("G1", "8642");
    expect(accounts.session(first)).toBeNull();
    await given("G1");
    const second = await signedIn("G1");
    expect(accounts.remove("G1", "H1")).toBe(true);
    expect(accounts.session(second)).toBeNull();
    expect(accounts.isSetUp()).toBe(true);
    await given("M1");
    const third = await signedIn("M1");
    const smaller = new Accounts({ directory, people: PEOPLE.slice(0, 1), now: () => now });
    await smaller.start();
    expect([smaller.session(third), smaller.holders()]).toEqual([null, []]);
    expect(await smaller.prove("M1", RIGHT)).toBe("no-account");
    await smaller.stop();
  });
});

describe("a token", () => {
  test("stands for its person until it is revoked or made anew", () => {
    const first = accounts.makeToken("scripts", "M1", null);
    expect(accounts.token(first)).toMatchObject({ name: "scripts", person: "M1" });
    const second = accounts.makeToken("scripts", "M1", null);
    expect(accounts.token(first)).toBeNull();
    expect(accounts.revokeToken("scripts", "H1")).toBe(true);
    expect(accounts.token(second)).toBeNull();
    expect(accounts.revokeToken("scripts", "H1")).toBe(false);
  });
});

test("the file is its owner's alone, and what it keeps of secrets is no secret", async () => {
  await given("G1", "correct horse");
  const session = await accounts.signIn("G1", "correct horse", { kind: "own", old: null });
  const token = accounts.makeToken("scripts", "G1", null);
  const link = keyOf(accounts.link("H1", "G1").path);
  await accounts.stop();
  const { readFileSync, readdirSync } = await import("node:fs");
  for (const name of readdirSync(directory)) {
    expect(statSync(`${directory}/${name}`).mode & 0o077).toBe(0);
    const bytes = readFileSync(`${directory}/${name}`).toString("latin1");
    const secrets = ["correct horse", token, link, typeof session === "string" ? "" : session.key];
    for (const secret of secrets) expect(bytes).not.toContain(secret);
  }
  expect(readFileSync(accountsPath(directory)).toString("latin1")).toContain(
    "$argon2id$v=19$m=19456,t=2,p=1$",
  );
  accounts = await opened();
});

test("what happened stays until it was told", async () => {
  await given("G1");
  const [made, set] = accounts.untold();
  expect([made?.what, set?.what]).toEqual(["link-made", "secret-set"]);
  accounts.told(made?.seq ?? 0);
  await restarted();
  expect(accounts.untold().map(({ what }) => what)).toEqual(["secret-set"]);
});
