import { connectAsync } from "mqtt";
import { expect, test } from "vitest";
import { instant } from "#rules/time/instant.ts";
import { changeCredentials } from "../drivers/mqtt/credential-file.ts";
import { newToken, withNew } from "../drivers/mqtt/credentials.ts";
import { deviceAt, EMBEDDED, startHall } from "../drivers/mqtt/testing/hall.ts";
import { freePort } from "../stores/testing/child-server.ts";
import { temporary } from "../stores/testing/temporary.ts";
import { until } from "../stores/testing/until.ts";
import { hallwatch, hallwatchIn } from "./testing/running.ts";

/** Each command starts a process of its own, which takes seconds on a busy machine. */
/** A broker of ours to listen on. */
const broker = async () => {
  const { driver } = await startHall({ points: [] });
  return {
    url: `mqtt://127.0.0.1:${driver.port()}`,
    [Symbol.asyncDispose]: () => driver.stop(),
  };
};

test("who speaks is listed with the model that it could be and the lines for the site file", async () => {
  await using own = await broker();
  const client = await connectAsync(own.url);
  const speak = setInterval(() => {
    const contact = { contact: true, battery: 97, voltage: 3_005, device_temperature: 24, linkquality: 120 };
    client.publish("zigbee2mqtt/hall-2/door-north", JSON.stringify(contact));
    client.publish("attic/unheard-of", "17");
  }, 50);
  const run = hallwatch("mqtt", "listen", own.url, "--for", "1 s");
  const json = hallwatch("mqtt", "listen", own.url, "--for", "1 s", "--json");
  expect([await run.ended, await json.ended]).toEqual([0, 0]);
  clearInterval(speak);
  await client.endAsync(true);
  expect(run.answer()).toMatch(/^ {2}zigbee2mqtt\/hall-2\/door-north +zigbee2mqtt +\d+ +aqara-mccgq11lm/m);
  expect(run.answer()).toMatch(/^ {2}attic\/unheard-of +– +\d+ +like no profile$/m);
  expect(run.answer()).toMatch(
    /^ {2}D1: { kind: door, zone: hall, .* profile: aqara-mccgq11lm, mqtt: { base: "?zigbee2mqtt\/hall-2\/door-north"? } }/m,
  );
  expect(run.answer()).toContain(`  mqtt: { broker: "${own.url}" }`);
  expect(run.output()).not.toContain("\x1b");
  const { schema, devices } = JSON.parse(json.answer());
  expect([schema, devices.map(({ name }: { name: string }) => name)]).toEqual([
    1,
    ["attic/unheard-of", "zigbee2mqtt/hall-2/door-north"],
  ]);
});

test("a broker on which nobody speaks is exit code 1; one that is not there, 3", async () => {
  await using own = await broker();
  const silent = hallwatch("mqtt", "listen", own.url, "--for", "1 s");
  const gone = hallwatch("mqtt", "listen", `mqtt://127.0.0.1:${await freePort()}`, "--for", "1 s");
  expect([await silent.ended, silent.answer()]).toEqual([1, expect.stringContaining("Nothing was heard")]);
  expect([await gone.ended, gone.output()]).toEqual([3, expect.stringContaining("ECONNREFUSED")]);
});

test("a password in the address is refused before anything is shown or sent: it belongs into the environment", async () => {
  const run = hallwatch("mqtt", "listen", "mqtt://hall:s3cret@127.0.0.1:1", "--for", "1 s");
  expect([await run.ended, run.output()]).toEqual([2, expect.stringContaining("HALLWATCH_MQTT_PASSWORD")]);
  expect(run.output()).not.toContain("s3cret");
});

test("Ctrl-C ends it early with what was heard", async () => {
  await using own = await broker();
  const client = await connectAsync(own.url);
  const speak = setInterval(() => client.publish("attic/unheard-of", "17"), 50);
  const run = hallwatch("mqtt", "listen", own.url, "--for", "30 s");
  await until("it has heard something", () => /[1-9]\d* messages, 1 topics/.test(run.output()));
  expect(await run.stop()).toBe(0);
  clearInterval(speak);
  await client.endAsync(true);
  expect(run.answer()).toContain("attic/unheard-of");
});

test("a hall's own broker that knows its clients lets a program listen under its id", async () => {
  const { directory, remove } = temporary();
  const give = (id: string, is: "device" | "service"): string => {
    const token = newToken();
    const made = { id, is, owners: is === "device" ? [id] : [], topics: ["hall/#"] } as const;
    changeCredentials(directory, all => withNew(all, made, token, instant(Date.now())));
    return token;
  };
  const [panel, bridge] = [give("panel", "service"), give("D1", "device")];
  const { driver } = await startHall({ points: [], broker: { ...EMBEDDED, clients: "named" }, directory });
  const url = `mqtt://127.0.0.1:${driver.port()}`;
  const client = await deviceAt(url, { clientId: "D1", username: "D1", password: bridge });
  const speak = setInterval(() => client.publish("hall/D1", "17"), 50);
  const listen = (...more: readonly string[]) =>
    hallwatchIn(
      { NO_COLOR: "1", LC_ALL: "C.UTF-8", HALLWATCH_MQTT_PASSWORD: panel },
      ...["mqtt", "listen", url, "--for", "1 s", "--username", "panel", ...more],
    );
  const [known, unknown] = [listen("--client-id", "panel"), listen()];
  expect([await known.ended, known.answer()]).toEqual([0, expect.stringContaining("hall/D1")]);
  expect([await unknown.ended, unknown.output()]).toEqual([
    3,
    expect.stringContaining("Identifier rejected"),
  ]);
  clearInterval(speak);
  await client.endAsync(true);
  await driver.stop();
  remove();
});
