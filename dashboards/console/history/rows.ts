import type { WireAlert } from "#gateway/wire/alert.ts";
import { rolesText } from "../alerts/told.tsx";
import { dateTime } from "../format/hall-time.ts";
import { hall, timeZone } from "../store/live.ts";
import { say, t } from "../words/language.ts";

/** The table that is exported: heads, then a row for each alert, in the person's language and the hall's time. */
export const exportRows = (
  alerts: readonly WireAlert[],
): readonly (readonly (string | number | null)[])[] => {
  const { columns, zoneOfTimes } = t().history;
  const heads = [...Object.values(columns), zoneOfTimes(timeZone.peek())];
  return [heads, ...alerts.map(rowOf)];
};

const at = (iso: string | null | undefined): string | null =>
  iso ? dateTime(Date.parse(iso), timeZone.peek()) : null;

/** In the order of the columns. */
const rowOf = (alert: WireAlert): readonly (string | number | null)[] => {
  const { acknowledgement, confirmation } = alert;
  const report = alert.incident?.report;
  const zone = hall.peek()?.zones.find(({ id }) => id === alert.zone)?.name;
  return [
    alert.id,
    at(alert.openedAt),
    at(alert.clearedAt),
    at(alert.closedAt),
    t().priority(alert.priority),
    t().class[alert.class],
    say(alert.title),
    say(alert.targetName),
    zone ? say(zone) : alert.zone,
    stateText(alert),
    alert.occurrences,
    acknowledgement?.by ?? null,
    at(acknowledgement?.at),
    acknowledgement?.note ?? null,
    confirmation?.by ?? null,
    at(confirmation?.at),
    confirmation?.note ?? null,
    report?.by ?? null,
    report?.receiver ?? null,
    at(report?.at),
    alert.clauses.map(({ clause }) => clause).join(" "),
    rolesText([...new Set(alert.told.map(({ role }) => role))]),
    alert.wastedWh,
  ];
};

/** How an alert stood when it was read. */
export const stateText = ({ label, acknowledgement }: WireAlert): string => {
  const words = t().alerts.label;
  return label === "acknowledged" ? words.acknowledged(acknowledgement?.by ?? "–") : words[label];
};
