import type { Handover, HandoverItem } from "../handover/handover.ts";
import { atMoment, type Compared, inOrder, NONE, sameSet } from "./compare.ts";
import { type Comparisons, personId, type See, same, whether } from "./paper-rows.ts";
import type { WantedHandover } from "./wanted-papers.ts";
import { namesOfItem } from "./work.ts";

/** Each thing that can be asked of a handover. */
export const handoverComparisons: Comparisons<WantedHandover, Handover> = {
  post: (expected, { post }) => same(expected, post),
  id: (expected, { id }) => same(expected, id),
  state: (expected, { state }) => same(expected, state),
  from: (expected, { from }) => same(expected, from),
  to: (expected, { to }) => whether(expected, to),
  bridge: (expected, { bridge }) => whether(expected, bridge),
  opened: (expected, { openedAt }, see) => atMoment(expected, openedAt, see),
  due: (expected, { dueAt }, see) => atMoment(expected, dueAt, see),
  items: (expected, { items }, see) => {
    const fits = expected.every(name => items.some(item => isCalled(item, name, see)));
    return { ...listed(expected, items, see), fits };
  },
  item_count: (expected, { items }) => same(expected, items.length),
  unread: (expected, handover, see) => {
    const reader = readerOf(handover);
    const unread = handover.items.filter(({ read }) => reader === null || !Object.hasOwn(read, reader));
    if (typeof expected === "number") return same(expected, unread.length);
    const fits =
      expected.length === unread.length &&
      expected.every(name => unread.some(item => isCalled(item, name, see)));
    return { ...listed(expected, unread, see), fits };
  },
  signed: (expected, { steps }, { site }) =>
    inOrder(
      expected,
      steps.flatMap(({ from, to }) => [
        ...(from ? [`from:${personId(site, from.person)}`] : []),
        ...(to ? [`to:${personId(site, to.person)}`] : []),
      ]),
    ),
  additions: (expected, { additions }) => same(expected, additions.length),
  remarks: (expected, { remarks }) => ({
    expected,
    seen: remarks || NONE,
    fits: remarks.includes(expected),
  }),
};

/** Who has to read it next: whoever bridges until he has signed, then whose shift begins. */
const readerOf = ({ to, bridge, steps }: Handover): string | null =>
  bridge !== null && (steps[0]?.to ?? null) === null ? bridge : to;

const isCalled = (item: HandoverItem, name: string, { said }: See): boolean =>
  namesOfItem(item, said).includes(name);

const listed = (expected: readonly string[], items: readonly HandoverItem[], see: See): Compared =>
  sameSet(
    expected,
    items.map(item => namesOfItem(item, see.said)[0] ?? item.id),
  );

/** A handover as one line for people: `handover/duty-manager/… M1 → H1 bridged`. */
export const handoverText = ({ id, from, to, bridge, state }: Handover): string =>
  `${id} ${from} → ${bridge ?? to ?? NONE} ${state}`;
