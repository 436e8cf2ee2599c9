import { copyFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RecordStore } from "../ports/record.ts";
import { readAnchors } from "../stores/audit/anchors.ts";
import { anchorsPath } from "../stores/audit/anchors-file.ts";
import { openLedger, recordPath } from "../stores/sqlite/ledger.ts";
import { sqliteRecord } from "../stores/sqlite/record.ts";
import { dayAfter, writeDays } from "../stores/testing/long-record.ts";
import { lightOn, transition } from "../stores/testing/sample-alerts.ts";
import { temporary } from "../stores/testing/temporary.ts";
import { hallwatch } from "./testing/running.ts";

const audit = async (...args: readonly string[]) => {
  const run = hallwatch("audit", ...args);
  return { code: await run.ended, answer: run.answer().trimEnd(), all: run.output().trimEnd() };
};

const raised = (id: string) => transition("raised", lightOn(id), { change: lightOn(id) });

/** A copy of the record of six alerts that somebody with a database tool has worked on. */
const changedBy = (from: string, sql: string) => {
  const place = temporary();
  for (const file of [recordPath, anchorsPath]) copyFileSync(file(from), file(place.directory));
  const tool = new DatabaseSync(recordPath(place.directory));
  tool.exec(sql);
  tool.close();
  return place;
};

describe("hallwatch audit", () => {
  const place = temporary();
  const { directory } = place;
  let store: RecordStore;
  beforeAll(async () => {
    store = sqliteRecord({ directory });
    await store.start();
    for (const id of ["a", "b", "c", "d", "e", "f"]) await store.commit(raised(id));
    await store.stop(); // Which drops an anchor.
  });
  afterAll(() => place.remove());

  it("verify says in one line that all is as recorded, in either language, exit code 0", async () => {
    const [en, zh] = await Promise.all([
      audit("verify", "--data", directory),
      audit("verify", "--data", directory, "--lang", "zh"),
    ]);
    expect(en.code).toBe(0);
    expect(en.all).toMatch(
      /^6 events, 2025-07-08 \d\d:45 to 2025-07-08 \d\d:45: all as recorded; last anchor at event 6 \(\d{4}-.*\)$/,
    );
    expect(zh.all).toMatch(/^6 条事件，.*：与记录时一致；最后的锚点在第 6 条（.*）$/);
  });

  it("head prints the end of the trail, which verify takes back", async () => {
    const { code, answer } = await audit("head", "--data", directory);
    expect([code, answer]).toEqual([0, expect.stringMatching(/^6:[0-9a-f]{64}$/)]);
    const json = await audit("head", "--data", directory, "--json");
    expect(JSON.parse(json.answer)).toMatchObject({
      schema: 1,
      seq: 6,
      hash: answer.slice(2),
      at: "2025-07-08T01:45:00.000Z",
    });
    const fine = await audit("verify", "--data", directory, "--head", answer);
    expect([fine.code, fine.all]).toEqual([0, expect.stringContaining("all as recorded")]);
    const other = await audit("verify", "--data", directory, "--head", `6:${"0".repeat(64)}`);
    expect(other.code).toBe(1);
    expect(other.answer.split("\n")[0]).toBe(
      "events 1 to 6 were written anew in some place: they do not fit the end that was written down",
    );
    const wrong = await audit("verify", "--data", directory, "--head", "6");
    expect([wrong.code, wrong.all]).toEqual([
      2,
      expect.stringContaining("expected the line that audit head printed"),
    ]);
  });

  it.each([
    [
      "UPDATE event SET json = replace(json, 'raised', 'closed') WHERE seq = 3",
      "event 3 was edited: it does not fit the hash that was recorded with it",
    ],
    ["DELETE FROM event WHERE seq IN (2, 3)", "events 2 to 3 were deleted"],
    [
      `DELETE FROM event WHERE seq > 4; UPDATE meta SET value =
       (SELECT json_object('seq', seq, 'hash', hash) FROM event WHERE seq = 4) WHERE key = 'head'`,
      "events 5 to 6 are gone: the end of the record was cut off (an anchor knows of them)",
    ],
    [
      `UPDATE alert SET json = json_set(json, '$.priority', 4) WHERE id = 'b'`,
      "alert b was edited: priority not as its events make it",
    ],
    [`DELETE FROM alert WHERE id = 'b'`, "alert b: the alert or all its events are gone"],
  ])("verify finds what somebody did by %s, exit code 1", async (sql, sentence) => {
    const changed = changedBy(directory, sql);
    const { code, answer } = await audit("verify", "--data", changed.directory);
    expect(code).toBe(1);
    expect(answer.split("\n")).toContain(sentence);
    expect(answer.split("\n").at(-1)).toMatch(/: \d things? not as recorded; last anchor at event 6 /);
    changed.remove();
  });

  it("verify goes by anchors from elsewhere where those of the directory are gone", async () => {
    const copy = join(directory, "copy.jsonl");
    copyFileSync(anchorsPath(directory), copy);
    const changed = changedBy(
      directory,
      `DELETE FROM event WHERE seq = 6; DELETE FROM alert WHERE id = 'f';
       UPDATE meta SET value = (SELECT json_object('seq', seq, 'hash', hash) FROM event WHERE seq = 5) WHERE key = 'head'`,
    );
    rmSync(anchorsPath(changed.directory));
    const [alone, held, nowhere] = await Promise.all([
      audit("verify", "--data", changed.directory),
      audit("verify", "--data", changed.directory, "--anchors", copy, "--json"),
      audit("verify", "--data", changed.directory, "--anchors", `${copy}.old`),
    ]);
    expect([alone.code, alone.all]).toEqual([0, expect.stringContaining("; no anchor holds its end")]);
    expect(held.code).toBe(1);
    expect(JSON.parse(held.answer)).toMatchObject({
      schema: 1,
      ok: false,
      events: 5,
      lastAnchor: { seq: 6 },
      wrong: [
        { kind: "cut", seq: 6, to: 6, by: "anchor", sentence: expect.stringContaining("event 6 is gone") },
      ],
      more: 0,
    });
    expect([nowhere.code, nowhere.all]).toEqual([
      2,
      expect.stringContaining("there is no such file of anchors"),
    ]);
    changed.remove();
  });

  it("verify says where a trail begins whose older part was purged, and when that is not told", async () => {
    const old = temporary();
    const ledger = openLedger(old.directory);
    writeDays(old.directory, ledger, { to: 300 });
    const { anchors } = readAnchors(anchorsPath(old.directory));
    const order = { now: dayAfter(300), keepDays: 200, timeZone: "Asia/Shanghai" };
    for (const steps = ledger.purge(anchors, order); !steps.next().done; );
    ledger.close();
    const fine = await audit("verify", "--data", old.directory);
    expect([fine.code, fine.all]).toEqual([
      0,
      expect.stringMatching(
        /: all as recorded; .*; what was up to event 500 \(2024-04-\d\d .*\) was purged, but 100 events$/,
      ),
    ]);
    const [gone, there] = [anchors[50], anchors[200]].map(end => `${end?.seq}:${end?.hash}`);
    const asked = await audit("verify", "--data", old.directory, "--head", gone ?? "");
    expect(asked.code).toBe(1);
    expect(asked.answer.split("\n")[0]).toBe(
      "the end that was written down is event 255, which was purged: nothing can be compared with it any more",
    );
    expect((await audit("verify", "--data", old.directory, "--head", there ?? "")).code).toBe(0);
    const tool = new DatabaseSync(recordPath(old.directory));
    tool.exec("DELETE FROM event WHERE seq < 100");
    tool.close();
    const less = await audit("verify", "--data", old.directory, "--json");
    expect(less.code).toBe(1);
    expect(JSON.parse(less.answer)).toMatchObject({
      beginning: { seq: 500, kept: { events: 100 } },
      wrong: expect.arrayContaining([
        {
          kind: "beginning",
          seq: 500,
          how: "kept",
          sentence: "the record begins behind event 500: what it left of before is not what is there",
        },
      ]),
    });
    old.remove();
  });

  it("verify works beside a gateway that writes, and sees what is recorded by then", async () => {
    const live = temporary();
    const writer = sqliteRecord({ directory: live.directory });
    await writer.start();
    for (let n = 0; n < 1_200; n += 60)
      await Promise.all(Array.from({ length: 60 }, (_, m) => writer.commit(raised(`x${n + m}`))));
    let isAsking = true;
    let count = 1_200;
    const writing = (async () => {
      while (isAsking) await writer.commit(raised(`x${count++}`));
    })();
    const { code, answer } = await audit("verify", "--data", live.directory, "--json");
    isAsking = false;
    await writing;
    const told = JSON.parse(answer);
    expect([code, told.wrong]).toEqual([0, []]);
    expect(told.lastAnchor.seq).toBeGreaterThanOrEqual(1_000);
    expect(told.events).toBeGreaterThanOrEqual(1_200);
    expect(told.events).toBeLessThan(count);
    await writer.stop();
    live.remove();
  });

  it("a directory without a record, or with something else for one, is said to be so, exit code 2", async () => {
    const none = temporary();
    const answers = [await audit("verify", "--data", none.directory, "--lang", "zh")];
    writeFileSync(
      recordPath(none.directory),
      "not a database, by far not one, but longer than its header".repeat(9),
    );
    answers.push(await audit("head", "--data", none.directory));
    expect(answers.map(({ code, all }) => [code, all])).toEqual([
      [
        2,
        `hallwatch：这里没有记录。请用 --data 指明数据目录。\n  ${recordPath(none.directory)}: there is no record`,
      ],
      [2, expect.stringContaining("file is not a database")],
    ]);
    none.remove();
  });
});
