import type { Instant } from "#rules/time/instant.ts";
import type { WireAlert } from "../../wire/alert.ts";

/** What somebody has put aside: a fact of a thing, whether or not there is an open alert of it now. */
export type RunningShelf = {
  readonly fact: string;
  readonly target: string;
  readonly shelf: NonNullable<WireAlert["shelf"]>;
};

/** A shelf that is over. `endedAt`: ISO time. */
export type EndedShelf = RunningShelf & { readonly endedAt: string };

/** What came of asking for something; `why` is a whole sentence, or continues one that names the alert. */
export type Done = { readonly is: "done" } | { readonly is: "refused" | "unrecorded"; readonly why: string };

/** What Grafana's side needs of the gateway. Nothing here may do what the console may not. */
export type AlertDesk = {
  now(): Instant;
  startedAt(): Instant;
  readonly version: string;
  /** Id of the hall. */
  readonly site: string;
  /** Where people open the console, without a closing slash; null: nobody said. */
  readonly link: string | null;
  readonly people: readonly { readonly id: string; readonly name: string }[];
  /** All open alerts as recorded, oldest first. */
  open(): readonly WireAlert[];
  /** What is put aside now. */
  shelves(): readonly RunningShelf[];
  /** Shelves that ended since then. */
  ended(since: Instant): Promise<readonly EndedShelf[]>;
  /** Why the person may not shelve an open alert until then, as a sentence that says who may; null: it is allowed. */
  mayNotShelve(alert: string, by: string, until: Instant): Promise<string | null>;
  /** Puts an open alert aside until then, whatever its condition. */
  shelve(
    alert: string,
    shelf: { readonly by: string; readonly until: Instant; readonly reason: string },
  ): Promise<Done>;
  unshelve(alert: string, by: string): Promise<Done>;
};
