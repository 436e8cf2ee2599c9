import type { Signature, Word } from "../routine/person.ts";
import type { Role, Words } from "../site/model.ts";
import type { Instant } from "../time/instant.ts";

/** One closing of a business day, from closing time until its certificate; another one after somebody came back. */
export type ClosingRound = {
  /** `closing/2025-07-10/1`. */
  readonly id: string;
  readonly businessDay: string;
  readonly number: number;
  /** Only evidence from here on counts: closing time, the end of an approved activity, or a re-entry. */
  readonly since: Instant;
  /** When the hall closed by its calendar, as that was known: no moved clock moves it. */
  readonly closedAt: Instant;
  /** By when it must be certified, before anybody is told; and when it must be at the latest. */
  readonly dueAt: Instant;
  readonly mustCloseAt: Instant;
  /** No extension goes beyond this. */
  readonly latestAt: Instant;
  readonly extension: Extension | null;
  /** By item. */
  readonly byHand: Readonly<Record<string, Word>>;
  readonly signatures: readonly Signature[];
  /** Signatures that something withdrew since, and what. */
  readonly withdrawn: readonly (Signature & { readonly why: Words; readonly withdrawnAt: Instant })[];
  /** Refused tries to sign. */
  readonly tries: readonly { readonly by: string; readonly at: Instant; readonly why: string }[];
  /** Ids of the certificates that came of it: partial ones, then a final one. */
  readonly certificates: readonly string[];
  /** Certified, or over since the hall opened. */
  readonly endedAt: Instant | null;
  /**
   * The clock was set back after it had ended: what it was about may seem to go on, until the hall opens, and is not asked
   * for again.
   */
  readonly isRelived?: true;
  /** What the signatures that stand are for, and the zones that were occupied then; null: nobody has signed. */
  readonly signing: { readonly scope: "final" | "partial"; readonly occupied: readonly string[] } | null;
  /** Points whose clock was ahead of ours at `since`: only what they say after this time was measured after `since`. */
  readonly ahead: Readonly<Record<string, Instant>>;
  /** Zones with an approved activity when that was looked at last: once it is over, all is asked again. */
  readonly approved: readonly string[];
  /** When people were warned that it must be certified soon; null: not yet. */
  readonly warnedAt: Instant | null;
};

export type Extension = {
  readonly until: Instant;
  readonly why: string;
  readonly by: string;
  readonly at: Instant;
  readonly approvedBy: { readonly person: string; readonly role: Role; readonly at: Instant } | null;
};

/** The opening check of one business day. */
export type OpeningRound = {
  /** `opening/2025-07-15`; `opening/2025-07-15/2` for the second of a day, which a clock that was set back brings. */
  readonly id: string;
  readonly businessDay: string;
  readonly number: number;
  /** When people come in; when the hall opens. */
  readonly since: Instant;
  readonly dueAt: Instant;
  /** What does not work and is taken along, by item. */
  readonly exceptions: Readonly<Record<string, Word>>;
  readonly signatures: readonly Signature[];
  readonly certificate: string | null;
  /** Tasks that the day's opening asks for and that were seen, by id of the duty. */
  readonly tasks: Readonly<Record<string, OpeningTask>>;
  /** The hall opened: with a clean certificate, with so many exceptions, or without any certificate. */
  readonly opened: { readonly at: Instant; readonly exceptions: number; readonly isSigned: boolean } | null;
  readonly endedAt: Instant | null;
};

/** A task that must be done before the hall opens. */
export type OpeningTask = { readonly title: Words; readonly isDone: boolean };
