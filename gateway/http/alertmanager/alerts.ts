import { type GettableAlert, gettableAlert, RECEIVER } from "./alert-shape.ts";
import type { Filters } from "./asked.ts";
import type { AlertDesk } from "./desk.ts";
import { fitsAll, type Labels, parseFilters, type Read } from "./matcher.ts";

/** @see Alertmanager api/v2/openapi.yaml: alertGroup */
export type AlertGroup = {
  readonly alerts: readonly GettableAlert[];
  readonly labels: Labels;
  readonly receiver: { readonly name: string };
};

/** Open alerts by what a request asks for, in the order of their fingerprints as Alertmanager has them. */
export const alertsThatFit = (
  desk: AlertDesk,
  { filter, receiver, active, silenced, inhibited, muted }: Filters,
  origin: string,
): Read<readonly GettableAlert[]> => {
  const matchers = parseFilters(filter);
  if (matchers.is === "wrong") return matchers;
  const fits = fitsAll(matchers.value);
  if (fits.is === "wrong") return fits;
  const hears = fitsAll(
    receiver === null ? [] : [{ name: "receiver", value: receiver, isRegex: true, isEqual: true }],
  );
  if (hears.is === "wrong") return { is: "wrong", why: `failed to parse receiver param: ${hears.why}` };
  if (!hears.value({ receiver: RECEIVER })) return { is: "read", value: [] };
  const open = desk.open();
  const byId = new Map(open.map(alert => [alert.id, alert]));
  const value = open
    .map(alert => gettableAlert(desk, alert, byId, origin))
    .filter(({ labels }) => fits.value(labels))
    .filter(({ status }) => active || status.state !== "active")
    .filter(({ status }) => silenced || status.silencedBy.length === 0)
    .filter(({ status }) => inhibited || status.inhibitedBy.length === 0)
    .filter(({ status }) => muted || status.mutedBy.length === 0)
    .sort((one, other) => (one.fingerprint < other.fingerprint ? -1 : 1));
  return { is: "read", value };
};

/** By class, as messages are grouped. */
export const groupsOf = (alerts: readonly GettableAlert[]): readonly AlertGroup[] =>
  [...Map.groupBy(alerts, ({ labels }) => labels.class ?? "")]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([group, members]) => ({
      alerts: members,
      labels: { class: group },
      receiver: { name: RECEIVER },
    }));
