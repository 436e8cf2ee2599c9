// What finding alerts again, auditing and committing cost on a record of many alerts: half of them with an
// acknowledgement, written over two years. By the clock, as somebody waits for it, one query after the other.
// Run: node bench/record.ts [alerts]
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AlertSearch, Commit } from "../gateway/ports/record.ts";
import { sqliteRecord } from "../gateway/stores/sqlite/record.ts";
import { lightOn, transition } from "../gateway/stores/testing/sample-alerts.ts";
import { messageOf } from "../gateway/stores/testing/sample-messages.ts";
import type { Alert, Priority } from "../rules/alert/alert.ts";
import { changeOf } from "../rules/alert/fold.ts";
import { after, instant, seconds } from "../rules/time/instant.ts";
import { figure, machine, median } from "./machine.ts";

const ALERTS = Number(process.argv[2] ?? 100_000);
const ROUNDS = 15;
const START = instant(Date.parse("2024-01-01T00:00:00Z"));
const YEARS = seconds(2 * 365 * 86_400);

const KINDS = [
  ["light-on", "无人区域亮灯", "Lights on in an empty zone"],
  ["door-not-secured", "闭店后门未上锁", "Door not locked after closing"],
  ["setpoint-too-low", "空调设定温度过低", "Air conditioning set too low"],
  ["blind", "设备没有数据", "A device is silent"],
] as const;
const CLASSES = ["security", "equipment", "energy", "system"] as const;
const PEOPLE = ["王芳", "李伟", "Zhang San", "赵敏"] as const;

const alertOf = (n: number): Alert => {
  const [fact, zh, en] = KINDS[n % KINDS.length]!;
  return lightOn(`site.${fact}.T${n % 300}.${n}`, {
    fact,
    title: { zh, en },
    target: `T${n % 300}`,
    targetName: { zh: `${n % 300}号设备`, en: `Device ${n % 300}` },
    zone: `zone-${n % 12}`,
    class: CLASSES[n % CLASSES.length]!,
    priority: (1 + (n % 97 === 0 ? 0 : 1 + (n % 3))) as Priority,
    openedAt: instant(START + Math.floor((n / ALERTS) * YEARS)),
  });
};

const commitsOf = (n: number): readonly Commit[] => {
  const alert = alertOf(n);
  const raised = {
    ...transition("raised", alert, { change: alert }),
    messages: [{ ...messageOf([alert.id]), key: `${alert.id}:1:found:F1` }],
  };
  if (n % 2 === 0) return [raised];
  const by = PEOPLE[(n >> 1) % PEOPLE.length]!;
  const at = after(alert.openedAt, seconds(90));
  const note = n % 1_000 === 1 ? "钥匙在值班室" : "已处理, done";
  const seen: Alert = { ...alert, acknowledgement: { by, note, at } };
  const closed: Alert = { ...seen, condition: "clear", closedAt: after(at, seconds(60)) };
  return [
    raised,
    transition("acknowledged", seen, { by, note, change: changeOf(alert, seen) }),
    transition("closed", closed, { change: changeOf(seen, closed) }),
  ];
};

const QUERIES: readonly (readonly [string, Partial<AlertSearch>])[] = [
  ["newest 50", {}],
  ["a word of a quarter of them, 未上锁", { text: "未上锁" }],
  ["a word of all of them, 设备", { text: "设备" }],
  ["one character of all of them, 设", { text: "设" }],
  ["the beginning of a word of all of them, d", { text: "d" }],
  ["a target, T217", { text: "T217" }],
  ["a note of one in a thousand, 值班室", { text: "值班室" }],
  ["two words that never stand together, 未上锁 空调", { text: "未上锁 空调" }],
  ["a word that is nowhere, xyzzy", { text: "xyzzy" }],
  ["priority 1", { priority: 1 }],
  ["open, class energy", { state: "open", class: "energy" }],
  ["closed, class security: there are none", { state: "closed", class: "security" }],
  ["a person", { person: "Zhang San" }],
  ["a person, a word, priority 1, closed", { person: "李伟", text: "device", priority: 1, state: "closed" }],
  ["a month, long ago", { from: instant(START), to: after(START, seconds(30 * 86_400)) }],
  [
    "a word in a month, long ago",
    { text: "设备", from: instant(START), to: after(START, seconds(30 * 86_400)) },
  ],
];

const directory = mkdtempSync(join(tmpdir(), "hallwatch-bench-"));
const store = sqliteRecord({ directory });
await store.start();
console.log(`${machine()}; ${figure(ALERTS)} alerts\n`);

const begun = performance.now();
let events = 0;
for (let n = 0; n < ALERTS; n += 500) {
  const commits = Array.from({ length: Math.min(500, ALERTS - n) }, (_, m) => commitsOf(n + m)).flat();
  events += commits.length;
  await Promise.all(commits.map(commit => store.commit(commit)));
}
const wrote = performance.now() - begun;
const size = statSync(join(directory, "record.db")).size / 2 ** 20;
console.log(
  `wrote ${figure(events)} events in ${figure(wrote / 1_000)} s: ${figure((wrote * 1_000) / events)} µs each; ${figure(size)} MB\n`,
);

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const from = performance.now();
  await work();
  return performance.now() - from;
};

console.log("| search | median ms | most ms |\n| --- | --- | --- |");
for (const [what, query] of QUERIES) {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    times.push(await timed(() => store.search({ limit: 50, ...query })));
  console.log(`| ${what} | ${figure(median(times))} | ${figure(Math.max(...times))} |`);
}

const single: number[] = [];
const cpu = process.cpuUsage();
for (let n = ALERTS; n < ALERTS + 300; n += 1)
  for (const commit of commitsOf(n)) single.push(await timed(() => store.commit(commit)));
const { user, system } = process.cpuUsage(cpu);
const each = (user + system) / single.length;
console.log(
  `\none commit after the other: ${figure(median(single))} ms by the clock, ${figure(each)} µs CPU`,
);

let pages = 0;
const year = await timed(async () => {
  for await (const _ of store.eventsBetween(START, after(START, YEARS))) pages += 1;
});
console.log(`all events of two years: ${figure(year / 1_000)} s in ${pages} parts`);
const audit = await timed(async () => {
  const { wrong, skipped } = await store.verify();
  if (wrong.length + skipped > 0) throw new Error("the bench's own record is not as it was recorded");
});
console.log(`audit of the whole: ${figure(audit / 1_000)} s`);
await store.stop();
rmSync(directory, { recursive: true, force: true });
