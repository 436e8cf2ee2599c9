import { type Refusal, refused } from "../alert/refusal.ts";
import type { Hall } from "../routine/clerk.ts";
import type { HandoverCommand } from "../routine/command.ts";
import type { Signature } from "../routine/person.ts";
import { forbidden, nameOf, roleAmong } from "../routine/who.ts";
import type { Person, Role } from "../site/model.ts";
import { after, type Instant, type Millis } from "../time/instant.ts";
import type { Handover, HandoverItem } from "./handover.ts";
import { isOff } from "./responsible.ts";
import { BRIDGES, readersOf } from "./rights.ts";
import { nextDutyAt } from "./shifts.ts";

/** Who does something, when, and what is known of the hall then. `within`: how long a handover may take. */
export type Asking = {
  readonly hall: Hall;
  readonly by: Person;
  readonly at: Instant;
  readonly within: Millis;
};

/** Whether the outgoing person has signed: then the items and remarks are fixed. */
export const isFixed = ({ steps }: Handover): boolean => steps[0] !== undefined && steps[0].from !== null;

/** The items that a person has not read. */
export const unreadBy = ({ items }: Handover, person: string): readonly HandoverItem[] =>
  items.filter(({ read }) => !Object.hasOwn(read, person));

type Does<C extends HandoverCommand["is"]> = Extract<HandoverCommand, { readonly is: C }>;

/** Somebody opened an item to read it. The first time counts. */
export const read = (
  handover: Handover,
  { item: id }: Does<"read-item">,
  { by, at }: Asking,
): Handover | Refusal => {
  const may = readersOf(handover.post);
  if (!isOfIt(handover, by) && !roleAmong(by, may)) return forbidden(by, "read what is handed over", may);
  if (handover.state === "done") return refused("it has been handed over");
  if (!handover.items.some(item => item.id === id)) return refused(`there is no item ${id}`);
  const items = handover.items.map(item =>
    item.id === id && !Object.hasOwn(item.read, by.id)
      ? { ...item, read: { ...item.read, [by.id]: at } }
      : item,
  );
  return { ...handover, items };
};

/** What the outgoing person has to say beside what is written already, and what was counted. */
export const remark = (
  handover: Handover,
  { remarks, counts }: Does<"remark">,
  { hall, by }: Asking,
): Handover | Refusal => {
  if (by.id !== handover.from) return onlyHe(hall, handover.from, "writes the remarks");
  if (isFixed(handover)) return refused("it is signed: what comes later is added with its date");
  return { ...handover, remarks: remarks.trim(), counts };
};

/** After the outgoing person has signed, more is only added, with its date. */
export const add = (handover: Handover, { text }: Does<"add">, { by, at }: Asking): Handover | Refusal => {
  const may = readersOf(handover.post);
  if (!isOfIt(handover, by) && !roleAmong(by, may)) return forbidden(by, "add anything", may);
  if (!isFixed(handover)) return refused("it is not signed yet: write it into the remarks");
  if (text.trim() === "") return refused("write something");
  return { ...handover, additions: [...handover.additions, { by: by.name, at, text: text.trim() }] };
};

/**
 * Signs it: the outgoing person first, which fixes the items; then whoever takes it, having read each of them, or whoever
 * takes it for somebody absent. After a bridge the second step needs two signatures again, in any order.
 *
 * @see ZX-2-4, ZX-2-5, DX-3-3-3 in the clause catalogue
 */
export const sign = (
  handover: Handover,
  { as }: Does<"sign-handover">,
  asking: Asking,
): Handover | Refusal => {
  if (handover.state === "done") return refused("it has been handed over");
  switch (as) {
    case "from":
      return signFrom(handover, asking);
    case "to":
      return signTo(handover, asking);
    case "bridge":
      return handover.state === "bridged" ? bridgeOn(handover, asking) : bridge(handover, asking);
    default:
      return as satisfies never;
  }
};

const signFrom = (handover: Handover, asking: Asking): Handover | Refusal => {
  const { hall, by } = asking;
  if (by.id !== handover.from) return onlyHe(hall, handover.from, "hands it over");
  if (isFixed(handover)) return refused("you have signed it");
  return { ...handover, steps: [{ from: signature(asking, handover.post), to: null }] };
};

const signTo = (handover: Handover, asking: Asking): Handover | Refusal => {
  const { hall, by, at } = asking;
  const { post, to, from, bridge: taken, steps } = handover;
  if (!isFixed(handover)) return refused(`${nameOf(hall.site, from)} signs first: until then it may change`);
  if (to !== null && by.id !== to) return onlyHe(hall, to, "takes it");
  if (!by.roles.includes(post)) return forbidden(by, `be the ${post}`, [post]);
  if (by.id === from || by.id === taken) return refused("whoever hands it over does not take it");
  const unread = unreadBy(handover, by.id);
  if (unread.length > 0) return refused(`not read yet: ${unread.map(({ title }) => title.en).join("; ")}`);
  const signed = signature(asking, post);
  const [first, second] = steps;
  if (handover.state === "open")
    return done({ ...handover, to: by.id, steps: [{ from: first?.from ?? null, to: signed }] }, at);
  if (second?.to) return refused("you have signed it");
  return settledStep({ ...handover, to: by.id }, { from: second?.from ?? null, to: signed }, at);
};

const bridge = (handover: Handover, asking: Asking): Handover | Refusal => {
  const { hall, by, at, within } = asking;
  const { post, from, to, steps } = handover;
  const role = roleAmong(by, BRIDGES);
  if (!role) return forbidden(by, "take it for somebody absent", BRIDGES);
  if (!isFixed(handover)) return refused(`${nameOf(hall.site, from)} signs first: until then it may change`);
  if (by.id === from) return refused("whoever hands it over does not take it");
  if (by.id === to) return refused("you are to take it yourself: read it and sign as the one who takes it");
  if (to !== null && !isOff(hall.site, hall.roster(), { post, person: to, now: at }))
    return refused(`${nameOf(hall.site, to)} is on duty and takes it himself`);
  return {
    ...handover,
    bridge: by.id,
    state: "bridged",
    steps: [{ from: steps[0]?.from ?? null, to: signature(asking, role) }],
    dueAt: after(nextDutyAt(hall, post, to, at), within),
  };
};

/** Whoever bridged hands it on to the next one. */
const bridgeOn = (handover: Handover, asking: Asking): Handover | Refusal => {
  const { hall, by, at } = asking;
  const { bridge: taken, steps } = handover;
  if (taken === null || by.id !== taken) return onlyHe(hall, taken ?? "", "hands it on");
  const [, second] = steps;
  if (second?.from) return refused("you have signed it");
  const role = roleAmong(by, BRIDGES) ?? handover.post;
  return settledStep(handover, { from: signature(asking, role), to: second?.to ?? null }, at);
};

const settledStep = (handover: Handover, step: Handover["steps"][number], at: Instant): Handover => {
  const [first] = handover.steps;
  const both = { ...handover, steps: [...(first ? [first] : []), step] };
  return step.from && step.to ? done(both, at) : both;
};

const done = (handover: Handover, at: Instant): Handover => ({ ...handover, state: "done", endedAt: at });

const signature = ({ by, at }: Asking, role: Role): Signature => ({
  person: by.id,
  name: by.name,
  role,
  at,
});

/** Whether a person is one of those between whom it is handed over. */
const isOfIt = ({ from, to, bridge: taken }: Handover, { id }: Person): boolean =>
  [from, to, taken].includes(id);

const onlyHe = ({ site }: Hall, person: string, what: string): Refusal => ({
  is: "refused",
  why: `only ${nameOf(site, person)} ${what}`,
  by: "rights",
});
