import { readFileSync } from "node:fs";
import { type FaultName, type Faults, faultsOf } from "../faults.ts";
import type { HallPlan } from "../site/plan.ts";
import { readSite } from "../site/read-site.ts";

const DEMO = new URL("../halls/service-hall.yaml", import.meta.url);

/** The demo hall's site file, with Modbus on free ports and its broker on the port given. */
export const demoYaml = (brokerPort = 1): string =>
  readFileSync(DEMO, "utf8")
    .replace("port: 1883", `port: ${brokerPort}`)
    .replace("port: 1502", "port: 0")
    .replace("port: 1503", "port: 0");

export const demoPlan = (brokerPort?: number): HallPlan => readSite(demoYaml(brokerPort));

/** A hall without opening hours: what is in it, as the site file has it under `zones` and `equipment`. */
export const planWith = (
  equipment: string,
  sources = "mqtt: { broker: embedded }, modbus: { line: { host: 127.0.0.1, port: 0 } }",
): HallPlan =>
  readSite(`
site: { id: test, timezone: Asia/Shanghai }
calendar: { week: { mon-sun: closed } }
sources: { ${sources} }
zones: { room: {} }
equipment: ${equipment}
`);

/** A fault as a command names it. */
export type FaultText = FaultName | `${FaultName}:${string}`;

/** The faults of a hall, some of them on. */
export const faultsOn = (plan: HallPlan, ...on: readonly FaultText[]): Faults => {
  const faults = faultsOf(plan);
  for (const text of on) {
    const result = faults.set(text, "on");
    if (result.is === "refused") throw new Error(result.why);
  }
  return faults;
};
