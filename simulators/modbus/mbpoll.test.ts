import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hallOf } from "../hall/hall.ts";
import { demoPlan, faultsOn } from "../testing/site.ts";
import { ModbusServer } from "./server.ts";
import { unitsOf } from "./unit.ts";

const run = promisify(execFile);
const isHere = spawnSync("mbpoll", ["-h"]).error === undefined;

it.runIf(process.env.HALLWATCH_REQUIRE_SERVICES === "1")("mbpoll is installed", () => {
  expect(isHere).toBe(true);
});

describe.skipIf(!isHere)("mbpoll, a Modbus master of another make, reads the demo hall", () => {
  const plan = demoPlan();
  const faults = faultsOn(plan, "silent:AC-off2", "setpoint");
  const hall = hallOf({ plan, faults, seed: 7, start: Date.parse("2025-07-08T15:00:00+08:00") });
  const servers = ["plant", "meters"].map(line => {
    const units = unitsOf(plan, line, hall.show);
    return new ModbusServer({ line, host: "127.0.0.1", port: 0, units, faults, seed: 7 });
  });
  let ports: number[] = [];
  beforeAll(async () => {
    ports = await Promise.all(servers.map(server => server.start()));
  });
  afterAll(async () => {
    await Promise.all(servers.map(server => server.stop()));
  });

  /** Values that mbpoll prints for addresses from `start` on. */
  const poll = async (line: "plant" | "meters", unit: number, type: string, start: number, count = 1) => {
    const port = String(ports[line === "plant" ? 0 : 1]);
    const read = [
      "-m",
      "tcp",
      "-p",
      port,
      "-a",
      String(unit),
      "-0",
      "-r",
      String(start),
      "-c",
      String(count),
    ];
    const { stdout } = await run("mbpoll", [...read, "-t", type, "-B", "-1", "127.0.0.1"]);
    return [...stdout.matchAll(/^\[\d+\]:\s+(\S+)/gm)].map(found => Number(found[1]));
  };

  it("the air-conditioner cools at 24.0 °C, and draws what its nameplate says in tenths of a watt", async () => {
    const [mode, setpoint, back] = await poll("plant", 1, "4", 0, 3);
    expect([mode, setpoint, back]).toEqual([
      1,
      240,
      Math.round(Number(hall.show("AC-hall", "return_temperature")) * 10),
    ]);
    expect(await poll("plant", 1, "4:int", 10)).toEqual([
      Math.round(Number(hall.show("AC-hall", "power")) * 10),
    ]);
  });

  it("the meters show power, energy, voltage and frequency as floats", async () => {
    const show = (role: string) => Number(hall.show("M-main", role));
    const [power] = await poll("meters", 1, "3:float", 52);
    const [energy] = await poll("meters", 1, "3:float", 72);
    const [voltage] = await poll("meters", 1, "3:float", 0);
    const [frequency] = await poll("meters", 1, "3:float", 70);
    expect(power).toBeCloseTo(show("power"), 0);
    expect(energy! / show("energy")).toBeCloseTo(1, 5);
    expect([voltage, frequency]).toEqual([show("voltage"), show("frequency")]);
    expect((await poll("meters", 2, "3:float", 52))[0]).toBeCloseTo(Number(hall.show("M-light", "power")), 0);
  });

  it("an address beyond the device is refused by name, and a silent unit times out", async () => {
    await expect(poll("plant", 1, "4", 12)).rejects.toThrow("Illegal data address");
    await expect(poll("plant", 3, "4", 0)).rejects.toThrow("Connection timed out");
  });
});
