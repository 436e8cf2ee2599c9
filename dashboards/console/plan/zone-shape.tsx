import { valueText } from "../format/value.ts";
import { Badge } from "../parts/badge.tsx";
import { say, t } from "../words/language.ts";
import { onPress } from "./press.ts";
import { THINGS_FROM_PX_PER_M } from "./scale.ts";
import { isDark, type ZoneMark } from "./scene.ts";
import { blindFor, spokenZone } from "./spoken.ts";
import { isTrusted } from "./trusted.ts";

type ZoneProps = {
  readonly mark: ZoneMark;
  readonly pxPerM: number;
  readonly isSelected: boolean;
  readonly onSelect: () => void;
};

const corners = ({ place }: ZoneMark, pxPerM: number): string =>
  place.outline.map(([x, y]) => `${px(x * pxPerM)},${px(y * pxPerM)}`).join(" ");

const px = (length: number): number => Math.round(length * 10) / 10;

/** A room: grey, hatched where nobody sees anything of it. */
export const ZoneShape = ({ mark, pxPerM, isSelected, onSelect }: ZoneProps) => (
  // biome-ignore lint/a11y/useSemanticElements: a shape of an SVG cannot be a <button>.
  <g
    class={`plan-zone${isSelected ? " is-selected" : ""}${mark.points === 0 ? " is-bare" : ""}`}
    role="button"
    tabindex={0}
    data-place={mark.place.id}
    aria-label={spokenZone(mark)}
    aria-pressed={isSelected}
    onClick={onSelect}
    onKeyDown={onPress(onSelect)}
  >
    <polygon class="plan-room" points={corners(mark, pxPerM)} />
    {isDark(mark) && <polygon class="plan-dark" points={corners(mark, pxPerM)} />}
  </g>
);

/** What says that something is wrong in a room: a stroke inside its walls. Drawn after all rooms, so that none covers it. */
export const ZoneStroke = ({ mark, pxPerM }: Pick<ZoneProps, "mark" | "pxPerM">) => {
  if (!mark.worst) return null;
  const id = `plan-inside-${mark.place.id}`;
  const points = corners(mark, pxPerM);
  return (
    <g class={`plan-stroke is-p${mark.worst.priority}`}>
      <clipPath id={id}>
        <polygon points={points} />
      </clipPath>
      <polygon class="plan-stroke-edge" points={points} clip-path={`url(#${id})`} />
      <polygon class="plan-stroke-colour" points={points} clip-path={`url(#${id})`} />
    </g>
  );
};

/** Space between a label and the walls. */
const INSET_PX = 9;
const NARROW_INSET_PX = 5;
const LINE_PX = 18;
/** What a badge, and what the frame of a chip, take of a line. */
const BADGE_PX = 34;
const CHIP_PX = 34;
/** Room for a name and marks below it; in less the marks go first. */
const TWO_LINES_PX = 42;
const LEAST_WIDTH_PX = 24;

/** Name and marks of a room, over the drawing: text that never shrinks. What it says is said by the shape's own name. */
export const ZoneLabel = ({ mark, pxPerM }: Pick<ZoneProps, "mark" | "pxPerM">) => {
  const { box } = mark.place;
  const inset = pxPerM < THINGS_FROM_PX_PER_M ? NARROW_INSET_PX : INSET_PX;
  const [width, height] = [box.width * pxPerM - 2 * inset, box.height * pxPerM - 2 * inset];
  const name = say(mark.zone.name);
  const isDown = widthPx(name) > width && height > width && height > widthPx(name) * 0.8;
  const at = {
    left: `${box.left * pxPerM + inset}px`,
    top: `${box.top * pxPerM + inset}px`,
    width: `${Math.max(LEAST_WIDTH_PX, width)}px`,
    height: `${Math.max(LINE_PX, height)}px`,
  };
  const isMarked = mark.worst !== null || mark.blind.length > 0;
  return (
    <div
      class={`plan-label${isDown ? " is-down" : ""}${isMarked ? " is-marked" : ""}`}
      style={at}
      aria-hidden="true"
    >
      {(!isMarked || height >= TWO_LINES_PX) && <b>{name}</b>}
      <Marks mark={mark} width={width} />
    </div>
  );
};

const Marks = ({ mark, width }: { mark: ZoneMark; width: number }) => {
  const { worst, count, blind, blindSince, zone, points } = mark;
  const { temperature, people } = zone;
  const blindText = blindFor(blindSince);
  const figures = [temperature, people]
    .flatMap(point => (point && isTrusted(point) ? [valueText(point, point.class)] : []))
    .join(" · ");
  const besidesBadge = width - (worst ? BADGE_PX : 0);
  const hasRoom = besidesBadge >= widthPx(blindText) + CHIP_PX;
  const left = besidesBadge - (blind.length > 0 ? widthPx(blindText) + CHIP_PX : 0);
  return (
    <span class="plan-marks">
      {worst && (
        <span class="plan-count">
          <Badge priority={worst.priority} />
          {count > 1 && <b>{count}</b>}
        </span>
      )}
      {blind.length > 0 && (
        <span class="unknown">
          <b>?</b>
          {hasRoom && ` ${blindText}`}
        </span>
      )}
      {points === 0 && <small>{t().plan.noPoints}</small>}
      {figures !== "" && left >= widthPx(figures) && <span class="reading">{figures}</span>}
    </span>
  );
};

const LETTER_PX = 15;

/** About how wide a text is: a Chinese character is as wide as it is high, a letter about half of that. */
const widthPx = (text: string): number =>
  [...text].reduce((sum, each) => sum + (/[\u2e80-\uffef]/.test(each) ? LETTER_PX : LETTER_PX * 0.54), 0);
