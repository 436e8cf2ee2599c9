// From a violating reading to the row on a guard's screen, and from a key to what it does there while 500 alerts change
// 20 times a second. A real gateway process and real Chromium; broker, durable commit, the stream's batch and the
// console's are included. Run: node bench/console.ts
import { Consoles } from "../dashboards/console/e2e/testing/consoles.ts";
import { FloodedHall } from "../dashboards/console/e2e/testing/flooded-hall.ts";
import { keyLatencies, paintLatencies } from "../dashboards/console/e2e/testing/latency.ts";
import { figure, machine } from "./machine.ts";

const print = (name: string, sortedMs: readonly number[]): void => {
  const cells = [0.5, 0.95, 1].map(part =>
    figure(sortedMs[Math.min(sortedMs.length - 1, Math.floor(part * sortedMs.length))] ?? Number.NaN),
  );
  console.log(name.padEnd(52) + [String(sortedMs.length), ...cells].map(cell => cell.padStart(10)).join(""));
};
const names = (letter: string, from: number, to: number): readonly string[] =>
  Array.from({ length: to - from }, (_, n) => `${letter}${from + n}`);

console.log(machine());
console.log("".padEnd(52) + ["n", "p50 ms", "p95 ms", "max ms"].map(cell => cell.padStart(10)).join(""));
const hall = new FloodedHall({ lights: 500, circuits: 60 });
const consoles = new Consoles();
await Promise.all([consoles.start(), hall.start()]);
const { page } = await consoles.open(hall.gateway.api.url, { language: "zh", width: 1440 });
const on = (id: string) => hall.switch(id, "on");
print("reading → row on the screen, quiet hall", await paintLatencies(page, names("L", 0, 9), on));
// Ten in ten minutes are a flood, and stand by cause until somebody wants them one by one.
for (const id of names("L", 9, 12)) on(id);
await page.getByRole("button", { name: "逐条显示" }).click();
print("reading → row of a critical alert, in a flood", await paintLatencies(page, names("E", 0, 60), on));
for (const id of names("E", 0, 60)) hall.switch(id, "off");
await hall.flood();
await page.reload();
await page.getByRole("button", { name: "逐条显示" }).click();
await page.locator(".row").nth(59).waitFor();
print("key → paint, 500 alerts", await keyLatencies(page, 100));
const stop = hall.keepChanging(20);
print("key → paint, 500 alerts changing 20 times a second", await keyLatencies(page, 200));
stop();
await consoles.stop();
await hall.stop();
