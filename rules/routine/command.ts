import type { Role } from "../site/model.ts";
import type { Instant } from "../time/instant.ts";

/** Who asks, by id, and when. Signatures come here only after the person has proved who he is. */
type Asked = { readonly by: string; readonly at: Instant };
/** On what grounds somebody says so: one of them must say something. */
type Grounds = { readonly note: string; readonly photo?: string };

/** What people do about tasks. `item`: as in the task; `it` where it is one. */
export type TaskCommand = Asked &
  (
    | ({
        readonly is: "answer";
        readonly task: string;
        readonly item: string;
        readonly evidence: "confirmation" | "scan" | "photo";
        readonly scan?: "nfc" | "qr" | "typed";
        readonly values: Readonly<Record<string, string | number | boolean>>;
        readonly outcome: "ok" | "fault" | "not-applicable";
        /** When it was done, where it is sent late; absent: now. */
        readonly madeAt?: Instant;
      } & Grounds)
    | { readonly is: "sign-task"; readonly task: string }
    /** Takes an answer back that the person gave by mistake, while the task is open. */
    | { readonly is: "retract"; readonly task: string; readonly item: string; readonly why: string }
  );

/** What people do about the closing and the opening of the day. */
export type CheckCommand = Asked &
  (
    | ({ readonly is: "confirm-item"; readonly item: string } & Grounds)
    /** `scope` partial: only while somebody is allowed to be in some zones. */
    | { readonly is: "sign-closing"; readonly scope: "final" | "partial" }
    | { readonly is: "extend-closing"; readonly until: Instant; readonly why: string }
    | { readonly is: "approve-extension" }
    /** Somebody has to go back in: the certificate ends, and the check is asked again. */
    | { readonly is: "re-enter"; readonly why: string }
    | ({ readonly is: "except-item"; readonly item: string } & Grounds)
    | { readonly is: "sign-opening" }
  );

/** What people do about tickets and keys. */
export type TicketCommand = Asked &
  (
    | {
        readonly is: "open-ticket";
        readonly kind: "fault" | "finding" | "complaint";
        readonly target: string;
        readonly description: string;
        readonly isAffecting: boolean;
        readonly isConfidential?: boolean;
        readonly isMajor?: boolean;
        /** Id of the alert or task that it comes from. */
        readonly cause?: string;
      }
    | {
        readonly is: "ticket";
        readonly ticket: string;
        readonly act:
          | {
              readonly is: "note" | "consent" | "sign" | "chase" | "contacted" | "answered" | "revisited";
              readonly note: string;
            }
          | { readonly is: "attempt"; readonly note: string; readonly isRepaired: boolean }
          | {
              readonly is: "report";
              readonly note: string;
              readonly receiver: string;
              readonly department: string;
              readonly limit: Instant;
            }
          | { readonly is: "reply"; readonly note: string; readonly limit?: Instant }
          | { readonly is: "remove"; readonly note: string; readonly expectedDays: number }
          | { readonly is: "spare"; readonly note: string; readonly target: string }
          | {
              readonly is: "grant";
              readonly who: string;
              readonly doors: readonly string[];
              readonly from: Instant;
              readonly to: Instant;
            }
          | { readonly is: "extend"; readonly note: string; readonly until: Instant }
          | { readonly is: "close"; readonly note: string; readonly cause: string };
      }
    | {
        readonly is: "key";
        readonly key: string;
        readonly act: "give" | "return" | "lost" | "lock-replaced";
        readonly to?: string;
        readonly note: string;
      }
  );

/** What people do about handing over. */
export type HandoverCommand = Asked & { readonly handover: string } & (
    | { readonly is: "read-item"; readonly item: string }
    | { readonly is: "remark"; readonly remarks: string; readonly counts: Readonly<Record<string, number>> }
    | { readonly is: "add"; readonly text: string }
    /** `as`: hands it over, takes it, or takes it for somebody who is absent. */
    | { readonly is: "sign-handover"; readonly as: "from" | "to" | "bridge" }
  );

/** Somebody hands over before the roster says so. */
export type EarlyHandover = Asked & { readonly is: "hand-over"; readonly post: Role; readonly to: string };

/** A day's hours differ from the plan, as was announced: `hours` empty is closed. Minutes of the hall's day. */
export type DayCommand = Asked & {
  readonly is: "set-day";
  readonly date: string;
  /** Null: as the site file has it, after all. */
  readonly hours: readonly { readonly from: number; readonly to: number }[] | null;
  readonly why: string;
};

/** What people, and the hands of the gateway, do about what is switched from here. `control`: id of its paper. */
export type ControlCommand = Asked &
  (
    | {
        readonly is: "order-control";
        /** Id of the point that is written: `L1.command`. */
        readonly point: string;
        /** A word of its class, or a number in its unit. */
        readonly to: string | number;
        readonly why: string;
        /** The paper that it serves (`closing:closing/2025-07-08/1`); absent: none. */
        readonly cause?: string;
      }
    | { readonly is: "approve-control"; readonly control: string }
    | { readonly is: "withdraw-control"; readonly control: string; readonly why: string }
    /** Puts back what was there before it. */
    | { readonly is: "undo-control"; readonly control: string; readonly why: string }
    /** The driver has tried; said by the gateway itself, never by a person. */
    | {
        readonly is: "control-tried";
        readonly control: string;
        readonly attempt: number;
        readonly outcome: "done" | "refused" | "unknown";
        readonly why: string;
      }
  );

/**
 * Why there is another version of a report: data came late, or a person returned the one before. A text is what a record of
 * before these were told apart says, or a rule test; it is empty for the first version.
 */
export type VersionWhy =
  | string
  | { readonly is: "late-data"; readonly readings: number }
  | { readonly is: "returned"; readonly by: string; readonly note: string };

/** What people, and whoever draws them up, do about reports. `report`: id of its paper. */
export type ReportCommand = Asked &
  /** A version was drawn up; said by the gateway itself, never by a person. */
  (
    | {
        readonly is: "report-drafted";
        readonly report: string;
        readonly version: number;
        /** Hex SHA-256 of its content as canonical JSON. */
        readonly sha256: string;
        /** Hex SHA-256 of the list of checksums of all its files. */
        readonly documents: string;
        /** 0 … 1: how much of what it tells of was measured. */
        readonly completeness: number;
        readonly why: VersionWhy;
        /** What came later is not in it; absent: it has all that came until now. */
        readonly upTo?: Instant;
      }
    /** Somebody has read it and stands by it. */
    | {
        readonly is: "review-report";
        readonly report: string;
        readonly version: number;
        readonly note: string;
      }
    /** It goes to its receivers, and never changes again. */
    | {
        readonly is: "release-report";
        readonly report: string;
        readonly version: number;
        readonly note: string;
      }
    /** It is to be drawn up anew, with the reason. */
    | {
        readonly is: "return-report";
        readonly report: string;
        readonly version: number;
        readonly why: string;
      }
  );

export type RoutineCommand =
  | ReportCommand
  | ControlCommand
  | TaskCommand
  | CheckCommand
  | TicketCommand
  | HandoverCommand
  | EarlyHandover
  | DayCommand;
