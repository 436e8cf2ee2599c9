import { afterAll, beforeAll, expect, test } from "vitest";
import type { Outgoing } from "./sender.ts";
import { emailSender } from "./senders/email.ts";
import { type MailServer, startMailServer } from "./testing/mail-server.ts";
import { messageTo } from "./testing/messages.ts";
import { channel, notifyHall } from "./testing/notify-hall.ts";
import { outgoingOf } from "./testing/outgoing.ts";

let server: MailServer;
beforeAll(async () => {
  server = await startMailServer();
});
afterAll(() => server.stop());

const report = {
  name: "20250721设施运行日报-v1.zh.pdf",
  type: "application/pdf",
  bytes: Buffer.from("%PDF-1.7 x"),
};
const mail = () => emailSender({ url: `smtp://127.0.0.1:${server.port}`, from: "hall@hall.example" });

test("documents go with a mail under their own names", async () => {
  const outgoing: Outgoing = {
    ...outgoingOf({ address: "zhao@hall.example" }),
    attachments: async () => [report],
  };
  expect(await mail().send(outgoing)).toMatchObject({ is: "sent" });
  const text = server.mails.at(-1)?.text ?? "";
  expect(text).toContain("Content-Type: application/pdf");
  expect(text).toContain(report.bytes.toString("base64"));
  expect(decodeURIComponent(text.replaceAll(/;\s+filename\*\d+\*=/g, ""))).toContain(
    "设施运行日报-v1.zh.pdf",
  );
});

test("a mail whose documents cannot be read is not sent without them, and is tried again", async () => {
  const before = server.mails.length;
  const attachments = () => Promise.reject(new Error("no such file"));
  const sent = await mail().send({ ...outgoingOf({ address: "zhao@hall.example" }), attachments });
  expect(sent).toMatchObject({ is: "failed", retry: true, why: expect.stringContaining("no such file") });
  expect(server.mails).toHaveLength(before);
});

test("documents go out by mail in full only: not in brief, and not by other channels", async () => {
  const via = { is: "email", url: "smtp://127.0.0.1:1", from: "a@b.example" } as const;
  for (const [own, isWith] of [
    [channel("mail", { via }), true],
    [channel("mail", { via, detail: "brief" }), false],
    [channel("mail"), false],
  ] as const) {
    const hall = await notifyHall([own], { attachmentsOf: async () => [report] });
    await hall.tell(messageTo("M1"));
    expect(hall.outgoing.map(({ attachments }) => attachments !== undefined)).toEqual([isWith]);
    await hall.notifier.stop();
  }
});
