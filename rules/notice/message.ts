import type { Condition, Priority } from "../alert/alert.ts";
import type { AlertClass, Role, Words } from "../site/model.ts";
import type { Instant } from "../time/instant.ts";

/**
 * What one receiver is told. It is decided in the same step as what it tells of and stored with it; `key` is made of
 * content, so that whoever gets it twice can tell.
 */
export type Message = {
  /** `<alert>:<revision>:<kind>:<receiver>`, for repeats with a number behind it; `<reminder>:reminder:<receiver>`. */
  readonly key: string;
  /**
   * `found`, `escalated` (nobody acknowledged), `overdue` (no report in time), `repeated` (still nobody), `returned` (it
   * is over, told only to whom it was told), `digest` (once a day), `reminder` (nothing is wrong, but something is to be
   * done), `test`.
   */
  readonly kind: "found" | "escalated" | "overdue" | "repeated" | "returned" | "digest" | "reminder" | "test";
  readonly at: Instant;
  readonly to: Receiver;
  /** The most urgent of its items. */
  readonly priority: Priority;
  readonly class: AlertClass;
  /** Must not be heard or seen in the hall. */
  readonly isSilent: boolean;
  /** Alerts; none in a reminder. */
  readonly items: readonly MessageItem[];
  /** Only in a reminder, which always has some: what it reminds of. */
  readonly about?: readonly MessageAbout[];
};

/** Something that is to be done. @see Reminder */
export type MessageAbout = {
  /** The paper to open, `<kind>:<id>`; absent: there is none. */
  readonly paper?: string;
  readonly title: Words;
  readonly target: string;
  readonly targetName: Words;
  readonly zone: string;
  readonly steps: readonly Words[];
};

/** A person in a role; `person` null: nobody of this hall has the role, or nobody is on duty. */
export type Receiver = { readonly role: Role; readonly person: string | null };

/** One alert as it stood when the message was decided. */
export type MessageItem = {
  readonly alert: string;
  readonly revision: number;
  readonly fact: string;
  readonly title: Words;
  readonly target: string;
  readonly targetName: Words;
  readonly zone: string;
  readonly priority: Priority;
  readonly class: AlertClass;
  readonly condition: Condition;
  readonly openedAt: Instant;
  readonly steps: readonly Words[];
};
