import { useLayoutEffect, useRef } from "preact/hooks";
import type { WirePlan } from "#gateway/wire/plan.ts";
import { say, t } from "../words/language.ts";
import { Legend } from "./legend.tsx";
import { type Scale, useScale } from "./scale.ts";
import type { Scene } from "./scene.ts";
import { ThingBadge, ThingShape } from "./thing-shape.tsx";
import { ZoneLabel, ZoneShape, ZoneStroke } from "./zone-shape.tsx";

type MapProps = {
  readonly floor: WirePlan["floors"][number];
  readonly scene: Scene;
  /** What is opened beside the plan. */
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
};

/** One floor: its rooms, what is in them and how it stands there, as large as one wants it. */
export const FloorMap = ({ floor, scene, selected, onSelect }: MapProps) => {
  const frame = useRef<HTMLDivElement>(null);
  const scale = useScale(frame, floor.size);
  const { pxPerM } = scale;
  const [width, height] = floor.size.map(metres => Math.round(metres * pxPerM)) as [number, number];
  useLayoutEffect(() => showSelected(frame.current, selected), [selected, pxPerM === 0]);
  return (
    <section class="plan-map" aria-label={t().plan.map(say(floor.name))}>
      <Buttons scale={scale} />
      <div class="plan-frame" ref={frame} tabIndex={scale.zoom > 1 ? 0 : undefined}>
        {pxPerM > 0 && (
          <div class="plan-canvas">
            <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
              <title>{t().plan.map(say(floor.name))}</title>
              <Hatch />
              <Drawing floor={floor} pxPerM={pxPerM} />
              {scene.zones.map(mark => (
                <ZoneShape
                  key={mark.place.id}
                  mark={mark}
                  pxPerM={pxPerM}
                  isSelected={mark.place.id === selected}
                  onSelect={() => onSelect(mark.place.id)}
                />
              ))}
              <Drawing floor={floor} pxPerM={pxPerM} isOver />
              {scene.zones.map(mark => (
                <ZoneStroke key={mark.place.id} mark={mark} pxPerM={pxPerM} />
              ))}
              {scene.things.map(mark => (
                <ThingShape
                  key={mark.place.id}
                  mark={mark}
                  pxPerM={pxPerM}
                  isSelected={mark.place.id === selected}
                  onSelect={() => onSelect(mark.place.id)}
                />
              ))}
              {scene.things.map(mark => (
                <ThingBadge key={mark.place.id} mark={mark} pxPerM={pxPerM} />
              ))}
            </svg>
            {scene.zones.map(mark => (
              <ZoneLabel key={mark.place.id} mark={mark} pxPerM={pxPerM} />
            ))}
          </div>
        )}
      </div>
      <Legend />
    </section>
  );
};

/** What the picture of the floor draws: areas under the rooms, lines over them. */
const Drawing = ({
  floor,
  pxPerM,
  isOver = false,
}: Pick<MapProps, "floor"> & { pxPerM: number; isOver?: boolean }) => (
  <g class="plan-drawing" transform={`scale(${pxPerM})`}>
    {floor.drawing
      .filter(({ isFilled, isLined }) => (isOver ? isLined : isFilled && !isLined))
      .map(({ d, matrix, isFilled }) => (
        <path
          key={`${matrix.join(" ")} ${d}`}
          class={isFilled ? "is-filled" : undefined}
          d={d}
          transform={`matrix(${matrix.join(" ")})`}
        />
      ))}
  </g>
);

const Hatch = () => (
  <defs>
    <pattern
      id="plan-hatch"
      width="12"
      height="12"
      patternUnits="userSpaceOnUse"
      patternTransform="rotate(45)"
    >
      <rect class="plan-hatch" width="4" height="12" />
    </pattern>
  </defs>
);

const Buttons = ({ scale: { zoom, larger, smaller, whole } }: { scale: Scale }) => {
  const words = t().plan;
  return (
    <div class="plan-zoom">
      <button type="button" onClick={larger} aria-label={words.larger} title={words.larger}>
        +
      </button>
      <button
        type="button"
        onClick={smaller}
        disabled={zoom <= 1}
        aria-label={words.smaller}
        title={words.smaller}
      >
        −
      </button>
      {zoom > 1 && (
        <button type="button" onClick={whole}>
          {words.whole}
        </button>
      )}
    </div>
  );
};

/** Brings what is opened into view where the plan is larger than its frame. */
const showSelected = (frame: HTMLElement | null, selected: string | null): void => {
  if (selected === null || !frame || frame.scrollWidth <= frame.clientWidth) return;
  frame
    .querySelector(`[data-place="${CSS.escape(selected)}"]`)
    ?.scrollIntoView({ block: "nearest", inline: "center" });
};
