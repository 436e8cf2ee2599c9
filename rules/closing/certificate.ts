import type { Signature, Word } from "../routine/person.ts";
import type { Words } from "../site/model.ts";
import type { Instant, Millis } from "../time/instant.ts";

/** What was proved at one moment, by which readings and by whom. Once issued nothing of it changes. */
export type Certificate = {
  /** `closing-2025-07-10-1`: kind, business day, and how many of them the day had. */
  readonly id: string;
  readonly kind: "closing" | "opening";
  readonly site: string;
  readonly siteName: Words;
  readonly timeZone: string;
  readonly businessDay: string;
  /**
   * Closing: `final`, or `partial` while somebody is allowed to be in some zones. Opening: `clean`, or
   * `with-exceptions`, each of them named.
   */
  readonly scope: "final" | "partial" | "clean" | "with-exceptions";
  /** Only evidence from here on counted. */
  readonly since: Instant;
  readonly issuedAt: Instant;
  readonly items: readonly CertificateItem[];
  readonly signatures: readonly Signature[];
};

export type CertificateItem = {
  /** Id of equipment, `zone:<id>`, `task:<duty>` or `ticket:<id>`. */
  readonly id: string;
  readonly name: Words;
  readonly zone: string;
  readonly kind: CheckKind;
  readonly expected: Words;
  /** `by-hand`: no reading proves it, a person says so by name; `excepted`: it is not part of what is certified. */
  readonly verdict: "pass" | "by-hand" | "excepted";
  readonly evidence: readonly CertificateEvidence[];
  readonly byHand: Word | null;
  /** Why it is excepted; null otherwise. */
  readonly except: Words | null;
};

export type CheckKind =
  | "door"
  | "escape-door"
  | "window"
  | "light"
  | "power"
  | "always-on"
  | "timed-sign"
  /** Whether anybody is still in a zone. */
  | "zone"
  | "device"
  | "task"
  | "parked";

export type CertificateEvidence = {
  readonly point: string;
  readonly name: Words;
  readonly value: number | null;
  /** As people read it: `closed`, `2.0 W`. */
  readonly text: Words;
  /** Source time; null: never heard from. */
  readonly at: Instant | null;
  readonly state: "good" | "stale" | "bad" | "never";
};

/** What became of a certificate since: beside it, never in it. */
export type CertificateStanding = {
  readonly id: string;
  readonly broken: readonly Contradiction[];
  /** When it stopped saying anything of the hall: it opened or closed again, or somebody came back and said so. Null: it holds. */
  readonly endedAt: Instant | null;
  /** `opening`, `closing`: a closing certificate holds until the hall opens, one of an opening until it closes. */
  readonly endedBy: "opening" | "closing" | "re-entry" | "final" | null;
};

/**
 * The paper of a standing. It is kept open for some days after the certificate ended, since what comes late may still say
 * that it was broken while it held: whether it holds is told by `endedAt`.
 */
export type StandingPaper = CertificateStanding & {
  readonly certificate: Certificate;
  /** How far the hall's clock was moved since it was issued. */
  readonly movedBy: Millis;
  /** Which round of the day it came of; 0: of none. */
  readonly round: number;
  /** Zones with an approved activity when that was looked at last: once it is over, all is asked again. */
  readonly approved: readonly string[];
};

/** A reading that says otherwise: the item was wrong at `at`, as we learned at `learnedAt`. */
export type Contradiction = {
  readonly item: string;
  readonly name: Words;
  readonly point: string;
  readonly text: Words;
  readonly at: Instant;
  readonly learnedAt: Instant;
  readonly isLate: boolean;
};
