import type { WireIncidentPage } from "#gateway/wire/incident.ts";
import { duration, moment, toMs } from "../format/time.ts";
import { now, timeZone } from "../store/live.ts";
import { t } from "../words/language.ts";

/** What happened, in one line: since when, for how long, what came of it. */
export const happened = ({ alert, explains, blind }: WireIncidentPage): string => {
  const words = t().incident;
  const began = Date.parse(alert.openedAt);
  const over = toMs(alert.clearedAt);
  const at = (time: number) => moment(time, now.value, timeZone.value);
  const parts = [words.since(at(began))];
  if (over === null) parts.push(words.lasting(duration(now.value - began)));
  else parts.push(words.lasted(duration(over - began), at(over)));
  if (alert.condition === "unknown") parts.push(words.unseen);
  if (explains.length > 0) parts.push(words.explained(explains.length));
  if (blind.length > 0) parts.push(words.blind(blind.length));
  if (alert.label === "closed") parts.push(words.all);
  return parts.join(" · ");
};
