import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { backDoor, messageTo } from "../testing/messages.ts";
import { outgoingOf } from "../testing/outgoing.ts";
import { type Receiver, startReceiver } from "../testing/receiver.ts";
import { type WebhookOptions, webhookSender } from "./webhook.ts";

let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.stop());

const hook = (change: Partial<WebhookOptions> = {}) =>
  webhookSender({
    url: `${receiver.url}/hook`,
    headers: { "x-team": "east" },
    contentType: "application/json",
    hall: { id: "site-a", name: { zh: "城东营业厅", en: "East hall" } },
    wallMs: () => Date.parse("2025-07-23T14:47:00Z"),
    ...change,
  });
const last = () => {
  const one = receiver.received.at(-1);
  if (!one) throw new Error("nothing was received");
  return one;
};

describe("a webhook without a template", () => {
  test("gets the message as JSON, with a key for telling repeats and a signature that anybody can check", async () => {
    await hook({ secret: "s3cret" }).send(outgoingOf());
    const { headers, body } = last();
    expect(JSON.parse(body)).toMatchObject({
      key: outgoingOf().key,
      kind: "found",
      isTest: false,
      at: "2025-07-23T14:47:00.000Z",
      hall: { id: "site-a" },
      to: { role: "guard", person: "王伟" },
      priority: 2,
      items: [{ fact: "door-unlocked", target: "D3", openedAt: "2025-07-23T14:47:00.000Z" }],
      link: expect.stringMatching(/^https:\/\/hall\.example\/#\/alerts\/site-a\.door-unlocked/),
    });
    expect(headers["x-hallwatch-key"]).toBe(outgoingOf().key);
    expect(headers["idempotency-key"]).toBe(outgoingOf().key);
    expect(headers["x-team"]).toBe("east");
    const timestamp = String(headers["x-hallwatch-timestamp"]);
    expect(timestamp).toBe(String(Date.parse("2025-07-23T14:47:00Z") / 1_000));
    const signature = createHmac("sha256", "s3cret").update(`${timestamp}.${body}`).digest("hex");
    expect(headers["x-hallwatch-signature"]).toBe(`sha256=${signature}`);
  });

  test("gets no detail in brief, not even in key and headers", async () => {
    await hook().send(outgoingOf({ detail: "brief" }));
    const { headers, body } = last();
    for (const detail of ["D3", "door", "门未锁", "后门", "hall\\.example/#/alerts", "王伟", "guard", "锁门"])
      expect(`${JSON.stringify(headers)}${body}`).not.toMatch(new RegExp(detail));
    expect(JSON.parse(body)).toMatchObject({
      priority: 2,
      class: "security",
      link: "https://hall.example/#/",
    });
    const key = headers["x-hallwatch-key"];
    await hook().send(outgoingOf({ detail: "brief" }));
    expect(last().headers["x-hallwatch-key"]).toBe(key);
    expect(key).toMatch(/^[0-9a-f]{32}$/);
  });

  test.each(["brief", "full"] as const)(
    "learns of the hall its id and its names, and nothing else, in %s",
    async detail => {
      // The whole site is handed in, as the gateway does: a large number of a Modbus register among it.
      const site = {
        id: "site-a",
        name: { zh: "城东营业厅", en: "East hall" },
        people: [{ id: "G1", name: "王伟", reach: [{ channel: "team", address: "13800138000" }] }],
        sentinels: [0x8000n],
      };
      const result = await hook({ hall: site }).send(outgoingOf({ detail }));
      expect(result.is).toBe("sent");
      const { hall } = JSON.parse(last().body);
      expect(hall).toEqual({ id: "site-a", name: { zh: "城东营业厅", en: "East hall" } });
    },
  );

  test("gets a key of visible ASCII in its headers, whatever a person is called", async () => {
    await hook().send(outgoingOf({ message: messageTo("G1", { key: "门 1" }) }));
    expect(last().headers["x-hallwatch-key"]).toBe("%E9%97%A8%201:channel");
  });
});

describe("a webhook's template", () => {
  const nasty = messageTo("G1", {
    items: [backDoor({ title: { zh: 'a "quoted" \\ line\nbreak', en: "<b>&" } })],
  });
  const sent = async (template: string, contentType = "application/json") => {
    const result = await hook({ template, contentType }).send(outgoingOf({ message: nasty }));
    return { result, body: last().body };
  };

  test("escapes for JSON, so that no name can break out of its quotes", async () => {
    const { body } = await sent('{"text":"{{#items}}{{title.zh}}{{/items}}","p":{{priority}}}');
    expect(JSON.parse(body)).toEqual({ text: 'a "quoted" \\ line\nbreak', p: 2 });
  });

  test.each([
    ["text/html", "&lt;b&gt;&amp;"],
    ["application/x-www-form-urlencoded", "%3Cb%3E%26"],
    ["text/plain", "<b>&"],
  ])("escapes for %s", async (contentType, expected) => {
    expect((await sent("{{#items}}{{title.en}}{{/items}}", contentType)).body).toBe(expected);
  });

  test("that does not give JSON is told before anything is sent, and trying again cannot help", async () => {
    const before = receiver.received.length;
    const { result } = await sent('{"text": {{subject}} }');
    expect(result).toMatchObject({
      is: "failed",
      retry: false,
      why: expect.stringContaining("the template does not give JSON"),
    });
    expect((await sent("{{#items}}never closed")).result).toMatchObject({
      is: "failed",
      retry: false,
      why: expect.stringContaining("the template cannot be filled in"),
    });
    expect(receiver.received.length).toBe(before);
  });
});
