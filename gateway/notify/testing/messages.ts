import type { Commit } from "#gateway/ports/record.ts";
import type { Message, MessageItem } from "#rules/notice/message.ts";
import type { Instant } from "#rules/time/instant.ts";
import { instant } from "#rules/time/instant.ts";

/** 2025-07-23 22:47 at a hall in China: the doors should be locked. */
export const NIGHT: Instant = instant(Date.parse("2025-07-23T14:47:00Z"));

/** A back door that is not locked, as the engine would tell it. */
export const backDoor = (change: Partial<MessageItem> = {}): MessageItem => ({
  alert: "site-a.door-unlocked.D3.20250723T144700000Z",
  revision: 1,
  fact: "door-unlocked",
  title: { zh: "门未锁", en: "Door not locked" },
  target: "D3",
  targetName: { zh: "后门", en: "Back door" },
  zone: "hall",
  priority: 2,
  class: "security",
  condition: "active",
  openedAt: NIGHT,
  steps: [
    { zh: "到后门查看", en: "Go to the back door" },
    { zh: "锁门", en: "Lock it" },
  ],
  ...change,
});

/** A message of it to one person; the key follows from the rest unless it is given. */
export const messageTo = (person: string | null, change: Partial<Message> = {}): Message => {
  const { kind = "found", to = { role: "guard", person }, items = [backDoor()] } = change;
  return {
    key: `${items[0]?.alert ?? "none"}:1:${kind}:${to.person ?? to.role}`,
    kind,
    at: NIGHT,
    to,
    priority: 2,
    class: "security",
    isSilent: false,
    items,
    ...change,
  };
};

/** A commit that puts messages into the outbox. */
export const commitOf = (messages: readonly Message[]): Commit => ({
  at: messages[0]?.at ?? NIGHT,
  transitions: [],
  activities: [],
  deeds: [],
  messages,
  holds: [],
  signals: [],
  memos: [],
});
