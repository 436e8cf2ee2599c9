import type { Words } from "../site/model.ts";
import type { Instant, Millis } from "../time/instant.ts";
import type { Signature } from "./person.ts";

/** One time that a duty falls due. */
export type Task = {
  /** `<duty>/<period>`: `fire-equipment-weekly/2025-07-14`, `toilets/2025-07-18.2`, `fault-sign/kiosk.20250715T020300000Z`. */
  readonly id: string;
  readonly duty: string;
  readonly title: Words;
  /** `2025-07-14`, `2025-07-18 morning`, `2025-07`. */
  readonly period: Words;
  /** The business day that it counts for. */
  readonly day: string;
  /** What it is about, where something that happened asked for it: id of equipment or of a zone. */
  readonly target: string | null;
  readonly opensAt: Instant;
  readonly dueAt: Instant;
  /** From when on it counts as missed for good; null: as long as the next one is not open. */
  readonly missedAt: Instant | null;
  readonly items: readonly TaskItem[];
  readonly signature: Signature | null;
  /** `open` also while it is late; `done` also when it was done late. */
  readonly state: "open" | "done" | "missed" | "deferred" | "withdrawn";
  /** When it was done, missed, deferred or withdrawn. Its paper stays open for a day more, for what comes late. */
  readonly endedAt: Instant | null;
  /** How long after it was due it was done; null: in time, or not done. Never changes once it is there. */
  readonly lateBy: Millis | null;
  /** Why it was deferred or withdrawn, for people; null otherwise. */
  readonly why: Words | null;
  /** When people were reminded of it; null: not yet, or never. */
  readonly remindedAt: Instant | null;
  /** When a person acknowledged that it was missed; absent: nobody has. */
  readonly seenAt?: Instant;
};

export type TaskItem = {
  /** Id of the thing or of the duty's item; `it` where the duty is one item. */
  readonly id: string;
  readonly title: Words;
  /** Zone where it is; empty when nowhere. */
  readonly zone: string;
  readonly answer: Answer | null;
};

/** What was said of an item. */
export type Answer = {
  /** `device`: a reading says so. */
  readonly by: string;
  /** When it was done; when we heard of it: later when it was sent late. */
  readonly at: Instant;
  readonly heardAt: Instant;
  readonly isSentLate: boolean;
  readonly evidence: "confirmation" | "scan" | "reading" | "photo";
  /** How the place was proved: a tag that cannot be copied, a code that can, or typed in. Null: not. */
  readonly scan: "nfc" | "qr" | "reader" | "typed" | null;
  /** By id of the question. */
  readonly values: Readonly<Record<string, string | number | boolean>>;
  /** `fault`: something is not as it should be; `not-applicable` needs a note. */
  readonly outcome: "ok" | "fault" | "not-applicable";
  readonly note: string;
  readonly photo: string | null;
  /** What speaks against it: a door on the way that nobody opened. Empty: nothing does. */
  readonly doubts: readonly Words[];
  /** Id of the ticket that it opened. */
  readonly ticket: string | null;
  /** When a person acknowledged the fault that it tells of; absent: nobody has. */
  readonly seenAt?: Instant;
};
