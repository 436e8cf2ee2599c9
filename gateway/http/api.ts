import type { Instant } from "#rules/time/instant.ts";
import type { WireActivity, WireActivityApproval, WireActivityRequest } from "../wire/activity.ts";
import type { WireAlert, WireAlertPage } from "../wire/alert.ts";
import type {
  Acknowledge,
  Confirm,
  NoteDown,
  Report,
  Reset,
  Shelve,
  Supplement,
  Unacknowledge,
  Unshelve,
} from "../wire/command.ts";
import type { WireHall, WireHours } from "../wire/hall.ts";
import type { WireHealth } from "../wire/health.ts";
import type { WirePoint } from "../wire/point.ts";
import type { WireRuleProblem, WireRulesReloaded } from "../wire/rules.ts";
import type { AlertQuery } from "../wire/search.ts";
import type { Commanded } from "./commanded.ts";
import type { DeviceApi } from "./device.ts";
import type { IncidentApi } from "./incident.ts";
import type { LoadApi } from "./load.ts";
import type { NotifyApi } from "./notify.ts";
import type { PhotoApi } from "./photo.ts";
import type { PlanApi } from "./plan.ts";
import type { RightsApi } from "./rights.ts";
import type { RosterApi } from "./roster.ts";
import type { ServiceApi } from "./service.ts";

export type ActivityNoted =
  | { readonly is: "done"; readonly activity: WireActivity }
  /** A whole sentence. */
  | { readonly is: "refused"; readonly why: string }
  | { readonly is: "unknown" }
  /** The record cannot be written now; `why` continues "activity …" and says whether to try again. */
  | { readonly is: "unrecorded"; readonly why: string };

export type PointHistory = {
  readonly at: string;
  readonly value: number | null;
  readonly quality: "good" | "uncertain" | "bad";
};

export type RulesReloaded =
  | WireRulesReloaded
  /** All mistakes; the old rules stay in force. */
  | { readonly is: "refused"; readonly problems: readonly WireRuleProblem[] }
  /** Not now: another reload is under way, or nothing can be recorded. */
  | { readonly is: "busy"; readonly why: string }
  | { readonly is: "unrecorded"; readonly why: string };

/** What a person asks of one alert: the body of `POST /api/alerts/<id>/<is>`. */
export type AlertAsked =
  | ({ readonly is: "acknowledge" } & Acknowledge)
  | ({ readonly is: "unacknowledge" } & Unacknowledge)
  | ({ readonly is: "note" } & NoteDown)
  | ({ readonly is: "confirm" } & Confirm)
  | ({ readonly is: "reset" } & Reset)
  | ({ readonly is: "shelve" } & Shelve)
  | ({ readonly is: "unshelve" } & Unshelve)
  | ({ readonly is: "report" } & Report)
  | ({ readonly is: "supplement" } & Supplement);

export type AlertsFound =
  | { readonly is: "found"; readonly alerts: readonly WireAlert[]; readonly next: string | null }
  /** `before` is none of ours. */
  | { readonly is: "refused"; readonly why: string };

/** What the web side asks of the gateway. Everything is already in wire shape. */
export type HallApi = HallDesk &
  IncidentApi &
  RightsApi &
  ServiceApi &
  RosterApi &
  PhotoApi &
  LoadApi &
  PlanApi &
  DeviceApi &
  NotifyApi;

/** What it asks of the hall itself: its points, alerts, activities, rules and health. */
type HallDesk = {
  now(): Instant;
  hall(): WireHall;
  hours(): WireHours;
  points(): readonly WirePoint[];
  /** Null for an unknown point; `values` null when no store can read back. */
  history(
    point: string,
    from: Instant,
    to: Instant,
    limit: number,
  ): Promise<{ readonly values: readonly PointHistory[] | null } | null>;
  alerts(query: AlertQuery): Promise<AlertsFound>;
  alert(id: string): Promise<WireAlertPage | null>;
  commandAlert(id: string, asked: AlertAsked): Promise<Commanded<WireAlert>>;
  /** Those that are not long over, in the order in which they were asked for. */
  activities(): readonly WireActivity[];
  requestActivity(request: WireActivityRequest): Promise<ActivityNoted>;
  approveActivity(id: string, approval: WireActivityApproval): Promise<ActivityNoted>;
  /** Reads the rules again and puts them in force, whole or not at all. */
  reloadRules(): Promise<RulesReloaded>;
  health(): WireHealth;
  /** Prometheus text exposition. */
  metrics(): Promise<string>;
};
