import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "#gateway/stores/testing/child-server.ts";
import type { Sender } from "../sender.ts";
import { canCertify, trustedCertificate } from "../testing/certificate.ts";
import { startMailServer } from "../testing/mail-server.ts";
import { backDoor, messageTo } from "../testing/messages.ts";
import { outgoingOf } from "../testing/outgoing.ts";
import { answer, breakOff, hang, type Receiver, startReceiver } from "../testing/receiver.ts";
import { dingtalkServer, feishuServer, wecomServer } from "../testing/robots.ts";
import { dingtalk } from "./dingtalk.ts";
import { emailSender } from "./email.ts";
import { feishu } from "./feishu.ts";
import { robotSender } from "./robot.ts";
import { webhookSender } from "./webhook.ts";
import { wecom } from "./wecom.ts";

const KEY = "0123456789abcdef-robot-key";
const SECRET = "SEC-of-the-test";
/** Long enough for a busy machine; a server that hangs is waited for as short as can be. */
const PATIENCE_MS = 10_000;
const SHORT_MS = 300;
const wallMs = () => Date.now();
const shared = { wallMs };
const hall = { id: "site-a", name: { zh: "城东营业厅", en: "East hall" } };

/** How every channel that goes over HTTP is made for a base address, and what its server says when all is well. */
const overHttp = {
  webhook: {
    at: (base: string, patienceMs = PATIENCE_MS): Sender =>
      webhookSender({
        ...shared,
        patienceMs,
        url: `${base}/hook/${KEY}`,
        secret: SECRET,
        headers: {},
        contentType: "application/json",
        hall,
      }),
    well: answer(200, "taken"),
    refusal: answer(422, "no such field"),
  },
  wecom: {
    at: (base: string, patienceMs = PATIENCE_MS) =>
      robotSender(wecom, { ...shared, patienceMs, url: `${base}/cgi-bin/webhook/send?key=${KEY}` }),
    well: wecomServer({ now: wallMs, key: KEY }),
    refusal: answer(200, { errcode: 93000, errmsg: `invalid webhook url ${KEY}` }),
  },
  dingtalk: {
    at: (base: string, patienceMs = PATIENCE_MS) =>
      robotSender(dingtalk, {
        ...shared,
        patienceMs,
        url: `${base}/robot/send?access_token=${KEY}`,
        secret: SECRET,
      }),
    well: dingtalkServer({ now: wallMs, key: KEY, secret: SECRET }),
    refusal: answer(200, { errcode: 310000, errmsg: `sign not match ${SECRET}` }),
  },
  feishu: {
    at: (base: string, patienceMs = PATIENCE_MS) =>
      robotSender(feishu, {
        ...shared,
        patienceMs,
        url: `${base}/open-apis/bot/v2/hook/${KEY}`,
        secret: SECRET,
      }),
    well: feishuServer({ now: wallMs, key: KEY, secret: SECRET }),
    refusal: answer(200, { code: 19021, msg: `sign match fail ${SECRET}` }),
  },
} as const;

describe.each(Object.entries(overHttp))("%s", (_name, { at, well, refusal }) => {
  let receiver: Receiver;
  beforeAll(async () => {
    receiver = await startReceiver();
  });
  afterAll(() => receiver.stop());
  const sending = async (base = receiver.url, patienceMs = PATIENCE_MS) => {
    const sent = await at(base, patienceMs).send(outgoingOf({ address: "13800138000" }));
    const text = sent.is === "sent" ? sent.detail : sent.why;
    expect(text).not.toContain(KEY);
    expect(text).not.toContain(SECRET);
    return sent;
  };
  const where = () => receiver.url;

  test("says what the server answered when it was taken", async () => {
    receiver.behave(well);
    expect(await sending()).toMatchObject({ is: "sent", detail: expect.stringContaining(where()) });
    expect(receiver.received.at(-1)?.body).toContain("门未锁");
  });

  test("tells a refusal that people must mend, and hides the secrets that the server repeats", async () => {
    receiver.behave(refusal);
    expect(await sending()).toMatchObject({ is: "failed", retry: false, why: expect.stringMatching(/: /) });
  });

  test("gives up on a server that hangs", async () => {
    receiver.behave(hang);
    expect(await sending(receiver.url, SHORT_MS)).toEqual({
      is: "failed",
      retry: true,
      why: `${where()}: no answer in 0.3 s: is the server overloaded, or something between blocking it?`,
    });
  });

  test("gives up on a server that begins to answer and hangs", async () => {
    receiver.behave(response => response.writeHead(200).write("{"));
    expect(await sending(receiver.url, SHORT_MS)).toMatchObject({
      is: "failed",
      retry: true,
      why: expect.stringContaining("no answer in"),
    });
  });

  test("tells a server with trouble of its own, and one that is too busy with how long to wait", async () => {
    receiver.behave(answer(500, "boom"));
    expect(await sending()).toMatchObject({
      retry: true,
      why: `${where()}: answered 500, it has trouble of its own: look into its log (boom)`,
    });
    receiver.behave(answer(429, "", { "retry-after": "17" }));
    expect(await sending()).toMatchObject({ retry: true, wait: 17_000 });
  });

  test("does not follow a redirection: a message goes nowhere that nobody wrote down", async () => {
    receiver.behave(answer(307, "", { location: `${receiver.url}/elsewhere` }));
    const before = receiver.received.length;
    expect(await sending()).toMatchObject({ is: "failed", retry: false });
    expect(receiver.received.length).toBe(before + 1);
  });

  test("tells a connection that breaks off, and a port where nothing listens", async () => {
    receiver.behave(breakOff);
    expect(await sending()).toMatchObject({
      why: expect.stringContaining("broke off before an answer came"),
    });
    const base = `http://127.0.0.1:${await freePort()}`;
    expect(await sending(base)).toMatchObject({
      retry: true,
      why: `${base}: nothing listens there: is the server running, and the port right?`,
    });
  });

  test("tells a name that nobody knows", async () =>
    expect(await sending("http://nobody.invalid")).toMatchObject({
      retry: true,
      why: expect.stringMatching(/\bname\b/),
    }));

  test("does not talk to a server whose certificate is not trusted, and says what to do", async () => {
    const server = await startMailServer({ secure: true });
    expect(await sending(`https://127.0.0.1:${server.port}`)).toMatchObject({
      is: "failed",
      why: expect.stringMatching(/its certificate is not trusted .*NODE_EXTRA_CA_CERTS/),
    });
    await server.stop();
  });

  test("tells TLS that is spoken to a server without it", async () => {
    receiver.behave(well);
    expect(await sending(receiver.url.replace("http:", "https:"))).toMatchObject({
      is: "failed",
      why: expect.stringContaining("it speaks no TLS at this port"),
    });
  });
});

describe("a robot's answer that is no answer of a robot", () => {
  test.each(["", "ok", "[]", "{}", '{"errcode":"0"}', "<html>200</html>"])(
    "%j counts as a failure: 200 alone says nothing",
    async body => {
      const receiver = await startReceiver(answer(200, body));
      const sent = await overHttp.wecom.at(receiver.url).send(outgoingOf());
      expect(sent).toMatchObject({ is: "failed", retry: true });
      await receiver.stop();
    },
  );
});

describe("mail", () => {
  const sender = (port: number, change: object = {}) =>
    emailSender({
      url: `smtp://127.0.0.1:${port}`,
      from: "Hallwatch <alerts@hall.example>",
      patienceMs: PATIENCE_MS,
      ...change,
    });
  const mail = outgoingOf({ address: "wang@hall.example" });

  test("arrives once with a key, and a repeat has the same Message-ID", async () => {
    const server = await startMailServer();
    const sent = [await sender(server.port).send(mail), await sender(server.port).send(mail)];
    expect(sent.map(({ is }) => is)).toEqual(["sent", "sent"]);
    const [first, second] = server.mails.map(({ text }) => text.replaceAll(/\r?\n\s+/g, " "));
    expect(server.mails[0]?.to).toEqual(["wang@hall.example"]);
    expect(first).toMatch(/^X-Hallwatch-Key: site-a\.door-unlocked\.D3/m);
    expect(first).toMatch(/^Auto-Submitted: auto-generated/m);
    const id = /^Message-ID: <[0-9a-f]{40}@hall\.example>/m;
    expect(id.exec(first ?? "")?.[0]).toBe(id.exec(second ?? "")?.[0]);
    expect(id.test(first ?? "")).toBe(true);
    await server.stop();
  });

  test("a name with line breaks in it becomes no header and no further receiver", async () => {
    const server = await startMailServer();
    const title = { zh: "门\r\nBcc: spy@hall.example\r\n\r\nbody", en: "door\nX-Spy: 1" };
    const nasty = messageTo("G1", { items: [backDoor({ title })], key: "a\r\nX-Spy: 2" });
    await sender(server.port).send(outgoingOf({ message: nasty, address: "wang@hall.example" }));
    const [head = ""] = (server.mails[0]?.text ?? "").split("\r\n\r\n");
    expect(head).not.toMatch(/^(?:Bcc|X-Spy):/im);
    expect(server.mails[0]?.to).toEqual(["wang@hall.example"]);
    await server.stop();
  });

  test.each([
    [550, false, /refuses the mail .*check sender and receiver/],
    [451, true, /does not take it now .*tried again/],
  ])("answer %i of a server becomes a sentence", async (responseCode, retry, why) => {
    const server = await startMailServer({
      onRcptTo: (_address, _session, done) =>
        done(Object.assign(new Error("not this one"), { responseCode })),
    });
    expect(await sender(server.port).send(mail)).toMatchObject({
      is: "failed",
      retry,
      why: expect.stringMatching(why),
    });
    await server.stop();
  });

  test("a password never goes over a connection without TLS", async () => {
    let logins = 0;
    const server = await startMailServer({
      onAuth: (_auth, _session, done) => {
        logins += 1;
        done(null, { user: "hall" });
      },
      allowInsecureAuth: true,
    });
    const sent = await sender(server.port, { username: "hall", password: SECRET }).send(mail);
    expect(sent).toMatchObject({
      is: "failed",
      retry: false,
      why: expect.stringContaining("offers no encryption"),
    });
    expect(logins).toBe(0);
    await server.stop();
  });

  test.skipIf(!canCertify)(
    "logs in where there is TLS, and says so when the server refuses the password",
    async () => {
      const certificate = trustedCertificate();
      const server = await startMailServer({
        ...certificate,
        disabledCommands: [],
        onAuth: ({ password }, _session, done) =>
          password === SECRET ? done(null, { user: "hall" }) : done(new Error(`wrong password ${password}`)),
      });
      const login = (password: string) => sender(server.port, { username: "hall", password }).send(mail);
      expect(await login(SECRET)).toMatchObject({ is: "sent" });
      const refused = await login("other-than-it-was");
      expect(refused).toMatchObject({
        retry: false,
        why: expect.stringContaining("check username and password"),
      });
      expect(JSON.stringify(refused)).not.toContain("other-than-it-was");
      await server.stop();
    },
  );

  test("a certificate that nobody trusts, silence and a closed port become sentences", async () => {
    const untrusted = await startMailServer({ secure: true });
    const silent = await startReceiver(hang);
    const url = (port: number, scheme = "smtp") => `${scheme}://127.0.0.1:${port}`;
    const port = await freePort();
    expect([
      await sender(untrusted.port, { url: url(untrusted.port, "smtps") }).send(mail),
      await sender(Number(new URL(silent.url).port), { patienceMs: SHORT_MS }).send(mail),
      await sender(port).send(mail),
      await sender(port, { url: "smtp://nobody.invalid:25" }).send(mail),
      await sender(port).send(outgoingOf()),
    ]).toMatchObject([
      { why: expect.stringMatching(/its certificate is not trusted/), retry: true },
      {
        why: `${url(Number(new URL(silent.url).port))}: no answer in 0.3 s: is the server overloaded, or something between blocking it?`,
      },
      { why: `${url(port)}: nothing listens there: is the server running, and the port right?` },
      { why: expect.stringMatching(/\bname\b/) },
      { why: `${url(port)}: no e-mail address to send to`, retry: false },
    ]);
    await Promise.all([untrusted.stop(), silent.stop()]);
  });
});
