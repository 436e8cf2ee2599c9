import type { Evidence } from "../alert/alert.ts";
import type { Point, Site } from "../site/model.ts";
import type { Signals } from "./signals.ts";
import { dayText, type SlotTable } from "./slots.ts";

/** What is known of a slot now, as evidence; nothing for slots that only repeat what points say. */
export const slotEvidence = (
  site: Site,
  { names }: SlotTable,
  signals: Signals,
  slot: number,
): Evidence[] => {
  const point = site.points[slot];
  if (point) return [pointEvidence(point, signals)];
  const name = names.get(slot);
  if (!name) return [];
  const day = signals.known(slot);
  const isKnown = !Number.isNaN(day);
  return [
    {
      point: name.en,
      name,
      value: null,
      ...(isKnown && { word: day === 0 ? "never" : dayText(day) }),
      at: null,
      state: isKnown ? "good" : "never",
    },
  ];
};

/** What is known of a point now, as evidence. */
export const pointEvidence = (point: Point, signals: Signals): Evidence => {
  const { value, at, state, reason } = signals.of(point.index);
  const hasValue = !Number.isNaN(value);
  const word = hasValue ? point.class.words?.[value] : undefined;
  return {
    point: point.id,
    name: point.name,
    value: hasValue ? value : null,
    ...(word !== undefined && { word }),
    ...(point.class.unit !== undefined && { unit: point.class.unit }),
    at: at > 0 ? at : null,
    state,
    ...(reason !== undefined && { reason }),
  };
};
