import type { Signal } from "@preact/signals";
import type { WirePoint } from "#gateway/wire/point.ts";
import { shortMoment } from "../format/time.ts";
import { valueText } from "../format/value.ts";
import { Age } from "../parts/age.tsx";
import { Icon } from "../parts/icon.tsx";
import { Strip } from "../parts/strip.tsx";
import { go, href, route } from "../route.ts";
import { isNarrow } from "../shell/width.ts";
import { isLost, now, timeZone } from "../store/live.ts";
import { trustOf } from "../store/trust.ts";
import { say, t } from "../words/language.ts";

/** One point: value, age, quality with its reason, source. Opened, it shows its last two hours below. */
export const PointRow = ({ point }: { point: Signal<WirePoint> }) => {
  const of = point.value;
  const isOpen = route.value.id === of.point;
  const state = trustOf(of, now.value, !isLost.value);
  const isGood = state === "good";
  const value = valueText(of, of.class);
  return (
    <>
      <tr class={isGood ? "point" : "point is-blind"}>
        <th scope="row">
          <button
            type="button"
            class="point-open"
            aria-expanded={isOpen}
            onClick={() => go(href("points", isOpen ? null : of.point, route.value.query))}
          >
            <Icon name="expand" />
            <span>
              {say(of.name)}
              <small>{of.point}</small>
            </span>
          </button>
        </th>
        <td class="point-value">
          {isGood ? (
            <span class="reading">{value}</span>
          ) : (
            <span class="unknown">
              <b aria-hidden="true">?</b> {of.value === null ? "" : t().points.lastWas(value)}
            </span>
          )}
          {isNarrow.value && (
            <small>
              <Age at={of.at} />
            </small>
          )}
        </td>
        {!isNarrow.value && (
          <td>
            <Age at={of.at} />
          </td>
        )}
        <td>
          <span class={isGood ? "" : "quality"}>{t().points.quality[state]}</span>
          {!isGood && <Why of={of} />}
        </td>
        {!isNarrow.value && <td class="via">{of.via}</td>}
      </tr>
      {isOpen && (
        <tr class="point-strip">
          <td colSpan={isNarrow.value ? 3 : 5}>
            <Strip point={of} />
          </td>
        </tr>
      )}
    </>
  );
};

const Why = ({ of: { since, reason } }: { of: WirePoint }) => (
  <>
    <small>{t().points.since(shortMoment(Date.parse(since), now.value, timeZone.value))}</small>
    {reason && <small lang="en">{reason}</small>}
  </>
);
