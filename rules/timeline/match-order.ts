import { sayOf } from "../control/control.ts";
import type { ControlOrder } from "../control/order.ts";
import type { Site } from "../site/model.ts";
import { atMoment, type Compared } from "./compare.ts";
import { type Comparisons, partOf, personId, same, whether } from "./paper-rows.ts";
import type { WantedOrder } from "./wanted-papers.ts";

/** Each thing that can be asked of a command to a device. */
export const orderComparisons: Comparisons<WantedOrder, ControlOrder> = {
  point: (expected, { point }) => same(expected, point),
  id: (expected, { id }) => same(expected, id),
  to: (expected, { point, to }, { site }) => same(expected, said(site, point, to)),
  before: (expected, { point, before }, { site }) =>
    expected === false
      ? same(false, before !== null)
      : same(expected, before === null ? null : said(site, point, before)),
  state: (expected, { state }) => same(expected, state),
  by: (expected, { by }, { site }) => whether(expected, by && personId(site, by)),
  rule: (expected, { rule }) => same(expected, rule),
  approved: (expected, { approvedBy }, { site }) =>
    whether(expected, approvedBy && personId(site, approvedBy)),
  attempts: (expected, { attempts }) => same(expected, attempts.length),
  outcome: (expected, { outcome }) => partOf(expected, outcome),
  proof: (expected, { proof }): Compared => whether(expected, proof?.point ?? null),
  undone: (expected, { undoneBy }) => same(expected, undoneBy !== null),
  ended: (expected, { endedAt }, see) => atMoment(expected, endedAt, see),
};

const said = ({ points }: Site, id: string, value: number): string | number => {
  const point = points.find(each => each.id === id);
  return point ? sayOf(point, value) : value;
};

/** A command as one line for people: `control/2025-07-08/1 L-hall.command failed: relay says off, but 420 W remain`. */
export const orderText = ({ id, point, state, outcome }: ControlOrder): string =>
  `${id} ${point} ${state}${outcome === null ? "" : `: ${outcome.en}`}`;
