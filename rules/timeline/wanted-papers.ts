import type { Path } from "../site/yaml-source.ts";
import type { Instant } from "../time/instant.ts";
import type {
  CertificateForm,
  ChecklistForm,
  HandoverForm,
  OrderForm,
  ReportForm,
  TaskForm,
  TicketForm,
} from "./schema-papers.ts";

/** A form in which these keys, written as moments of the hall's clock, are moments. */
type Timed<Form, Key extends keyof Form> = Omit<Form, Key | "count"> & {
  readonly [K in Key]?: Exclude<Form[K], string> | Instant;
};

export type WantedTask = Timed<TaskForm, "opens" | "due" | "ended" | "reminded">;
export type WantedCertificate = Timed<CertificateForm, "since" | "issued" | "broken_at">;
export type WantedTicket = Omit<Timed<TicketForm, "opened" | "limit">, "due"> & {
  readonly due?: ReadonlyMap<string, Instant>;
};
export type WantedOrder = Timed<OrderForm, "ended">;
export type WantedReport = Timed<ReportForm, "draft" | "due" | "reminded" | "released">;
export type WantedHandover = Timed<HandoverForm, "opened" | "due">;

/** What a paper must be like; what is absent is not asked for. */
export type PaperMatcher = {
  readonly path: Path;
  /** How many must fit; null: one or more. */
  readonly count: number | null;
} & (
  | { readonly of: "task"; readonly wanted: WantedTask }
  | { readonly of: "certificate"; readonly wanted: WantedCertificate }
  | { readonly of: "ticket"; readonly wanted: WantedTicket }
  | { readonly of: "order"; readonly wanted: WantedOrder }
  | { readonly of: "report"; readonly wanted: WantedReport }
  | { readonly of: "handover"; readonly wanted: WantedHandover }
);

/** What the closing or the opening check must say now. */
export type WantedCheck = {
  readonly path: Path;
  readonly of: "closing" | "opening";
  readonly wanted: Timed<ChecklistForm, "extended">;
};

/** Where a key is, who answers for a post, and what happened to a paper. */
export type WantedStanding = { readonly path: Path } & (
  | { readonly of: "key"; readonly key: string; readonly is: string }
  | {
      /** Whether something was removed from the record. */
      readonly of: "record";
      /** `ticket:K1`, `alert:light-on/L1`, or by its id. */
      readonly thing: string;
      readonly is: "gone" | "kept";
    }
  | { readonly of: "responsible"; readonly post: string; readonly is: string }
  | {
      readonly of: "entries";
      readonly kind: string;
      /** Id of a paper, or what stands for the last of them: its duty, its target, its post. */
      readonly paper: string;
      readonly whats: readonly string[];
    }
);
