import type { WireAlert, WireAlertEvent } from "#gateway/wire/alert.ts";
import type { WireIncidentPage } from "#gateway/wire/incident.ts";
import type { WireDelivery } from "#gateway/wire/notify.ts";
import type { WirePoint } from "#gateway/wire/point.ts";
import { pointClasses } from "#rules/site/point-classes.ts";

type Kept = { readonly alert: WireAlert; readonly events: readonly WireAlertEvent[] };

/** What is known of an incident: its alert, those that it explains or has explained, and the messages about each. */
export const fakeIncident = (
  { alert, events }: Kept,
  explained: readonly Kept[],
  {
    points,
    deliveries,
    at,
  }: {
    readonly points: ReadonlyMap<string, WirePoint>;
    readonly deliveries: ReadonlyMap<string, readonly WireDelivery[]>;
    readonly at: string;
  },
): WireIncidentPage => {
  const messages = (id: string) => [...(deliveries.get(id) ?? [])];
  const family = (point: string) => pointClasses.get(points.get(point)?.class ?? "")?.family ?? "";
  const rank = (point: string) => ["safety", "security"].indexOf(family(point)) >>> 0;
  const blind = [alert, ...explained.map(each => each.alert)]
    .flatMap(({ evidence }) => evidence)
    .filter(({ state }) => state !== "good");
  return {
    alert,
    events: [...events],
    deliveries: messages(alert.id),
    cause: null,
    explains: explained
      .map(each => ({
        ...briefOf(each.alert),
        events: [...each.events],
        deliveries: messages(each.alert.id),
      }))
      .sort((a, b) => a.priority - b.priority || a.openedAt.localeCompare(b.openedAt)),
    blind: [...new Map(blind.map(each => [each.point, each])).values()].sort(
      (a, b) => rank(a.point) - rank(b.point),
    ),
    isCut: false,
    at,
  };
};

const briefOf = (alert: WireAlert) => {
  const { id, title, target, targetName, zone, priority, condition, label, openedAt, clearedAt, closedAt } =
    alert;
  return { id, title, target, targetName, zone, priority, condition, label, openedAt, clearedAt, closedAt };
};
