import type { OutOfService } from "../alert/alert.ts";
import type { Entry } from "../routine/clerk.ts";
import type { Absence } from "../site/roster.ts";
import type { Instant } from "../time/instant.ts";

/** Something that a person did, or whose time was over, that is about no single alert; the trail keeps it. */
export type Deed =
  | {
      readonly is: "taken-out";
      readonly target: string;
      readonly at: Instant;
      readonly by: string;
      readonly outOfService: OutOfService;
    }
  /** `by` null: its time was over. */
  | { readonly is: "put-back"; readonly target: string; readonly at: Instant; readonly by: string | null }
  | { readonly is: "absent"; readonly at: Instant; readonly by: string; readonly absence: Absence }
  | { readonly is: "present"; readonly person: string; readonly at: Instant; readonly by: string }
  /** What happened to an account, or to a program's token; `by` null: the command line, or nobody. */
  | {
      readonly is: "account";
      readonly person: string;
      readonly what: string;
      readonly at: Instant;
      readonly by: string | null;
      readonly detail: Readonly<Record<string, string | number | null>>;
    }
  /** A person put right what is booked of a meter, or said that it was replaced. `entry`: id of it in the ledger of energy. */
  | {
      readonly is: "meter";
      readonly meter: string;
      readonly what: "corrected" | "replaced";
      readonly at: Instant;
      readonly by: string;
      readonly entry: string;
      readonly detail: Readonly<Record<string, string | number | null>>;
    }
  /** What happened to a paper. */
  | Entry;

/** What a deed stands under on the trail, where others have the id of their alert: `service:D3`, `roster:M1`, `ticket:T-20250715-kiosk-1`. */
export const deedSubject = (deed: Deed): string => {
  switch (deed.is) {
    case "taken-out":
    case "put-back":
      return `service:${deed.target}`;
    case "absent":
      return `roster:${deed.absence.person}`;
    case "present":
      return `roster:${deed.person}`;
    case "account":
      return `account:${deed.person}`;
    case "meter":
      return `meter:${deed.meter}`;
    case "entry":
      return `${deed.kind}:${deed.paper}`;
  }
};
