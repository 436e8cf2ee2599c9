import type { WireClosingItem } from "#gateway/wire/closing.ts";
import type { Measured } from "#gateway/wire/common.ts";
import { shortName } from "../format/short-name.ts";
import { valueText } from "../format/value.ts";
import { Age } from "../parts/age.tsx";
import { Icon, type IconName, kindIcon } from "../parts/icon.tsx";
import { Unknown } from "../parts/unknown.tsx";
import { hall, isLost, now, points } from "../store/live.ts";
import { trustOf } from "../store/trust.ts";
import { say, t } from "../words/language.ts";

/** One thing to be seen to: what was measured of it, how old that is, and what it should be. */
export const Item = ({ item }: { item: WireClosingItem }) => {
  const zone = hall.value?.zones.find(({ id }) => id === item.zone)?.name;
  const why = say(item.why);
  return (
    <li class="item">
      <Icon name={iconOf(item)} />
      <div class="item-text">
        <p>
          <strong>{say(item.name)}</strong>
          {zone && <small>{say(zone)}</small>}
        </p>
        {item.verdict === "fail" && <p class="item-why">{why}</p>}
        <ul class="item-evidence">
          {item.evidence.map(each => (
            <Seen key={each.point} of={each} owner={say(item.name)} />
          ))}
          <li class="expected">{t().closing.expected(say(item.expected))}</li>
        </ul>
        {item.verdict === "unknown" && <p class="quiet">{why}</p>}
      </div>
    </li>
  );
};

/** The value as it is now: the check is told when a verdict changes, the points say how old each value is. */
const Seen = ({ of, owner }: { of: Measured; owner: string }) => {
  const point = points.value.get(of.point)?.value;
  const seen = point ?? of;
  const isGood = (point ? trustOf(point, now.value, !isLost.value) : of.state) === "good";
  const value = valueText(seen, point?.class);
  return (
    <li>
      <span class="evidence-name">{shortName(say(of.name), owner)}</span>{" "}
      {isGood ? (
        <>
          <span class="reading">{value}</span> <Age at={seen.at} />
        </>
      ) : (
        <>
          <Unknown at={seen.at} />
          {seen.value !== null && <span class="last">{t().points.lastWas(value)}</span>}
        </>
      )}
    </li>
  );
};

const iconOf = ({ id, kind }: WireClosingItem): IconName =>
  kindIcon(hall.value?.equipment.find(equipment => equipment.id === id)?.kind ?? kind);
