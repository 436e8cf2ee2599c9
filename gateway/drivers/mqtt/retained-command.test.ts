import { afterEach, expect, test } from "vitest";
import { benchOf } from "./testing/bench.ts";
import { deviceAt, EMBEDDED, startHall } from "./testing/hall.ts";
import { pointsOf } from "./testing/points.ts";

const sign = {
  id: "sign",
  class: "switch-status",
  topic: "hall/sign",
  values: { ON: "on", OFF: "off" },
  write: { topic: "hall/sign/set", payloads: { on: "ON", off: "OFF" } },
};
const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

test("a command that another broker has kept is told, once; one that is only passed on is nobody's business", () => {
  const bench = benchOf(pointsOf([sign]));
  expect(bench.intake.subscriptions).toEqual(["hall/sign", "hall/sign/set"]);
  expect(bench.take("hall/sign/set", "OFF")).toEqual([]);
  expect([bench.doubts.length, bench.take("hall/sign/set", "OFF", true)]).toEqual([0, []]);
  bench.take("hall/sign/set", "", true);
  bench.take("hall/sign/set", "OFF", true);
  expect(bench.doubts).toEqual([expect.stringMatching(/^hall\/sign\/set: a command is kept by the broker/)]);
  expect(bench.intake.counts.retainedCommands).toBe(2);
});

test("where a device tells its state on the topic on which it is told, what is kept is no command", () => {
  const bench = benchOf(pointsOf([{ ...sign, write: { ...sign.write, topic: "hall/sign" } }]));
  expect(bench.told("hall/sign", "ON", true)).toHaveLength(1);
  expect(bench.doubts).toEqual([]);
});

test("the hall's own broker passes a command on and does not keep it, whoever asks it to", async () => {
  const hall = await startHall({ points: [sign], broker: EMBEDDED });
  ends.push(() => hall.driver.stop());
  const come = async (clientId: string) => {
    const device = await deviceAt(hall.driver.port(), { clientId });
    ends.push(() => device.endAsync(true));
    const heard: string[] = [];
    device.on("message", (topic, payload, { retain }) => heard.push(`${topic} ${payload} ${retain}`));
    return { device, heard };
  };
  const [first, script] = [await come("sign"), await come("script")];
  await first.device.subscribeAsync("hall/sign/#", { qos: 1 });
  await script.device.publishAsync("hall/sign/set", "OFF", { qos: 1, retain: true });
  await script.device.publishAsync("hall/sign/other", "kept", { qos: 1, retain: true });
  const back = await come("sign-again");
  await back.device.subscribeAsync("hall/sign/#", { qos: 1 });
  await back.device.publishAsync("hall/sign/end", "", { qos: 1 });
  await expect.poll(() => back.heard.at(-1)).toBe("hall/sign/end  false");
  expect(back.heard).toEqual(["hall/sign/other kept true", "hall/sign/end  false"]);
  expect(first.heard[0]).toBe("hall/sign/set OFF false");
  expect([hall.count("retainedCommands"), hall.logged.map(({ event }) => event)]).toEqual([
    1,
    ["mqtt retained command"],
  ]);
});
