import type { Alert } from "#rules/alert/alert.ts";
import { after, type Instant, millis, toIso } from "#rules/time/instant.ts";
import type { WireExplained, WireIncidentPage } from "../wire/incident.ts";
import { type AlertPageParts, alertPage, wireBrief, wireDeliveries } from "./alert-page.ts";
import { wireEvent, wireEvidence } from "./wire-shapes.ts";

/** So many explained alerts are told, each with its trail: more than people can read. */
const MOST_EXPLAINED = 200;
/** So many events are gone through for what was explained: those of some weeks of a hall. */
const MOST_EVENTS = 50_000;

/** An incident as it is recorded: the alert, what it explains or has explained, and what cannot be seen; null: there is none. */
export const incidentPage = async (
  parts: AlertPageParts,
  id: string,
  now: Instant,
): Promise<WireIncidentPage | null> => {
  const { record } = parts;
  const [alert, page] = [await record.alert(id), await alertPage(parts, id)];
  if (alert === null || page === null) return null;
  const { ids, isCut } = await explainedBy(parts, alert, now);
  const found = await Promise.all([...ids].map(each => record.alert(each)));
  const alerts = found
    .filter(each => each !== null)
    .sort((a, b) => a.priority - b.priority || a.openedAt - b.openedAt)
    .slice(0, MOST_EXPLAINED);
  return {
    ...page,
    explains: await Promise.all(alerts.map(each => wireExplained(parts, each))),
    blind: blindOf(parts, [alert, ...alerts]),
    isCut: isCut || ids.size > MOST_EXPLAINED,
    at: toIso(now),
  };
};

/** Those that it explains now, and those of which the trail says that they were explained by it. */
const explainedBy = async (
  { record, alerts }: AlertPageParts,
  { id, openedAt, clearedAt }: Alert,
  now: Instant,
): Promise<{ readonly ids: ReadonlySet<string>; readonly isCut: boolean }> => {
  const open = alerts.list().filter(({ suppression }) => suppression?.cause === id);
  const ids = new Set(open.map(each => each.id));
  let gone = 0;
  for await (const events of record.eventsBetween(openedAt, after(clearedAt ?? now, millis(1)))) {
    for (const event of events) if (event.change?.suppression?.cause === id) ids.add(event.alert);
    gone += events.length;
    if (gone > MOST_EVENTS) return { ids, isCut: true };
  }
  return { ids, isCut: false };
};

const wireExplained = async ({ site, record }: AlertPageParts, alert: Alert): Promise<WireExplained> => ({
  ...wireBrief(alert),
  clearedAt: alert.clearedAt === null ? null : toIso(alert.clearedAt),
  closedAt: alert.closedAt === null ? null : toIso(alert.closedAt),
  events: (await record.events(alert.id)).map(wireEvent),
  deliveries: (await record.messages(alert.id)).flatMap(stored => wireDeliveries(site, stored)),
});

const RANK = { safety: 0, security: 1 } as const;

/** Each point once that could not be trusted, what people's safety hangs on first. */
const blindOf = ({ site }: AlertPageParts, alerts: readonly Alert[]): WireIncidentPage["blind"] => {
  const family = new Map(site.points.map(({ id, class: { family } }) => [id as string, family as string]));
  const rank = (point: string): number => RANK[family.get(point) as keyof typeof RANK] ?? 2;
  const blind = alerts.flatMap(({ evidence }) => evidence).filter(({ state }) => state !== "good");
  return [...new Map(blind.map(each => [each.point as string, each])).values()]
    .sort((a, b) => rank(a.point) - rank(b.point))
    .map(wireEvidence);
};
