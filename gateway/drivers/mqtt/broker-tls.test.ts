import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect as connectTls } from "node:tls";
import { promisify } from "node:util";
import type { IClientOptions, MqttClient } from "mqtt";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { MqttBroker } from "#rules/site/model.ts";
import { instant } from "#rules/time/instant.ts";
import { describeWith, startMosquitto } from "../../stores/testing/servers.ts";
import { changeCredentials } from "./credential-file.ts";
import { newToken, withNew } from "./credentials.ts";
import { type Authority, authority } from "./testing/certificates.ts";
import { deviceAt, EMBEDDED, gone, type Hall, startHall } from "./testing/hall.ts";
import { WORDS } from "./testing/points.ts";

const D1 = {
  id: "contact",
  class: "door-contact",
  owner: "D1",
  topic: "hall/D1/state",
  path: ["contact"],
  values: WORDS.contact,
};
const CLOSED = '{"contact":"CLOSED"}';

let own: Authority;
let strange: Authority;
beforeAll(() => {
  own = authority();
  strange = authority("somebody else");
});
afterAll(() => {
  own.remove();
  strange.remove();
});
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** A hall with TLS only; its certificate and key are copies, so that a test can renew them. */
const tlsHall = async ({ days = 365, named = false, ca = true } = {}) => {
  const directory = mkdtempSync(join(tmpdir(), "hallwatch-tls-"));
  ends.push(() => rmSync(directory, { recursive: true, force: true }));
  const [cert, key, crl] = ["hall.crt", "hall.key", "crl.pem"].map(file => join(directory, file)) as [
    string,
    string,
    string,
  ];
  const renew = (from: ReturnType<Authority["issue"]>) => {
    cpSync(from.key, key);
    cpSync(from.cert, cert);
  };
  renew(own.issue(`hall ${days}`, { days }));
  cpSync(own.revoke(), crl);
  const token = newToken();
  changeCredentials(directory, all =>
    withNew(all, { id: "D1", is: "device", owners: ["D1"], topics: [] }, token, instant(0)),
  );
  const tls = { cert, key, ...(ca && { ca: own.ca, crl }), port: 0, only: true };
  const broker: MqttBroker = { ...EMBEDDED, ...(named && { clients: "named" }), tls };
  const hall = await startHall({ points: [D1], broker, directory });
  ends.push(() => hall.driver.stop());
  return {
    hall,
    token,
    renew,
    port: hall.driver.tlsPort(),
    revoke: (name: string) => cpSync(own.revoke(name), crl),
  };
};
const come = async (port: number, more: IClientOptions): Promise<MqttClient> => {
  const device = await deviceAt(`mqtts://127.0.0.1:${port}`, { ca: readFileSync(own.ca), ...more });
  ends.push(() => device.endAsync(true));
  return device;
};
const withCertificate = ({ cert, key }: ReturnType<Authority["issue"]>): IClientOptions => ({
  cert: readFileSync(cert),
  key: readFileSync(key),
});
const events = (hall: Hall) => hall.logged.map(({ event }) => event);
const whys = (hall: Hall) => hall.logged.map(({ fields }) => (fields as { why: string }).why);

describe("TLS", () => {
  test("nothing listens without it, and it is of version 1.2 or later", async () => {
    const { hall, port } = await tlsHall({ ca: false });
    expect(hall.driver.port()).toBe(0);
    const d1 = await come(port, {});
    await d1.publishAsync(D1.topic, CLOSED, { qos: 1 });
    expect(hall.told()).toEqual(["contact=closed"]);
    const old = new Promise((resolve, reject) => {
      const options = { port, host: "127.0.0.1", minVersion: "TLSv1", maxVersion: "TLSv1.1" } as const;
      connectTls({ ...options, ca: readFileSync(own.ca), ciphers: "DEFAULT@SECLEVEL=0" }, () =>
        resolve("in"),
      ).on("error", reject);
    });
    await expect(old).rejects.toMatchObject({ code: expect.stringMatching(/PROTOCOL|ALERT/) });
    await expect.poll(() => hall.count("refused")).toBe(1);
  });

  test("a device with a certificate is the one that is named there; one of a strange authority is nobody", async () => {
    const { hall, port, token } = await tlsHall({ named: true });
    const d1 = await come(port, { clientId: "D1", ...withCertificate(own.issue("D1")) });
    await d1.publishAsync(D1.topic, CLOSED, { qos: 1 });
    await d1.endAsync();
    const tried = await Promise.allSettled([
      come(port, { clientId: "AC1", ...withCertificate(own.issue("D1")) }),
      come(port, { clientId: "D9", ...withCertificate(own.issue("D9")) }),
      come(port, { clientId: "D1", ...withCertificate(strange.issue("D1")) }),
      come(port, {
        clientId: "D1",
        username: "D1",
        password: token,
        ...withCertificate(strange.issue("D1")),
      }),
      come(port, { clientId: "D1" }),
    ]);
    expect(
      tried.map(each => (each.status === "rejected" ? (each.reason as { code: number }).code : "in")),
    ).toEqual([2, 5, 5, 5, 5]);
    const withToken = await come(port, { clientId: "D1", username: "D1", password: token });
    expect([withToken.connected, hall.told(), hall.count("unauthorized")]).toEqual([
      true,
      ["contact=closed"],
      5,
    ]);
  });

  test("a certificate that is revoked while its device is connected is worth nothing from then on", async () => {
    const { hall, port, revoke, token } = await tlsHall({ named: true });
    const certificate = withCertificate(own.issue("D1"));
    const d1 = await come(port, { clientId: "D1", ...certificate });
    const left = gone(d1);
    revoke("D1");
    await left;
    await expect(come(port, { clientId: "D1", ...certificate })).rejects.toMatchObject({ code: 5 });
    expect(whys(hall)).toContain("its certificate is refused: CERT_REVOKED");
    expect((await come(port, { clientId: "D1", username: "D1", password: token })).connected).toBe(true);
  });

  test("the broker's certificate is renewed without a restart, and who is connected stays", async () => {
    const { hall, port, renew } = await tlsHall({ days: 20, ca: false });
    const left = () => hall.driver.health()[0]?.gauges?.certificateDays;
    expect([left(), events(hall)]).toEqual([19, ["mqtt certificate ends soon"]]);
    const d1 = await come(port, {});
    renew(own.issue("hall renewed", { days: 90 }));
    await expect.poll(left).toBe(89);
    const served = await new Promise<string>(resolve => {
      const socket = connectTls({ port, host: "127.0.0.1", ca: readFileSync(own.ca) }, () => {
        resolve(socket.getPeerCertificate().subject.CN as string);
        socket.destroy();
      });
      socket.on("error", () => socket.destroy());
    });
    await d1.publishAsync(D1.topic, CLOSED, { qos: 1 });
    expect([served, d1.connected, hall.told()]).toEqual(["hall renewed", true, ["contact=closed"]]);
  });

  test("a certificate without its key, or none, stops the start and says which file", async () => {
    const [hallOwn, other] = [own.issue("hall"), own.issue("other")];
    const broker = (tls: { cert: string; key: string }) =>
      ({ ...EMBEDDED, tls: { ...tls, port: 0, only: true } }) as const;
    const start = (tls: { cert: string; key: string }) => startHall({ points: [D1], broker: broker(tls) });
    await expect(start({ cert: hallOwn.cert, key: other.key })).rejects.toMatchObject({
      code: "MQTT_TLS_FILES",
      message: expect.stringContaining("the key is of another certificate"),
    });
    await expect(start({ cert: "/nowhere/hall.crt", key: other.key })).rejects.toThrow("/nowhere/hall.crt");
  });
});

describeWith("mosquitto", "mosquitto as a peer", () => {
  const run = promisify(execFile);
  const say = (port: number, ...more: readonly string[]) =>
    run("mosquitto_pub", [
      "-h",
      "127.0.0.1",
      "-p",
      String(port),
      "-t",
      D1.topic,
      "-m",
      CLOSED,
      "-q",
      "1",
      ...more,
    ]);

  test("mosquitto_pub comes in with its token or its certificate over TLS, and not with a wrong one", async () => {
    const { hall, port, token } = await tlsHall({ named: true });
    const { cert, key } = own.issue("D1");
    await say(port, "--cafile", own.ca, "-i", "D1", "-u", "D1", "-P", token);
    await say(port, "--cafile", own.ca, "-i", "D1", "--cert", cert, "--key", key);
    expect(hall.told()).toEqual(["contact=closed", "contact=closed"]);
    await expect(say(port, "--cafile", own.ca, "-i", "D1", "-u", "D1", "-P", "wrong")).rejects.toThrow(
      /user name or password/,
    );
    await expect(say(port, "--cafile", strange.ca, "-i", "D1", "-u", "D1", "-P", token)).rejects.toThrow();
  });

  test("mosquitto_sub with the token of a device is refused what is not told to it", async () => {
    const { port, token } = await tlsHall({ named: true });
    const heard = run("mosquitto_sub", [
      "-h",
      "127.0.0.1",
      "-p",
      String(port),
      "--cafile",
      own.ca,
      "-i",
      "D1",
      "-u",
      "D1",
      "-P",
      token,
      "-t",
      "#",
      "-W",
      "2",
    ]);
    expect(await heard).toMatchObject({ stdout: "", stderr: "All subscription requests were denied.\n" });
  });

  test("a hall is the guest of a broker that asks for certificates", async () => {
    const server = own.issue("broker");
    const files = [
      `cafile ${own.ca}`,
      `certfile ${server.cert}`,
      `keyfile ${server.key}`,
      "require_certificate true",
    ];
    const broker = await startMosquitto({ lines: files });
    ends.push(() => broker.stop());
    const url = broker.url.replace("mqtt:", "mqtts:");
    const client = own.issue("hallwatch");
    const external = (tls: object) =>
      ({ is: "external", url, version: 4, maxPacketBytes: 65_536, tls }) as const;
    const hall = await startHall({ points: [D1], broker: external({ ca: own.ca, ...client }) });
    ends.push(() => hall.driver.stop());
    await expect.poll(() => hall.count("clients")).toBe(1);
    await say(Number(new URL(url).port), "--cafile", own.ca, "--cert", client.cert, "--key", client.key);
    await expect.poll(hall.told).toEqual(["contact=closed"]);
    const deceived = await startHall({ points: [D1], broker: external({ ca: strange.ca, ...client }) });
    ends.push(() => deceived.driver.stop());
    await expect.poll(() => whys(deceived).join()).toMatch(/certificate/);
    expect(deceived.count("clients")).toBe(0);
  });
});
