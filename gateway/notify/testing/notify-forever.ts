import { writeSync } from "node:fs";
import { systemClock } from "#gateway/ports/clock.ts";
import { sqliteRecord } from "#gateway/stores/sqlite/record.ts";
import { Notifier } from "../notifier.ts";
import { backDoor, commitOf, messageTo } from "./messages.ts";
import { hallSite } from "./notify-hall.ts";

/**
 * A program for tests that get it killed: `node notify-forever.ts <directory> <url> <first> <count> [forgetful]` puts so many
 * numbered messages into the outbox of the record there, prints `decided` once they are durable, and brings what the outbox
 * has to the webhook at the URL until it is killed or told to end by a line on its input. A forgetful one does not record
 * what it has sent.
 */
const [directory = "", url = "", first = "0", count = "0", manner] = process.argv.slice(2);
const site = hallSite([
  {
    name: "hook",
    detail: "full",
    via: { is: "webhook", url, headers: {}, contentType: "application/json" },
  },
]);
const clock = systemClock();
const record = sqliteRecord({ directory });
await record.start();
const messages = Array.from({ length: Number(count) }, (_, i) => {
  const alert = `door-${Number(first) + i}`;
  return messageTo("G1", { at: clock.now(), items: [backDoor({ alert })] });
});
if (messages.length > 0) await record.commit(commitOf(messages));
writeSync(1, "decided\n");
const notifier = new Notifier({
  site: {
    ...site,
    people: [{ id: "G1", name: "王伟", roles: ["guard"], reach: [{ channel: "hook", address: "" }] }],
  },
  outbox:
    manner === "forgetful"
      ? { outbox: () => record.outbox(), delivered: async () => {} }
      : { outbox: () => record.outbox(), delivered: updates => record.delivered(updates) },
  clock,
  openAlerts: () => [],
  publish: null,
});
await notifier.start();
process.stdin.once("data", async () => {
  await notifier.stop();
  await record.stop();
  process.exit(0);
});
