import { type Refusal, refused } from "../alert/refusal.ts";
import type { Hall } from "../routine/clerk.ts";
import { forbidden, nameOf } from "../routine/who.ts";
import type { Control } from "../site/control-plan.ts";
import type { Person } from "../site/model.ts";
import { neverSwitched } from "../site/never-switched.ts";
import { after, between, type Instant } from "../time/instant.ts";
import { isAllowed, NO_CONTROLS, proofOf, type Switch, sayOf, switchOf } from "./control.ts";
import { interlockOf } from "./interlock.ts";
import type { ControlOrder } from "./order.ts";
import { atMost } from "./phrases.ts";

/**
 * Who wants something switched. `again`: it was allowed once, and is to go out another time in the name of whoever ordered or
 * approved it, or of the automation that did. `proposal`: nobody yet.
 */
export type Wanted =
  | { readonly is: "person"; readonly name: string; readonly person: Person | undefined }
  | { readonly is: "automation"; readonly rule: string }
  | { readonly is: "again"; readonly name: string; readonly person: Person | undefined }
  | { readonly is: "proposal" };

/** What the guard is asked. */
export type GuardAsk = {
  /** Id of the point that would be written. */
  readonly point: string;
  readonly to: number;
  readonly by: Wanted;
  /** Orders that are not over, without the one that is asked about. */
  readonly others: readonly ControlOrder[];
  /** When orders for the point went out of late, without the one that is asked about. */
  readonly sent: readonly Instant[];
  /** Name of the person who decided about the point on this business day; null: nobody. */
  readonly owner: string | null;
};

/** What the guard may look at. */
export type Sight = Pick<Hall, "site" | "now" | "signalOf" | "services">;

/** Which row of the guard says no. */
export type RowName =
  | "enabled"
  | "known"
  | "never"
  | "value"
  | "people"
  | "owner"
  | "proof"
  | "service"
  | "busy"
  | "rate"
  | "interlock";

export type Guarded = { readonly is: "allowed"; readonly of: Switch } | (Refusal & { readonly row: RowName });

type Row = (ask: GuardAsk, sight: Sight, of: Switch) => Refusal | undefined;

/**
 * Whether something may be switched now. Asked for every order, and again before every attempt: each row must agree, and
 * what nobody knows agrees to nothing.
 */
export const guard = (ask: GuardAsk, sight: Sight): Guarded => {
  const { site } = sight;
  if (!(site.controls ?? NO_CONTROLS).isEnabled)
    return {
      ...refused("nothing is switched from here: write controls: { enabled: true } in the site file"),
      row: "enabled",
    };
  const of = switchOf(site, ask.point);
  if (of === null)
    return { ...refused(`the hall has no control ${ask.point}; GET /api/controls lists them`), row: "known" };
  for (const [row, judge] of ROWS) {
    const no = judge(ask, sight, of);
    if (no) return { ...no, row };
  }
  return { is: "allowed", of };
};

const never: Row = (_, __, { point, owner }) => {
  const why = neverSwitched(point, owner);
  return why === null ? undefined : refused(why);
};

const value: Row = ({ to }, _, { control, point }) =>
  isAllowed(control, to)
    ? undefined
    : refused(`${point.id} may not be set to ${sayOf(point, to)}: ${allowedText(control, point)}`);

const people: Row = ({ by }, { site }, { control, owner }) => {
  switch (by.is) {
    case "proposal":
      return undefined;
    case "automation":
      return site.controls?.automations.some(({ rule }) => rule === by.rule) === true
        ? undefined
        : refused(`nobody has approved that rule ${by.rule} switches anything by itself`);
    case "person":
    case "again":
      return by.person?.roles.some(role => control.roles.includes(role)) === true
        ? undefined
        : forbidden(by.person, `switch ${owner?.name.en ?? control.target}`, control.roles);
    default:
      return by satisfies never;
  }
};

/** People come before rules: what somebody has decided today, a rule only proposes to change. */
const owner: Row = ({ by, owner: name }, _, { point }) =>
  by.is === "automation" && name !== null
    ? refused(
        `${name} has decided about ${point.id} today: a rule does not change it by itself, somebody approves it`,
      )
    : undefined;

const proof: Row = ({ to }, _, { control, point }) =>
  proofOf(control, to) === null
    ? refused(`nothing proves that ${point.id} is ${sayOf(point, to)}: what cannot be proved is not sent`)
    : undefined;

const service: Row = ({ by }, sight, { control }) => {
  const out = sight.services().find(({ target }) => target === control.target)?.outOfService;
  const name = by.is === "person" || by.is === "again" ? by.name : null;
  return out === undefined || (name !== null && nameOf(sight.site, out.by) === name)
    ? undefined
    : refused(
        `${control.target} is out of service by order ${out.order} of ${out.by}: who works on it must not be surprised`,
      );
};

const busy: Row = ({ others, point }) => {
  const running = others.find(
    order => order.point === point && (order.state === "sending" || order.state === "sent"),
  );
  return running && refused(`${running.id} is under way for ${point}: wait for its proof`);
};

const rate: Row = ({ sent }, { now }, { control, point }) => {
  const { count, within } = control.rate;
  const recent = sent.filter(at => between(at, now) < within);
  const oldest = recent.toSorted((a, b) => a - b)[recent.length - count];
  return recent.length < count || oldest === undefined
    ? undefined
    : refused(`${point.id} ${atMost(control.rate, between(now, after(oldest, within)))}`);
};

const interlock: Row = (_, { site, signalOf }, { control }) => {
  const { is, why } = interlockOf(control, site, signalOf);
  return is === "yes" ? undefined : refused(why);
};

const allowedText = ({ allow }: Control, point: Switch["point"]): string =>
  allow.is === "words"
    ? `only ${allow.words.map(word => sayOf(point, word)).join(", ")}`
    : `only from ${allow.low} to ${allow.high} ${point.class.unit ?? ""}`.trim();

/** In the order in which they are told: what can never be before what is not so now. */
const ROWS: readonly (readonly [RowName, Row])[] = [
  ["never", never],
  ["value", value],
  ["people", people],
  ["owner", owner],
  ["proof", proof],
  ["service", service],
  ["busy", busy],
  ["rate", rate],
  ["interlock", interlock],
];
