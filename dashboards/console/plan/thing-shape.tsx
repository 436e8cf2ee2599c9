import { iconPath, kindIcon } from "../parts/icon.tsx";
import { PlanBadge } from "./plan-mark.tsx";
import { onPress } from "./press.ts";
import { THINGS_FROM_PX_PER_M } from "./scale.ts";
import type { ThingMark } from "./scene.ts";
import { spokenThing } from "./spoken.ts";
import { BOLT, wallShape } from "./wall-shape.ts";

/** Half of what a finger needs. */
const REACH_PX = 22;
const LEAST_DOOR_PX = 16;
const GLYPH_PX = 15;
const BESIDES_PX = 26;

type ThingProps = {
  readonly mark: ThingMark;
  readonly pxPerM: number;
  readonly isSelected: boolean;
  readonly onSelect: () => void;
};

/** A thing of the hall: in a wall as its geometry, in a room as its glyph. */
export const ThingShape = ({ mark, pxPerM, isSelected, onSelect }: ThingProps) => {
  const { place, state } = mark;
  const isNear = pxPerM >= THINGS_FROM_PX_PER_M;
  if (!isNear && place.facing === null) return null;
  const [x, y] = place.at.map(metres => Math.round(metres * pxPerM * 10) / 10) as [number, number];
  const drawn =
    place.facing === null ? (
      <Glyph mark={mark} />
    ) : (
      <InWall mark={mark} pxPerM={pxPerM} facing={place.facing} />
    );
  const look = `plan-thing${state.blind.length > 0 ? " is-blind" : ""}${isSelected ? " is-selected" : ""}`;
  if (!isNear)
    return (
      // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it can be focused.
      <g class={look} transform={`translate(${x} ${y})`} aria-hidden="true">
        {isSelected && <circle class="plan-reach" r={REACH_PX} />}
        {drawn}
      </g>
    );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a shape of an SVG cannot be a <button>.
    <g
      class={look}
      transform={`translate(${x} ${y})`}
      role="button"
      tabindex={0}
      data-place={place.id}
      aria-label={spokenThing(mark)}
      aria-pressed={isSelected}
      onClick={onSelect}
      onKeyDown={onPress(onSelect)}
    >
      <circle class="plan-reach" r={REACH_PX} />
      {drawn}
    </g>
  );
};

/** The badge of what is wrong with a thing, over all of the drawing. The thing's own name says the same. */
export const ThingBadge = ({ mark: { place, state }, pxPerM }: Pick<ThingProps, "mark" | "pxPerM">) => {
  if (!state.alert || pxPerM < THINGS_FROM_PX_PER_M) return null;
  const { x, y } = besides(place.facing);
  const [left, top] = place.at;
  return <PlanBadge priority={state.alert.priority} x={left * pxPerM + x} y={top * pxPerM + y} />;
};

/** Where a badge hides nothing: at the corner of a glyph; before a door, on the side that it does not open to. */
const besides = (facing: number | null): { readonly x: number; readonly y: number } => {
  if (facing === null) return { x: GLYPH_PX + 2, y: -GLYPH_PX - 2 };
  const turned = (facing * Math.PI) / 180;
  return { x: Math.round(-BESIDES_PX * Math.sin(turned)), y: Math.round(BESIDES_PX * Math.cos(turned)) };
};

const InWall = ({ mark, pxPerM, facing }: { mark: ThingMark; pxPerM: number; facing: number }) => {
  const { place, state } = mark;
  const { gap, leaves, swing, bolt } = wallShape(
    state,
    Math.max(LEAST_DOOR_PX, place.width * pxPerM),
    place.width,
  );
  return (
    <>
      <g transform={`rotate(${facing})`}>
        <path class={`plan-gap is-${state.blind.length > 0 ? "blind" : state.kind}`} d={gap} />
        {swing !== "" && <path class="plan-swing" d={swing} />}
        {state.contact !== "unknown" && <path class={`plan-leaf is-${state.kind}`} d={leaves} />}
        {bolt && state.lock !== "unknown" && (
          <rect
            class={`plan-bolt is-${state.lock}`}
            x={bolt.x - BOLT / 2}
            y={bolt.y - BOLT / 2}
            width={BOLT}
            height={BOLT}
          />
        )}
      </g>
      {state.blind.length > 0 && pxPerM >= THINGS_FROM_PX_PER_M && <Question />}
    </>
  );
};

const Glyph = ({ mark: { state } }: { mark: ThingMark }) => (
  <>
    <rect
      class={state.isRunning && state.blind.length === 0 ? "plan-glyph is-running" : "plan-glyph"}
      x={-GLYPH_PX}
      y={-GLYPH_PX}
      width={2 * GLYPH_PX}
      height={2 * GLYPH_PX}
      rx="6"
    />
    {state.blind.length === 0 ? (
      <path
        class="icon plan-icon"
        transform="translate(-10 -10) scale(.8333)"
        d={iconPath(kindIcon(state.kind))}
      />
    ) : (
      <Question />
    )}
  </>
);

/** Nobody knows: a question mark on a hatched ground, over what would else be drawn as it was. */
const Question = () => (
  <g class="plan-question">
    <rect x="-11" y="-11" width="22" height="22" rx="4" />
    <rect class="plan-dark" x="-11" y="-11" width="22" height="22" rx="4" />
    <text y="5.5">?</text>
  </g>
);
