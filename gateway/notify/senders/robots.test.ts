import { afterEach, describe, expect, test } from "vitest";
import { minutes } from "#rules/time/instant.ts";
import { backDoor, messageTo } from "../testing/messages.ts";
import { outgoingOf } from "../testing/outgoing.ts";
import { type Behaviour, type Receiver, startReceiver } from "../testing/receiver.ts";
import { dingtalkServer, feishuServer, wecomServer } from "../testing/robots.ts";
import { dingtalk } from "./dingtalk.ts";
import { feishu } from "./feishu.ts";
import { type RobotKind, robotSender } from "./robot.ts";
import { wecom } from "./wecom.ts";

const KEY = "0123456789abcdef-robot-key";
const SECRET = "SECcafe";
const NOW = Date.parse("2025-07-23T14:47:00Z");
const HOUR = 3_600_000;

let receiver: Receiver;
afterEach(() => receiver.stop());

type Case = {
  readonly kind: RobotKind;
  readonly server: Behaviour;
  readonly path: string;
  readonly secret?: string;
};
const cases = (now: () => number): Readonly<Record<"wecom" | "dingtalk" | "feishu", Case>> => ({
  wecom: { kind: wecom, server: wecomServer({ now, key: KEY }), path: `/cgi-bin/webhook/send?key=${KEY}` },
  dingtalk: {
    kind: dingtalk,
    server: dingtalkServer({ now, key: KEY, secret: SECRET }),
    path: `/robot/send?access_token=${KEY}`,
    secret: SECRET,
  },
  feishu: {
    kind: feishu,
    server: feishuServer({ now, key: KEY, secret: SECRET }),
    path: `/open-apis/bot/v2/hook/${KEY}`,
    secret: SECRET,
  },
});

/** A robot of ours and the server that it talks to; `change` is what they do not agree on. */
const robot = async (
  name: "wecom" | "dingtalk" | "feishu",
  change: { readonly secret?: string; readonly path?: string; readonly wallMs?: number } = {},
) => {
  const { kind, server, path, secret } = cases(() => NOW)[name];
  receiver = await startReceiver(server);
  const ours = change.secret ?? secret;
  return robotSender(kind, {
    url: `${receiver.url}${change.path ?? path}`,
    ...(ours === undefined ? {} : { secret: ours }),
    wallMs: () => change.wallMs ?? NOW,
  });
};

describe("a group robot", () => {
  test.each(["wecom", "dingtalk", "feishu"] as const)(
    "%s takes a message that names the person",
    async name => {
      const sender = await robot(name);
      const address = name === "feishu" ? "ou_cafe" : "13800138000";
      expect(await sender.send(outgoingOf({ address }))).toMatchObject({ is: "sent" });
      expect(receiver.received[0]?.body).toContain(address);
    },
  );

  test.each(["wecom", "dingtalk", "feishu"] as const)(
    "%s takes the longest message that there can be",
    async name => {
      const item = backDoor({ title: { zh: "门".repeat(300), en: "door ".repeat(100) } });
      const message = messageTo("G1", { items: Array.from({ length: 300 }, () => item) });
      expect(await (await robot(name)).send(outgoingOf({ message }))).toMatchObject({ is: "sent" });
    },
  );

  test.each([
    ["wecom", { path: "/cgi-bin/webhook/send?key=other" }, 93_000, "copy the address again"],
    ["dingtalk", { path: "/robot/send?access_token=other" }, 300_005, "copy the address again"],
    ["dingtalk", { secret: "SECother" }, 310_000, "check the secret, the keywords"],
    ["dingtalk", { wallMs: NOW + 2 * HOUR }, 310_000, "and this machine's clock"],
    ["feishu", { path: "/open-apis/bot/v2/hook/other" }, 19_001, "copy it again"],
    ["feishu", { secret: "SECother" }, 19_021, "check the secret, and this machine's clock"],
    ["feishu", { wallMs: NOW - 2 * HOUR }, 19_021, "check the secret, and this machine's clock"],
  ] as const)("%s with %j is refused with %i, which people can mend", async (name, change, code, help) => {
    const sent = await (await robot(name, change)).send(outgoingOf());
    expect(sent).toMatchObject({ is: "failed", retry: false });
    expect(sent).toMatchObject({ why: expect.stringMatching(new RegExp(`refused with ${code}, .*${help}`)) });
  });

  test.each([
    ["wecom", 20, minutes(1)],
    ["dingtalk", 20, minutes(10)],
    ["feishu", 100, minutes(1)],
  ] as const)(
    "%s is left alone as long as it asks for after %i messages in a minute",
    async (name, limit, wait) => {
      const sender = await robot(name);
      for (let count = 0; count < limit; count += 1)
        expect(await sender.send(outgoingOf())).toMatchObject({ is: "sent" });
      expect(await sender.send(outgoingOf())).toMatchObject({ is: "failed", retry: true, wait });
      expect(sender.perMinute).toBeLessThanOrEqual(limit);
    },
  );

  test("a name that a device sent cannot call everybody in a group", async () => {
    const item = backDoor({ targetName: { zh: '<at user_id="all"></at>', en: '<at user_id="all"></at>' } });
    await (await robot("feishu")).send(outgoingOf({ message: messageTo("G1", { items: [item] }) }));
    expect(receiver.received[0]?.body).not.toContain("<at");
  });
});
