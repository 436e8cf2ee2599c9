// The full job of a real gateway process: parse, judge, durable record and history, line protocol to a database.
// 1,000 points with a rule each, one publisher. CPU and memory are the whole gateway's, all its threads.
// Run: node bench/full-job.ts [seconds a case, default 8]
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { publishPacket, rawClient } from "../gateway/drivers/mqtt/testing/raw.ts";
import { serverPresent, startInflux, startMosquitto } from "../gateway/stores/testing/servers.ts";
import { figure, machine } from "./machine.ts";
import { freePort, startGateway } from "./running-gateway.ts";

const POINTS = 1_000;
const UNDER_WAY = 8_000;
const STEP = 100;
const TICKS_PER_SECOND = 100;

/** The site file of a hall with a thousand light circuits, each judged by the rule of lights after closing. */
const siteText = (broker: string, influx: string | null): string => `hallwatch: 1
site: { id: bench, name: { zh: 测, en: bench }, timezone: Asia/Shanghai, packs: [service-hall] }
calendar: { week: { mon-sun: ["12:00-12:01"] } }
sources: { mqtt: ${broker} }
history: { keep_days: 1, influx: [${influx ? `{ name: db, url: "${influx}", database: bench }` : ""}] }
zones: { hall: { name: { zh: 厅, en: hall } } }
equipment:
${Array.from({ length: POINTS }, (_, i) => `  L${i}: { kind: light-circuit, zone: hall, name: { zh: 灯, en: light }, mqtt: { topic: bench/L${i}, time: $.ts, time_form: ms }, points: { power: { path: $.v } } }`).join("\n")}
`;

/** CPU seconds of a process, all threads, and its resident megabytes. @see proc(5) */
const usageOf = (pid: number): { cpu: number; rss: number } => {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  const cpu = (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  const [, rss = "0"] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return { cpu, rss: Number(rss) / 1024 };
};

/** Every value is news; one point in a hundred is lit during half of each cycle of twenty rounds. */
const litW = (point: number, round: number): number =>
  (point % 100 === 0 && round % 20 < 10 ? 60 : 1) + (Math.floor(round) % 7) * 0.1;

const taken = async (http: number): Promise<number> => {
  const health = (await (await fetch(`http://127.0.0.1:${http}/api/health`)).json()) as {
    loop: { readings: number };
  };
  return health.loop.readings;
};

const measure = async (
  name: string,
  seconds: number,
  pick: { mosquitto: boolean; influx: boolean },
): Promise<void> => {
  const directory = mkdtempSync(join(tmpdir(), "hallwatch-bench-"));
  const mosquitto = pick.mosquitto ? await startMosquitto() : null;
  const influx = pick.influx ? await startInflux() : null;
  const [http, port] = [await freePort(), await freePort()];
  const broker = mosquitto
    ? `{ broker: "mqtt://127.0.0.1:${mosquitto.port}" }`
    : `{ broker: embedded, port: ${port} }`;
  const gateway = await startGateway(directory, { "site.yaml": siteText(broker, influx?.url ?? null) }, http);
  // Time to subscribe at the broker: what is published before is nobody's.
  await pause(1_000);
  const socket = await rawClient(mosquitto?.port ?? port, "bench");
  socket.resume();
  let sent = 0;
  let done = 0;
  const message = (): Buffer => {
    const point = sent++ % POINTS;
    return publishPacket(
      `bench/L${point}`,
      JSON.stringify({ ts: Date.now(), v: litW(point, sent / POINTS) }),
    );
  };
  // As in a hall: every point once in ten seconds.
  for (let tenth = 0; tenth < 100; tenth++) {
    socket.write(Buffer.concat(Array.from({ length: POINTS / 100 }, message)));
    await pause(100);
  }
  const paced = usageOf(gateway.pid as number).rss;
  let isOver = false;
  const send = (): void => {
    while (!isOver && sent - done <= UNDER_WAY - STEP) {
      socket.write(Buffer.concat(Array.from({ length: STEP }, message)));
    }
  };
  const before = sent;
  const from = usageOf(gateway.pid as number);
  const since = performance.now();
  send();
  while (performance.now() - since < seconds * 1000) {
    done = await taken(http);
    send();
    await pause(5);
  }
  isOver = true;
  while (done < sent) done = await taken(http).then(count => pause(20, count));
  const { cpu, rss } = usageOf(gateway.pid as number);
  const elapsed = (performance.now() - since) / 1000;
  const cells = [
    figure((sent - before) / elapsed),
    figure(((cpu - from.cpu) * 1e6) / (sent - before)),
    figure(paced),
    figure(rss),
  ];
  console.log(name.padEnd(44) + cells.map(cell => cell.padStart(16)).join(""));
  socket.destroy();
  gateway.kill("SIGTERM");
  await once(gateway, "exit");
  await mosquitto?.stop();
  await influx?.stop();
  rmSync(directory, { recursive: true, force: true });
};

const seconds = Number(process.argv[2] ?? 8);
console.log(machine());
console.log(
  `${"".padEnd(44)}${["readings/s", "CPU µs/reading", "RSS at 100/s MB", "RSS loaded MB"].map(head => head.padStart(16)).join("")}`,
);
const hasInflux = serverPresent("influxd");
const hasMosquitto = serverPresent("mosquitto");
await measure("embedded broker, embedded history", seconds, { mosquitto: false, influx: false });
if (hasInflux)
  await measure("embedded broker, history and InfluxDB", seconds, { mosquitto: false, influx: true });
if (hasMosquitto) await measure("mosquitto, embedded history", seconds, { mosquitto: true, influx: false });
if (hasMosquitto && hasInflux)
  await measure("mosquitto, history and InfluxDB", seconds, { mosquitto: true, influx: true });
if (!hasInflux || !hasMosquitto)
  console.log("rows that need influxd or mosquitto are left out: not installed");
