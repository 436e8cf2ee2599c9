import { useId } from "preact/hooks";
import type { WirePoint } from "#gateway/wire/point.ts";
import { shortMoment } from "../format/time.ts";
import { valueText } from "../format/value.ts";
import { now, timeZone } from "../store/live.ts";
import { t } from "../words/language.ts";
import { useHistory } from "./history.ts";
import { drawStrip, type StripDrawing } from "./strip-path.ts";

const WIDTH = 600;
const HEIGHT = 72;

/** The last two hours of a point. Where nobody saw anything the line stops and the ground is hatched. */
export const Strip = ({ point }: { point: WirePoint }) => {
  const history = useHistory(point.point);
  if (history.is === "failed") return <p class="quiet">{t().errors[history.why]}</p>;
  if (history.is === "reading") return <div class="strip is-reading" />;
  const drawing = drawStrip({
    ...history,
    staleAfter: point.staleAfterSeconds * 1000,
    isWorded: isWorded(point),
    width: WIDTH,
    height: HEIGHT,
  });
  return <Drawing point={point} drawing={drawing} from={history.from} to={history.to} />;
};

type DrawingProps = {
  readonly point: WirePoint;
  readonly drawing: StripDrawing;
  readonly from: number;
  readonly to: number;
};

const Drawing = ({ point, drawing: { path, blind, seen }, from, to }: DrawingProps) => {
  const hatch = useId();
  const at = (moment: number) => shortMoment(moment, now.value, timeZone.value);
  return (
    <figure class="strip">
      <p class="strip-scale" aria-hidden="true">
        {seen && <span>{text(point, seen.high)}</span>}
        {seen && seen.low !== seen.high && <span>{text(point, seen.low)}</span>}
      </p>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={spoken(point, seen)}
      >
        <pattern
          id={hatch}
          width="12"
          height="12"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect class="strip-hatch" width="4" height="12" />
        </pattern>
        {blind.map(([x, width]) => (
          <rect
            key={x}
            class="strip-blind"
            x={x}
            y="0"
            width={width}
            height={HEIGHT}
            fill={`url(#${hatch})`}
          />
        ))}
        <path class="strip-line" d={path} />
      </svg>
      <figcaption>
        <span>{at(from)}</span>
        {blind.length > 0 && (
          <span class="legend">
            <i class="hatch" aria-hidden="true" /> {seen === null ? t().points.noValues : t().points.blind}
          </span>
        )}
        <span>{at(to)}</span>
      </figcaption>
    </figure>
  );
};

const spoken = (point: WirePoint, seen: StripDrawing["seen"]): string => {
  if (seen === null) return t().points.noValues;
  if (isWorded(point)) return t().points.stripWords(text(point, seen.last), seen.count);
  return t().points.strip(text(point, seen.low), text(point, seen.high), seen.count);
};

const isWorded = ({ words, unit }: WirePoint): boolean => words !== undefined || unit === undefined;

/** A value of the past; a worded one by the words of its class, or by the word it has now. */
const text = ({ unit, words, word, value: present, class: pointClass }: WirePoint, value: number): string =>
  valueText({ value, unit, word: words?.[value] ?? (value === present ? word : undefined) }, pointClass);
