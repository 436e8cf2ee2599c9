import { describe, expect, it } from "vitest";
import { after, minutes } from "#rules/time/instant.ts";
import type { RecordUnderTest } from "./record-contract.ts";
import { MORNING } from "./sample-alerts.ts";
import { mailed, messageOf, raisedWith } from "./sample-messages.ts";

const later = after(MORNING, minutes(1));

/** What every record store promises about messages. */
export const recordOfMessages = (under: () => RecordUnderTest): void => {
  describe("messages and what became of them", () => {
    const [first, second] = [messageOf(["a"]), messageOf(["b", "a"], "M1")];
    const committed = async () => {
      const { store } = under();
      await store.commit(raisedWith("a", [first]));
      await store.commit(raisedWith("b", [second]));
      return store;
    };
    const keys = (messages: readonly { readonly message: { readonly key: string } }[]) =>
      messages.map(({ message }) => message.key);

    it("a message is in the outbox as soon as what it tells of is recorded, also after a restart", async () => {
      await committed();
      const store = await under().reopen();
      expect(await store.outbox()).toEqual([
        { message: first, deliveries: [] },
        { message: second, deliveries: [] },
      ]);
    });

    it("it stays there while a delivery goes on, and leaves when all have ended", async () => {
      const store = await committed();
      const failed = mailed(first, "failed", { nextAt: later, detail: "550 no such user" });
      const steps = [
        [mailed(first, "waiting")],
        [failed],
        [mailed(first, "sent", { channel: "hook", detail: "200" })],
        [mailed(second, "sent")],
        [mailed(first, "given-up", { attempts: 9 })],
      ];
      const seen: string[][] = [];
      for (const step of steps) {
        await store.delivered(step);
        seen.push(keys(await store.outbox()));
      }
      const both = [first.key, second.key];
      expect(seen).toEqual([both, both, both, [first.key], []]);
    });

    it("a later update takes the place of the one of its key, is there after a restart, and may come twice", async () => {
      const before = await committed();
      const failed = mailed(first, "failed", { nextAt: later, detail: "timeout, 超时" });
      await before.delivered([mailed(first, "waiting"), mailed(first, "waiting", { channel: "hook" })]);
      await before.delivered([failed]);
      await before.delivered([failed]);
      const store = await under().reopen();
      expect(await store.outbox()).toEqual([
        { message: first, deliveries: [failed, mailed(first, "waiting", { channel: "hook" })] },
        { message: second, deliveries: [] },
      ]);
    });

    it("an alert knows the messages that tell of it, and their deliveries", async () => {
      const store = await committed();
      await store.delivered([mailed(first, "sent"), mailed(second, "given-up")]);
      expect(keys(await store.messages("a"))).toEqual([first.key, second.key]);
      expect(keys(await store.messages("b"))).toEqual([second.key]);
      expect(await store.deliveries("a")).toEqual([mailed(first, "sent"), mailed(second, "given-up")]);
      expect(await store.messages("c")).toEqual([]);
      expect(await store.deliveries("c")).toEqual([]);
    });

    it("the same message once more is the same one", async () => {
      const store = await committed();
      await store.delivered([mailed(first, "sent")]);
      await store.commit(raisedWith("a", [first]));
      expect(keys(await store.outbox())).toEqual([second.key]);
      expect(keys(await store.messages("a"))).toEqual([first.key, second.key]);
    });

    it("a delivery of a message that nobody decided is refused, and nothing that came with it is kept", async () => {
      const store = await committed();
      const updates = [mailed(first, "sent"), mailed(messageOf(["z"]), "sent")];
      await expect(store.delivered(updates)).rejects.toMatchObject({ code: "RECORD_FAILED" });
      expect((await store.outbox())[0]).toEqual({ message: first, deliveries: [] });
    });
  });
};
