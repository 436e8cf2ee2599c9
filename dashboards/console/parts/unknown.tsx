import { duration, toMs } from "../format/time.ts";
import { now } from "../store/live.ts";
import { t } from "../words/language.ts";

/** Nobody knows: hatch, question mark, and for how long. Never the old value alone. */
export const Unknown = ({ at, text }: { at?: string | null; text?: string }) => {
  const moment = toMs(at ?? null);
  return (
    <span class="unknown">
      <b aria-hidden="true">?</b> {text ?? (moment === null ? t().never : duration(now.value - moment))}
    </span>
  );
};
