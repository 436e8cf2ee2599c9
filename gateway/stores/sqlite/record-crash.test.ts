import { expect, it } from "vitest";
import { runAndKill, seeded } from "../testing/killed-child.ts";
import { temporary } from "../testing/temporary.ts";
import { sqliteRecord } from "./record.ts";

const program = new URL("../testing/commit-forever.ts", import.meta.url);

// A kill cannot tell synchronous=FULL from OFF: the kernel still has what was written. What it does tell is that a
// promise never resolves before its transaction is handed over, and that a torn end never costs what was acknowledged.
// The power cuts of record-power.test.ts tell the rest.
it("ten kills in the middle of writing lose nothing acknowledged, part no message or paper from its transition and break nothing", async () => {
  const place = temporary();
  const random = seeded(20_250_708);
  let acknowledged = 0;
  const sent = new Set<string>();
  for (let kill = 0; kill < 10; kill += 1) {
    const printed = await runAndKill(program, [place.directory], 1 + random(120));
    const numbers = printed.map(Number).filter(number => !Number.isNaN(number));
    acknowledged = Math.max(acknowledged, ...numbers);
    for (const line of printed) if (line.startsWith("sent ")) sent.add(line.slice(5));
    const store = sqliteRecord({ directory: place.directory });
    await store.start();
    const notes = (await store.events("a")).map(event => Number(event.note));
    expect(notes).toEqual(Array.from(notes, (_, n) => n + 1));
    expect(notes.length).toBeGreaterThanOrEqual(acknowledged);
    expect((await store.alert("a"))?.occurrences).toBe(notes.length);
    expect((await store.verify()).wrong).toEqual([]);
    const messages = await store.messages("a");
    expect(messages.map(({ message }) => message.key)).toEqual(notes.map(note => `message ${note}`));
    const unsent = messages.filter(({ deliveries }) => deliveries[0]?.state !== "sent");
    expect(unsent.filter(({ message }) => sent.has(message.key.slice(8)))).toEqual([]);
    expect(await store.outbox()).toEqual(unsent);
    const issued = await store.certificates({ limit: notes.length + 1 });
    expect(issued.map(({ seq, certificate }) => [seq, certificate.id])).toEqual(
      notes.map(note => [note, `closing-2025-07-08-${note}`]).toReversed(),
    );
    expect((await store.paper("task", "toilets"))?.value ?? 0).toBe(notes.length);
    const last = await store.search({ text: String(notes.at(-1)), limit: 2 });
    expect(last.alerts.map(({ id }) => id)).toEqual(["a"]);
    await store.stop();
  }
  expect(sent.size).toBeGreaterThan(9);
  place.remove();
});
