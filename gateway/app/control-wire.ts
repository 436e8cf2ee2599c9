import { closingPlans } from "#rules/closing/needs.ts";
import { OFF } from "#rules/closing/phrases.ts";
import { sayOf, switchOf } from "#rules/control/control.ts";
import { interlockOf } from "#rules/control/interlock.ts";
import { isUndoable, proofIn } from "#rules/control/life.ts";
import type { ControlOrder } from "#rules/control/order.ts";
import type { Signal } from "#rules/reading/signal.ts";
import type { Control } from "#rules/site/control-plan.ts";
import type { Point, Site } from "#rules/site/model.ts";
import { type Instant, toIso } from "#rules/time/instant.ts";
import type { WireControl, WireControlOrder } from "../wire/control.ts";

type SignalOf = (point: number) => Signal;

/** What may be switched, as the API tells it: what it is now, and whether it may be switched now. */
export const wireControl = (control: Control, site: Site, signalOf: SignalOf): WireControl => {
  const point = site.points[control.point];
  const owner = site.equipment.find(({ id }) => id === control.target);
  if (!point || !owner) throw new RangeError(`no point ${control.point}`);
  const { allow } = control;
  const own = signalOf(control.point);
  const source = point.source;
  return {
    point: point.id,
    target: owner.id,
    targetName: owner.name,
    zone: owner.zone,
    words: allow.is === "words" ? allow.words.map(word => String(sayOf(point, word))) : null,
    range: allow.is === "range" ? { low: allow.low, high: allow.high, unit: point.class.unit ?? "1" } : null,
    now: own.state === "good" ? { value: sayOf(point, own.value), at: toIso(own.at) } : null,
    interlock: interlockOf(control, site, signalOf),
    closing: closingOf(control, point, site),
    sideEffect: source.is === "modbus" ? (source.write?.sideEffect ?? null) : null,
    roles: [...control.roles],
  };
};

/** The item of the closing check that asks that this be off, where it may be switched off. */
const closingOf = ({ allow, target }: Control, point: Point, site: Site): WireControl["closing"] => {
  const off = point.class.words?.indexOf("off") ?? -1;
  const isAsked = closingPlans(site, () => null).some(
    ({ id, expected, except }) => id === target && expected === OFF && except === null,
  );
  return isAsked && allow.is === "words" && allow.words.includes(off) ? { item: target, to: "off" } : null;
};

/** One command as the API tells it. Values are words, or numbers in the unit of the point's class. */
export const wireOrder = (order: ControlOrder, site: Site): WireControlOrder => {
  const point = switchOf(site, order.point)?.point ?? site.points.find(({ id }) => id === order.point);
  const proof = site.points.find(({ id }) => id === order.proof?.point);
  const say = (of: Point | undefined, value: number) => (of ? sayOf(of, value) : value);
  return {
    ...order,
    targetName: site.equipment.find(({ id }) => id === order.target)?.name ?? {
      zh: order.target,
      en: order.target,
    },
    to: say(point, order.to),
    before: order.before === null ? null : say(point, order.before),
    orderedAt: toIso(order.orderedAt),
    attempts: order.attempts.map(({ number, at, outcome, why, endedAt }) => ({
      number,
      at: toIso(at),
      outcome,
      why,
      endedAt: isoOf(endedAt),
    })),
    proof: order.proof && {
      point: order.proof.point,
      value: say(proof, order.proof.value),
      at: toIso(order.proof.at),
    },
    proofDueAt: isoOf(order.proofDueAt),
    proofBy: proofIn(order, site)?.measured.id ?? null,
    endedAt: isoOf(order.endedAt),
    canUndo: isUndoable(order, site),
  };
};

const isoOf = (at: Instant | null): string | null => (at === null ? null : toIso(at));
