import { after, minutes, toIso } from "#rules/time/instant.ts";
import type { WireAlert } from "../../wire/alert.ts";
import type { Measured } from "../../wire/common.ts";
import type { AlertDesk } from "./desk.ts";
import { fingerprintOf, keyOf, labelsOf } from "./labels.ts";
import type { Labels } from "./matcher.ts";
import { silenceId } from "./silence.ts";

/** Who gets it, in Alertmanager's words. Whom the hall tells is decided by its own roster and is in the annotations. */
export const RECEIVER = "hallwatch";
/** What an Alertmanager assumes unless it is told again: every answer says so anew. */
const RESOLVE_AFTER = minutes(5);

/** @see Alertmanager api/v2/openapi.yaml: gettableAlert; `mutedBy` since 0.28 */
export type GettableAlert = {
  readonly annotations: Labels;
  readonly endsAt: string;
  readonly fingerprint: string;
  readonly receivers: readonly { readonly name: string }[];
  readonly startsAt: string;
  readonly status: {
    readonly inhibitedBy: readonly string[];
    readonly mutedBy: readonly string[];
    readonly silencedBy: readonly string[];
    readonly state: "active" | "suppressed";
  };
  readonly updatedAt: string;
  readonly generatorURL: string;
  readonly labels: Labels;
};

/**
 * An open alert as Alertmanager's clients know it. It is never `unprocessed`: what is listed was recorded, and who is told
 * was decided with it. One that is over and not yet seen stays, with the end that it had.
 *
 * @param origin  where the console is, for the link of the alert
 */
export const gettableAlert = (
  { site, now }: AlertDesk,
  alert: WireAlert,
  all: ReadonlyMap<string, WireAlert>,
  origin: string,
): GettableAlert => {
  const silencedBy = alert.shelf ? [silenceId(alert.shelf)] : [];
  const inhibitedBy = alert.suppression ? [causeOf(site, alert.suppression.cause, all)] : [];
  const mutedBy = alert.outOfService ? [`out-of-service:${alert.outOfService.order}`] : [];
  const isQuiet = silencedBy.length + inhibitedBy.length + mutedBy.length > 0;
  return {
    annotations: annotationsOf(alert),
    endsAt: alert.clearedAt ?? toIso(after(now(), RESOLVE_AFTER)),
    fingerprint: fingerprintOf(site, keyOf(alert)),
    receivers: [{ name: RECEIVER }],
    startsAt: alert.openedAt,
    status: { inhibitedBy, mutedBy, silencedBy, state: isQuiet ? "suppressed" : "active" },
    updatedAt: alert.changedAt,
    generatorURL: `${origin}/#/alerts/${encodeURIComponent(alert.id)}`,
    labels: labelsOf(site, alert),
  };
};

/** The fingerprint of the alert that explains another; of one that is closed, something as good. */
const causeOf = (site: string, cause: string, all: ReadonlyMap<string, WireAlert>): string => {
  const known = all.get(cause);
  return fingerprintOf(site, known ? keyOf(known) : cause);
};

/** What people read of it: also values, since these may change. Chinese first, as everywhere. */
export const annotationsOf = (alert: WireAlert): Labels => {
  const { title, targetName, condition, acknowledgement, shelf, outOfService } = alert;
  const texts = {
    summary: `${title.zh} · ${targetName.zh} / ${title.en} · ${targetName.en}`,
    state: alert.label,
    condition: CONDITION[condition],
    description: alert.steps.map(({ zh, en }) => `${zh} / ${en}`).join("\n"),
    clauses: [...new Set(alert.clauses.map(({ clause }) => clause))].join(", "),
    evidence: alert.evidence.map(seen).join("\n"),
    told: alert.told.map(({ role }) => role).join(", "),
    acknowledged: acknowledgement ? `${acknowledgement.by} ${acknowledgement.note}`.trim() : "",
    shelved: shelf ? `${shelf.by}: ${shelf.reason}` : "",
    out_of_service: outOfService ? `${outOfService.order}, ${outOfService.by}` : "",
  };
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ""));
};

/** Nobody may take a condition that nobody can see for one that is over. */
const CONDITION: Readonly<Record<WireAlert["condition"], string>> = {
  active: "active",
  unknown: "unknown: nobody can see whether it still holds",
  clear: "clear: it is over, and stays here until a person has seen to it",
};

const seen = ({ name, value, word, unit, state, reason }: Measured): string => {
  const said = word ?? (value === null ? "?" : `${value} ${unit ?? ""}`.trim());
  const doubt = state === "good" ? "" : ` (${state}${reason ? `: ${reason}` : ""})`;
  return `${name.zh} / ${name.en}: ${said}${doubt}`;
};
