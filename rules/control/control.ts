import type { Control, ControlPlan, Proof } from "../site/control-plan.ts";
import type { Equipment, Point, Site } from "../site/model.ts";

/** A control with all that it names. */
export type Switch = {
  readonly control: Control;
  readonly point: Point;
  /** Undefined where a zone has the point, which nothing may switch. */
  readonly owner: Equipment | undefined;
};

/** The plan of a hall whose file says nothing of controls. */
export const NO_CONTROLS: ControlPlan = { isEnabled: false, automations: [], controls: {} };

/** The control of a point; null: the hall has none. */
export const switchOf = (site: Site, pointId: string): Switch | null => {
  const control = site.controls?.controls[pointId];
  const point = control && site.points[control.point];
  if (!point) return null;
  return { control, point, owner: site.equipment.find(({ id }) => id === control.target) };
};

/** Whether a control may be set to a value; by index for words. */
export const isAllowed = ({ allow }: Control, to: number): boolean =>
  allow.is === "words" ? allow.words.includes(to) : to >= allow.low && to <= allow.high;

/**
 * What proves a value: what is said for it alone, else what is said for any. Never the point that is written: a relay
 * that repeats what it was told proves nothing.
 */
export const proofOf = ({ proofs, point }: Control, to: number): Proof | null => {
  const other = proofs.filter(({ check }) => check.point !== point);
  return other.find(({ of }) => of === to) ?? other.find(({ of }) => of === null) ?? null;
};

/** A value as a reading has it: the index of a word, or the number itself; null: the point has no such value. */
export const valueIn = ({ class: { words } }: Point, said: string | number): number | null => {
  if (words === undefined) return typeof said === "number" && Number.isFinite(said) ? said : null;
  const index = words.indexOf(String(said));
  return index < 0 ? null : index;
};

/** A value as people say it. */
export const sayOf = ({ class: { words } }: Point, value: number): string | number =>
  words === undefined ? value : (words[value] ?? String(value));
