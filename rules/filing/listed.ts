import type { EquipmentKind, Point, Site } from "../site/model.ts";
import { hours } from "../time/instant.ts";

const KINDS: ReadonlySet<EquipmentKind> = new Set<EquipmentKind>([
  "meter",
  "power-circuit",
  "light-circuit",
  "air-conditioner",
  "door",
  "shutter",
  "window",
  "alarm-panel",
]);

/** What may be silent for longer is told by people on their rounds, or once a day: that says nothing of how much was seen. */
const LONGEST = hours(1);

/**
 * The points whose readings reports stand on: those of meters, circuits, lights, air-conditioners, doors, windows and the
 * alarm panel that report all the time. How complete a report is, is told by them.
 *
 * @param unwatched  ids of points that a rule test leaves out of the picture
 */
export const listedPoints = (
  { points, equipment }: Pick<Site, "points" | "equipment">,
  unwatched: ReadonlySet<string> = new Set(),
): readonly Point[] => {
  const owners = new Set(equipment.filter(({ kind }) => KINDS.has(kind)).map(({ id }) => id));
  return points.filter(
    ({ id, owner, staleAfter, class: { id: of } }) =>
      owners.has(owner) && staleAfter <= LONGEST && !of.endsWith("-command") && !unwatched.has(id),
  );
};
