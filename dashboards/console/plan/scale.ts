import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { isNarrow } from "../shell/width.ts";

/** From this scale on there is room for fingers between things; below it a room is what is tapped. */
export const THINGS_FROM_PX_PER_M = 26;
/** Each press of a button makes the plan this much larger or smaller. */
const STEP = 1.6;
const LARGEST = 8;
/** What of the window's height stands above and below the plan on a desk. */
const AROUND_PX = 250;
const LEAST_HEIGHT_PX = 240;

/** A spot of the plan that stays where it is on the screen while the plan grows, in metres and in px of its frame. */
type Anchor = { readonly xM: number; readonly yM: number; readonly left: number; readonly top: number };

export type Scale = {
  /** How many px a metre takes; 0 until the frame was measured. */
  readonly pxPerM: number;
  /** 1 shows the whole floor. */
  readonly zoom: number;
  readonly larger: () => void;
  readonly smaller: () => void;
  readonly whole: () => void;
};

/**
 * How large a floor is drawn in its frame: as a whole at first, larger by buttons, by two fingers, or by the wheel with
 * Ctrl. Panning is the frame's own scrolling.
 *
 * @param sizeM  of the floor
 */
export const useScale = (
  frame: RefObject<HTMLElement | null>,
  [width, height]: readonly [width: number, height: number],
): Scale => {
  const [room, setRoom] = useState({ width: 0, height: 0 });
  const [zoom, setZoom] = useState(1);
  const anchor = useRef<Anchor | null>(null);
  const fit = Math.min(room.width / width, isNarrow.value ? Number.POSITIVE_INFINITY : room.height / height);
  const pxPerM = fit * zoom;
  const zoomAbout = (clientX: number, clientY: number, change: (now: number) => number) => {
    const box = frame.current?.getBoundingClientRect();
    if (!frame.current || !box || pxPerM === 0) return;
    const [left, top] = [clientX - box.left, clientY - box.top];
    const { scrollLeft, scrollTop } = frame.current;
    anchor.current = { xM: (scrollLeft + left) / pxPerM, yM: (scrollTop + top) / pxPerM, left, top };
    setZoom(now => Math.min(LARGEST, Math.max(1, change(now))));
  };
  const latest = useRef(zoomAbout);
  latest.current = zoomAbout;

  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const measure = () =>
      setRoom({
        width: element.offsetWidth - 2,
        height: Math.max(LEAST_HEIGHT_PX, globalThis.innerHeight - AROUND_PX),
      });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    const { current } = anchor;
    if (!current || !frame.current) return;
    frame.current.scrollLeft = current.xM * pxPerM - current.left;
    frame.current.scrollTop = current.yM * pxPerM - current.top;
  }, [pxPerM]);
  useLayoutEffect(() => followFingers(frame.current, (...about) => latest.current(...about)), []);

  const byButton = (change: (now: number) => number) => {
    const box = frame.current?.getBoundingClientRect();
    if (box) zoomAbout(box.left + box.width / 2, box.top + box.height / 2, change);
  };
  return {
    pxPerM,
    zoom,
    larger: () => byButton(now => now * STEP),
    smaller: () => byButton(now => now / STEP),
    whole: () => byButton(() => 1),
  };
};

type ZoomAbout = (clientX: number, clientY: number, change: (now: number) => number) => void;

/** Two fingers, or the wheel with Ctrl (which is also how a touchpad tells two fingers). */
const followFingers = (element: HTMLElement | null, zoomAbout: ZoomAbout): (() => void) => {
  if (!element) return () => {};
  let apart = 0;
  const spread = ([a, b]: readonly Touch[]): readonly [number, number, number] =>
    a && b
      ? [
          (a.clientX + b.clientX) / 2,
          (a.clientY + b.clientY) / 2,
          Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY),
        ]
      : [0, 0, 0];
  const begin = ({ touches }: TouchEvent) => {
    apart = touches.length === 2 ? spread([...touches])[2] : 0;
  };
  const move = (event: TouchEvent) => {
    if (event.touches.length !== 2 || apart === 0) return;
    event.preventDefault();
    const [x, y, now] = spread([...event.touches]);
    const factor = now / apart;
    apart = now;
    zoomAbout(x, y, zoom => zoom * factor);
  };
  const wheel = (event: WheelEvent) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoomAbout(event.clientX, event.clientY, zoom => zoom * Math.exp(-event.deltaY / 200));
  };
  element.addEventListener("touchstart", begin, { passive: true });
  element.addEventListener("touchmove", move, { passive: false });
  element.addEventListener("wheel", wheel, { passive: false });
  return () => {
    element.removeEventListener("touchstart", begin);
    element.removeEventListener("touchmove", move);
    element.removeEventListener("wheel", wheel);
  };
};
