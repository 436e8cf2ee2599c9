import * as wire from "#gateway/wire/control.ts";
import type { WireHall } from "#gateway/wire/hall.ts";
import type { WirePoint } from "#gateway/wire/point.ts";
import type { Answer } from "./fake-accounts.ts";
import { personOf } from "./fake-rounds.ts";

const PROOF_WITHIN_MS = 60_000;
const ROLES = ["guard", "duty-manager", "facilities"];
const iso = (at: number): string => new Date(at).toISOString();

type World = {
  readonly hall: WireHall;
  readonly now: number;
  readonly points: ReadonlyMap<string, WirePoint>;
};
type Order = wire.WireControlOrder;

/**
 * What the fake hall switches from here: its lights. An order stays as it is until a test says what the device and the power
 * behind it say, so that every step of its life can be looked at.
 */
export class FakeControls {
  /** Whether the hall is switched from here; else it lists nothing, as a hall that has not enabled it. */
  isOn = false;
  readonly orders: Order[] = [];
  /** By equipment: why an interlock does not let it pass. */
  readonly interlocks = new Map<string, wire.WireControl["interlock"]>();

  reset(): void {
    this.isOn = false;
    this.orders.length = 0;
    this.interlocks.clear();
  }

  list({ hall, now, points }: World): wire.WireControlList {
    const lights = this.isOn ? hall.equipment.filter(({ kind }) => kind === "light-circuit") : [];
    return {
      isEnabled: this.isOn,
      controls: lights.map(({ id, name, zone }) => {
        const power = points.get(`${id}.power`);
        const isKnown = power?.state === "good" && power.at !== null;
        return {
          point: `${id}.command`,
          target: id,
          targetName: name,
          zone,
          words: ["off", "on"],
          range: null,
          now: isKnown ? { value: (power.value ?? 0) > 10 ? "on" : "off", at: power.at ?? iso(now) } : null,
          interlock: this.interlocks.get(id) ?? { is: "yes", why: "" },
          closing: { item: id, to: "off" },
          sideEffect: null,
          roles: [...ROLES],
        };
      }),
      orders: this.orders.toReversed(),
      at: iso(now),
    };
  }

  /** Somebody orders something. */
  order(body: unknown, world: World): Answer {
    const { by, point, to, why, cause = null } = wire.orderControl.parse(body);
    const control = this.list(world).controls.find(each => each.point === point);
    if (!control) return none(`the hall has no control ${point}`);
    const person = personOf(world.hall, by);
    if (!person.roles.some(role => ROLES.includes(role)))
      return {
        status: 403,
        value: { error: "NOT_ALLOWED", message: `${person.name} may not switch ${point}` },
      };
    if (control.interlock.is !== "yes") return refused(`${point}: ${control.interlock.why}`);
    if (this.orders.some(each => each.point === point && /^sen[dt]/.test(each.state)))
      return refused(`${point}: another command is under way`);
    const before = control.now?.value ?? null;
    return {
      status: 200,
      value: this.#sent({ control, to, why, cause, by: person.name, before }, world.now),
    };
  }

  /** A rule would like something. */
  propose(target: string, to: string, rule: string, world: World): Order {
    const control = this.list(world).controls.find(each => each.target === target);
    if (!control) throw new Error(`no control ${target}`);
    const { now } = world;
    const order = newOrder(
      this.orders.length + 1,
      { control, to, why: rule, cause: null, by: null, before: "on" },
      now,
    );
    this.orders.push({ ...order, state: "proposed", rule, attempts: [] });
    return order;
  }

  /** Somebody decides about an order. */
  decide(id: string, verb: string, body: unknown, world: World): Answer {
    const { by } = wire.decideControl.parse(body);
    const order = this.orders.find(each => each.id === id);
    if (!order) return none(`there is no command ${id}`);
    const { name } = personOf(world.hall, by);
    if (verb === "undo") {
      const control = this.list(world).controls.find(({ point }) => point === order.point);
      if (!control || !order.canUndo) return refused("it cannot be put back");
      const { to: before, point: _ } = order;
      const undoing = this.#sent(
        { control, to: order.before ?? "on", why: "undo", cause: null, by: name, before },
        world.now,
      );
      this.#put({ ...undoing, undoes: id });
      this.#put({ ...order, undoneBy: undoing.id, canUndo: false });
      return { status: 200, value: undoing };
    }
    if (order.state !== "proposed") return refused("it was sent already");
    const decided: Order =
      verb === "approve"
        ? { ...order, ...sending(world.now), approvedBy: name }
        : { ...order, state: "withdrawn", endedAt: iso(world.now) };
    this.#put(decided);
    return { status: 200, value: decided };
  }

  /** The device says what it made of the latest attempt about a target. */
  answered(target: string, outcome: "done" | "unknown", now: number): void {
    const order = this.#latest(target);
    this.#put({
      ...order,
      state: "sent",
      attempts: order.attempts.map(each => ({ ...each, outcome, endedAt: iso(now) })),
      proofDueAt: iso(now + PROOF_WITHIN_MS),
    });
  }

  /** The power proves it. */
  proved(target: string, now: number): void {
    this.#put({
      ...this.#latest(target),
      state: "proved",
      proof: { point: `${target}.power`, value: 0, at: iso(now) },
      proofDueAt: null,
      outcome: { zh: "功率 0 W", en: "power: 0 W" },
      endedAt: iso(now),
      canUndo: true,
    });
  }

  /** The relay says off, and the load stays. */
  failed(target: string, watts: number, now: number): void {
    this.#put({
      ...this.#latest(target),
      state: "failed",
      proof: { point: `${target}.power`, value: watts, at: iso(now) },
      proofDueAt: null,
      outcome: {
        zh: `继电器显示“off”，但仍有 ${watts} 瓦：触点粘连，或不是这一路`,
        en: `relay says off, but ${watts} W remain: contact welded, or another circuit`,
      },
      endedAt: iso(now),
      canUndo: true,
    });
  }

  #sent(asked: Asked, now: number): Order {
    const order = { ...newOrder(this.orders.length + 1, asked, now), ...sending(now) };
    this.orders.push(order);
    return order;
  }

  #latest(target: string): Order {
    const order = this.orders.findLast(each => each.target === target);
    if (!order) throw new Error(`nothing was ordered of ${target}`);
    return order;
  }

  #put(order: Order): void {
    this.orders[this.orders.findIndex(({ id }) => id === order.id)] = order;
  }
}

type Asked = Pick<Order, "to" | "why" | "cause" | "by" | "before"> & { readonly control: wire.WireControl };

const newOrder = (number: number, { control, ...asked }: Asked, now: number): Order => ({
  id: `control/2025-07-08/${number}`,
  point: control.point,
  target: control.target,
  targetName: control.targetName,
  ...asked,
  state: "sending",
  rule: null,
  approvedBy: null,
  orderedAt: iso(now),
  attempts: [],
  proof: null,
  proofDueAt: null,
  proofBy: `${control.target}.power`,
  outcome: null,
  endedAt: null,
  undoneBy: null,
  undoes: null,
  canUndo: false,
});

const sending = (now: number): Pick<Order, "state" | "attempts"> => ({
  state: "sending",
  attempts: [{ number: 1, at: iso(now), outcome: "waiting", why: "", endedAt: null }],
});

const none = (message: string): Answer => ({ status: 404, value: { error: "NO_CONTROL", message } });
const refused = (message: string): Answer => ({ status: 409, value: { error: "REFUSED", message } });
