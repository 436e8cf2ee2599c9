import type { WireEnergy } from "#gateway/wire/energy.ts";
import { shortMoment } from "../format/time.ts";
import { now, timeZone } from "../store/live.ts";
import { say, t } from "../words/language.ts";
import { kWhText } from "./amounts.tsx";
import { type GapGroup, gapGroups } from "./gap-groups.ts";

/** More than these are unfolded by whoever wants them; those of main meters come first. */
const GAPS_SHOWN = 4;

/** Wherever readings are missing it is said, with what was done about it. */
export const Gaps = ({ energy: { gaps, meters } }: { energy: WireEnergy }) => {
  const words = t().energy;
  if (gaps.length === 0) return null;
  const at = (iso: string) => shortMoment(Date.parse(iso), now.value, timeZone.value);
  const nameOf = (id: string) => {
    const meter = meters.find(each => each.meter === id && each.is !== "unaccounted");
    return meter ? say(meter.name) : id;
  };
  const mains = new Set(meters.filter(({ under }) => under === null).map(({ meter }) => meter));
  const groups = gapGroups(gaps, mains);
  const list = (shown: readonly GapGroup[]) => (
    <ul class="energy-gaps">
      {shown.map(({ meters: ids, from, to, estimatedKwh }) => {
        const first = nameOf(ids[0] ?? "");
        const names = ids.length === 1 ? first : words.andMore(first, ids.length - 1);
        return (
          <li key={`${ids[0]} ${from}`} class={estimatedKwh === null ? "is-unfilled" : "is-filled"}>
            {estimatedKwh === null
              ? words.unfilled(names, at(from), at(to))
              : words.filled(names, at(from), at(to), kWhText(estimatedKwh))}
          </li>
        );
      })}
    </ul>
  );
  return (
    <>
      <h3>{words.gaps}</h3>
      {list(groups.slice(0, GAPS_SHOWN))}
      {groups.length > GAPS_SHOWN && (
        <details class="more-gaps">
          <summary>{words.moreGaps(groups.length - GAPS_SHOWN)}</summary>
          {list(groups.slice(GAPS_SHOWN))}
        </details>
      )}
    </>
  );
};
