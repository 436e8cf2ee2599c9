import { signal } from "@preact/signals";
import type { WireAlert } from "#gateway/wire/alert.ts";
import type { WireService } from "#gateway/wire/service.ts";

/** What a dialog asks about. `why`: what stood against the last try, told as the dialog opens. */
export type Asked =
  | { readonly is: "acknowledge"; readonly alert: WireAlert; readonly why?: Refusal }
  | {
      readonly is: "note" | "confirm" | "reset" | "shelve" | "unshelve" | "report" | "take-out";
      readonly alert: WireAlert;
    }
  | { readonly is: "supplement"; readonly alert: WireAlert; readonly role: string }
  | { readonly is: "group"; readonly alerts: readonly WireAlert[] }
  | { readonly is: "put-back"; readonly service: WireService };

/** Why something was not done: in the person's language, and the gateway's own sentence where it gave one. */
export type Refusal = {
  readonly why: string;
  readonly detail: string;
  /** The gateway was not reached: it may wait in the queue. */
  readonly isOffline: boolean;
  /** Id of the command; sent again under the same, it is done once even if only the answer was lost. */
  readonly id?: string;
};

/** The open dialog of the board; null while there is none. */
export const asked = signal<Asked | null>(null);

export const ask = (what: Asked): void => {
  asked.value = what;
};
export const endAsking = (): void => {
  asked.value = null;
};
