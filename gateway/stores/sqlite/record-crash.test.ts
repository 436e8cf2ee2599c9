import { expect, it } from "vitest";
import { runAndKill, seeded } from "../testing/killed-child.ts";
import { temporary } from "../testing/temporary.ts";
import { sqliteRecord } from "./record.ts";

const program = new URL("../testing/commit-forever.ts", import.meta.url);

// A kill cannot tell synchronous=FULL from OFF: the kernel still has what was written. What it does tell is that a
// promise never resolves before its transaction is handed over, and that a torn end never costs what was acknowledged.
// The power cuts of record-power.test.ts tell the rest.
it("ten kills in the middle of writing lose no acknowledged transition and never break the chain", async () => {
  const place = temporary();
  const random = seeded(20_250_708);
  let acknowledged = 0;
  for (let kill = 0; kill < 10; kill += 1) {
    const printed = await runAndKill(program, [place.directory], 1 + random(120));
    acknowledged = Math.max(acknowledged, ...printed.map(Number));
    const store = sqliteRecord({ directory: place.directory });
    await store.start();
    const notes = (await store.events("a")).map(event => Number(event.note));
    expect(notes).toEqual(Array.from(notes, (_, n) => n + 1));
    expect(notes.length).toBeGreaterThanOrEqual(acknowledged);
    expect((await store.alert("a"))?.occurrences).toBe(notes.length);
    expect(await store.verify()).toBeNull();
    await store.stop();
  }
  place.remove();
}, 60_000);
