import { useId } from "preact/hooks";
import { t } from "../words/language.ts";
import { HOURS } from "./hours-heard.ts";

const HEIGHT = 10;
const CELL = 10;
/** Less than a step of the course is no gap that anybody could find. */
const WHOLE = 0.98;

/** The last 24 hours of a device, a cell an hour: grey as much as is known of it, hatched the rest. */
export const DayStrip = ({ hours }: { hours: readonly number[] }) => {
  const words = t().devices;
  const hatch = useId();
  const [whole, none] = [
    hours.filter(share => share >= WHOLE).length,
    hours.filter(share => share === 0).length,
  ];
  return (
    <svg
      class="day-strip"
      viewBox={`0 0 ${HOURS * CELL} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={words.day(whole, hours.length - whole - none, none)}
    >
      <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="day-hatch" width="2" height="5" />
      </pattern>
      {hours.map((share, hour) => {
        const known = share >= WHOLE ? HEIGHT : HEIGHT * share;
        const place = { x: hour * CELL + 0.5, width: CELL - 1 };
        return (
          <g key={hour}>
            {known < HEIGHT && <rect {...place} y="0" height={HEIGHT - known} fill={`url(#${hatch})`} />}
            {known > 0 && <rect {...place} class="day-known" y={HEIGHT - known} height={known} />}
          </g>
        );
      })}
    </svg>
  );
};
