import { ago, duration, toMs } from "../format/time.ts";
import { now } from "../store/live.ts";
import { t } from "../words/language.ts";

/** How long ago something was measured, counted on the hall's clock. */
export const Age = ({ at }: { at: string | null }) => {
  const moment = toMs(at);
  return <span class="age">{moment === null ? t().never : ago(moment, now.value)}</span>;
};

/** How long something has lasted. */
export const Lasting = ({ since, until = null }: { since: string; until?: string | null }) => (
  <span class="age">{t().alerts.lasts(duration((toMs(until) ?? now.value) - Date.parse(since)))}</span>
);
