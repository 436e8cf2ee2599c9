import type { WireHours } from "#gateway/wire/hall.ts";
import { shortMoment } from "../format/time.ts";
import { now, timeZone } from "../store/live.ts";
import { t } from "../words/language.ts";

/** Where the hall is in its day, since when and until when. */
export const HoursStrip = ({ span }: { span: WireHours }) => {
  const words = t().hall;
  const at = (iso: string) => shortMoment(Date.parse(iso), now.value, timeZone.value);
  return (
    <section class={`hours is-${span.phase}`} aria-label={t().now.hours}>
      <strong>{words.phase[span.phase]}</strong>
      <span>{words.since(at(span.since))}</span>
      {span.until && (
        <>
          <progress max={1} value={elapsed(span.since, span.until)} aria-hidden="true" />
          <span>{words.until(at(span.until))}</span>
        </>
      )}
      <span class="quiet">
        {span.phase === "unknown" ? words.unknownPhase : words.businessDay(span.businessDay)}
      </span>
    </section>
  );
};

const elapsed = (since: string, until: string): number => {
  const from = Date.parse(since);
  return Math.min(1, Math.max(0, (now.value - from) / (Date.parse(until) - from)));
};
