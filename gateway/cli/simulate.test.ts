import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startHall } from "../app/testing/running-hall.ts";
import { temporary } from "../stores/testing/temporary.ts";
import { until } from "../stores/testing/until.ts";
import type { WireDeviceList } from "../wire/device.ts";
import { hallwatch } from "./testing/running.ts";

const siteText = (mqtt: string): string => `hallwatch: 1
site: { id: office, name: { zh: 办公室, en: Office }, timezone: Asia/Shanghai, packs: [generic] }
calendar: { holidays: china, week: { mon-fri: ["08:30-17:30"], sat-sun: closed } }
sources: { mqtt: ${mqtt.replace(/ }$/, ", clients: named }")} }
zones: { room: { name: { zh: 房间, en: Room } } }
equipment:
  D1: { kind: door, zone: room, name: { zh: 门, en: Door }, mqtt: { topic: office/D1 }, points: { contact: { path: $.contact, values: { OPEN: open, SHUT: closed } } } }
`;

test("simulated devices show their tokens to a broker that asks for them; without one they say what is missing", async () => {
  const { directory: data, remove } = temporary();
  let config = "";
  const hall = await startHall({
    data,
    write: (directory, mqtt) => {
      config = join(directory, "site.yaml");
      writeFileSync(config, siteText(mqtt));
      return config;
    },
  });
  const tokens = join(data, "tokens.txt");
  writeFileSync(tokens, "# none yet\n");
  const without = hallwatch("simulate", "--config", config, "--tokens", tokens);
  expect([await without.ended, without.output()]).toEqual([
    2,
    expect.stringContaining("--tokens: there is none for D1; hallwatch device add D1 makes one"),
  ]);
  const added = hallwatch("device", "add", "D1", "--data", data);
  expect(await added.ended).toBe(0);
  writeFileSync(tokens, `D1 ${added.answer().trim()}\n`);
  const running = hallwatch("simulate", "--config", config, "--tokens", tokens);
  await until(
    "the door is heard",
    async () => (await hall.api.read<WireDeviceList>("/api/devices")).devices[0]?.points.good === 1,
    30_000,
  );
  await running.stop();
  await hall.stop();
  remove();
});
