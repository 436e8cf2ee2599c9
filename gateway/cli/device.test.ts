import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { deviceAt, EMBEDDED, gone, startHall } from "../drivers/mqtt/testing/hall.ts";
import { WORDS } from "../drivers/mqtt/testing/points.ts";
import { hallwatch } from "./testing/running.ts";

const directory = mkdtempSync(join(tmpdir(), "hallwatch-device-"));
const data = join(directory, "data");
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Exit code, answer and all that was said. */
const said = async (...line: readonly string[]) => {
  const run = hallwatch("device", ...line, "--data", data);
  return { code: await run.ended, answer: run.answer(), all: run.output() };
};

test("devices get, change and lose their credentials beside a running broker", async () => {
  expect(await said("list")).toMatchObject({
    code: 0,
    answer: expect.stringContaining("no device has a credential yet"),
  });
  const added = await said("add", "D1");
  expect([added.code, added.answer]).toEqual([0, expect.stringMatching(/^hwd_[\w-]{43}\n$/)]);
  expect(added.all).toContain("User name and client id are both D1");
  expect(added.all).toContain("no gateway runs on ");
  expect(statSync(join(data, "devices.json")).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(data, "devices.json"), "utf8")).not.toContain(added.answer.trim());

  const point = {
    id: "contact",
    class: "door-contact",
    owner: "D1",
    topic: "hall/D1",
    path: ["c"],
    values: WORDS.contact,
  };
  const hall = await startHall({
    points: [point],
    broker: { ...EMBEDDED, clients: "named" },
    directory: data,
  });
  try {
    const come = (password: string) =>
      deviceAt(hall.driver.port(), { clientId: "D1", username: "D1", password: password.trim() });
    const d1 = await come(added.answer);
    const [again, rotated, bad] = [
      await said("add", "D1"),
      await said("rotate", "D1"),
      await said("add", "x", "--topic", "$SYS/#"),
    ];
    expect([again.code, again.all]).toEqual([1, expect.stringContaining("hallwatch device rotate D1")]);
    expect([bad.code, bad.all]).toEqual([
      2,
      expect.stringContaining("no topic or filter that can be granted"),
    ]);
    await (await come(rotated.answer)).endAsync();
    const left = gone(await come(added.answer));
    expect(await said("remove", "D1")).toMatchObject({ code: 0, answer: expect.stringContaining("cut off") });
    await left;
    expect(d1.connected).toBe(false);
    await expect(come(rotated.answer)).rejects.toMatchObject({ code: 4 });
    expect(await said("remove", "D1")).toMatchObject({
      code: 1,
      all: expect.stringContaining("D1 has no credential"),
    });
  } finally {
    await hall.driver.stop();
  }
});

test("a bridge, a service and what they speak for are listed; what the site file does not have is refused", async () => {
  const site = join(directory, "hall.yaml");
  writeFileSync(
    site,
    `hallwatch: 1
site: { id: hall, name: { zh: 厅, en: Hall }, timezone: Asia/Shanghai, packs: [generic] }
calendar: { week: { mon-sun: ["09:00-18:00"] } }
sources: { mqtt: { broker: embedded } }
zones: { hall: { name: { zh: 厅, en: Hall } } }
equipment:
  D1: { kind: door, zone: hall, name: { zh: 门, en: Door }, mqtt: { topic: hall/D1 }, points: { contact: { path: $.c, values: { open: open, closed: closed } } } }
`,
  );
  const [bridge, service, misspelt] = [
    await said("add", "z2m", "--for", "D1", "--topic", "zigbee2mqtt/#", "--config", site),
    await said("add", "panel", "--service"),
    await said("add", "D7", "--config", site),
  ];
  expect([bridge.code, service.code]).toEqual([0, 0]);
  expect([misspelt.code, misspelt.all]).toEqual([
    2,
    expect.stringContaining("nothing over MQTT called D7; there are D1"),
  ]);
  const { devices } = JSON.parse((await said("list", "--json")).answer);
  expect(devices).toEqual([
    {
      id: "z2m",
      is: "device",
      owners: ["D1"],
      topics: ["zigbee2mqtt/#"],
      tokens: [{ madeAt: expect.any(String), lastUsedAt: null }],
    },
    {
      id: "panel",
      is: "service",
      owners: [],
      topics: [],
      tokens: [{ madeAt: expect.any(String), lastUsedAt: null }],
    },
  ]);
  expect((await said("list")).answer).toMatch(/z2m +device +D1 +zigbee2mqtt\/# +made \d{4}.*never used/);
});
