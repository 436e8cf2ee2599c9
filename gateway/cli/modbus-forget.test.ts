import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startHall } from "../app/testing/running-hall.ts";
import { float, serveRegisters } from "../install/testing/registers.ts";
import { freePort } from "../stores/testing/child-server.ts";
import { hallwatch } from "./testing/running.ts";

const siteText = (mqtt: string, port: number): string => `hallwatch: 1
site: { id: office, name: { zh: 办公室, en: Office }, timezone: Asia/Shanghai, packs: [generic] }
calendar: { holidays: china, week: { mon-fri: ["08:30-17:30"], sat-sun: closed } }
sources: { mqtt: ${mqtt}, modbus: { plant: { host: 127.0.0.1, port: ${port} } } }
zones: { room: { name: { zh: 房间, en: Room } } }
equipment:
  M1: { kind: meter, zone: room, name: { zh: 总表, en: Main meter }, modbus: { line: plant, unit: 3 }, points: { voltage: { input: 0, type: f32 } } }
`;

test("a running gateway is told that a unit was set right; one that is not there, or no gateway, is said", async () => {
  await using bus = await serveRegisters({ 3: { input: float(0, 230.4) } });
  const hall = await startHall({
    write: (directory, mqtt) => {
      const config = join(directory, "site.yaml");
      writeFileSync(config, siteText(mqtt, bus.port));
      return config;
    },
  });
  const forget = async (unit: string, at: string, ...language: readonly string[]) => {
    const run = hallwatch(...language, "modbus", "forget", "--line", "plant", "--unit", unit, "--http", at);
    return [await run.ended, run.output()] as const;
  };
  const at = new URL(hall.api.url).host;
  const [told, unknown, nobody, wrong] = await Promise.all([
    forget("3", at, "--lang", "zh"),
    forget("4", at),
    forget("3", `127.0.0.1:${await freePort()}`),
    forget("256", at),
  ]);
  expect(told).toEqual([0, expect.stringMatching(/^plant\/3：从前拒绝过的地址全部重新试读/)]);
  expect(unknown).toEqual([
    1,
    "hallwatch: nothing is tried anew: nothing is read from unit 4 on a Modbus line plant; GET /api/devices lists all\n",
  ]);
  expect(nobody).toEqual([3, expect.stringContaining("no gateway answers")]);
  expect(wrong).toEqual([2, expect.stringContaining("expected a whole number from 0 to 255")]);
  await hall.stop();
});
