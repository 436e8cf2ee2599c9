import type { WireClosingItem } from "#gateway/wire/closing.ts";
import { listText } from "../format/list.ts";
import { hall, isLost } from "../store/live.ts";
import { say, t } from "../words/language.ts";
import type { Verdict } from "./verdict.ts";

/** How many are left, which and where: what whoever stands in the hall wants to know first. */
export const Headline = ({ groups }: { groups: Readonly<Record<Verdict, readonly WireClosingItem[]>> }) => {
  const words = t().closing;
  const left = [...groups.fail, ...groups.unknown];
  const all = Object.values(groups).reduce((sum, items) => sum + items.length, 0);
  if (all === 0) return <p class="calm">{words.nothing}</p>;
  return (
    <div class="headline" aria-live="polite">
      <p class="how-many">
        <b>{left.length}</b>
        <span>
          <strong>{left.length === 0 ? words.allConfirmed(all) : words.left}</strong>
          {left.length > 0 && (
            <small>
              {words.leftWhich(groups.fail.length, groups.unknown.length)} · {placesOf(left)}
            </small>
          )}
        </span>
      </p>
      <progress max={all} value={isLost.value ? 0 : all - left.length} aria-label={words.progress} />
    </div>
  );
};

const placesOf = (items: readonly WireClosingItem[]): string => {
  const zones = hall.value?.zones ?? [];
  const names = items.map(({ zone }) => zones.find(({ id }) => id === zone)?.name);
  return listText([...new Set(names.flatMap(name => (name ? [say(name)] : [])))]);
};
