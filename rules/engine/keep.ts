import type { Core } from "./core.ts";

/** Puts the signals of points among what must be durable together with what was decided; other slots are none. */
export const keepSignals = ({ site, signals, out }: Core, slots: readonly number[]): void => {
  for (const slot of slots) {
    if (slot >= site.points.length) continue;
    const signal = signals.of(slot);
    out.signals.set(signal.point, signal);
  }
};

/** The same for the functions over time that stand in slots. */
export const keepMeasures = ({ measures, out }: Core, slots: readonly number[]): void => {
  for (const slot of slots) {
    const measure = measures.at(slot);
    if (measure === undefined) continue;
    const memo = measures.memo(measure);
    out.memos.set(memo.key, memo);
  }
};
