import { type Alert, alertLabel } from "#rules/alert/alert.ts";
import type { Catalogue } from "#rules/clause/clause.ts";
import type { Site } from "#rules/site/model.ts";
import { toIso } from "#rules/time/instant.ts";
import type { RecordStore, StoredMessage } from "../ports/record.ts";
import type { WireAlertBrief, WireAlertPage } from "../wire/alert.ts";
import type { WireDelivery } from "../wire/notify.ts";
import type { OpenAlerts } from "./open-alerts.ts";
import { nameOf } from "./person-name.ts";
import { wireAlert, wireEvent } from "./wire-shapes.ts";

export type AlertPageParts = {
  readonly site: Site;
  readonly catalogue: Catalogue;
  readonly record: RecordStore;
  readonly alerts: OpenAlerts;
};

/** Everything about one alert, as it is recorded; null: there is none. */
export const alertPage = async (
  { site, catalogue, record, alerts }: AlertPageParts,
  id: string,
): Promise<WireAlertPage | null> => {
  const alert = await record.alert(id);
  if (alert === null) return null;
  const { suppression } = alert;
  const cause = suppression && (await record.alert(suppression.cause));
  const explains = alerts.list().filter(other => other.suppression?.cause === id);
  return {
    alert: wireAlert(alert, catalogue),
    events: (await record.events(id)).map(wireEvent),
    deliveries: (await record.messages(id)).flatMap(stored => wireDeliveries(site, stored)),
    cause: cause && wireBrief(cause),
    explains: explains.map(wireBrief),
  };
};

/** The alert in a line. */
export const wireBrief = (alert: Alert): WireAlertBrief => {
  const { id, title, target, targetName, zone, priority, condition, openedAt } = alert;
  const label = alertLabel(alert);
  return { id, title, target, targetName, zone, priority, condition, label, openedAt: toIso(openedAt) };
};

/** What became of a message, on each of its channels. */
export const wireDeliveries = (site: Site, { message, deliveries }: StoredMessage): WireDelivery[] => {
  const { key, kind, to } = message;
  return deliveries.map(({ channel, state, attempts, at, nextAt, detail }) => ({
    key,
    kind,
    role: to.role,
    person: to.person === null ? null : nameOf(site.people, to.person),
    channel,
    state,
    attempts,
    at: toIso(at),
    nextAt: nextAt === null ? null : toIso(nextAt),
    detail,
  }));
};
