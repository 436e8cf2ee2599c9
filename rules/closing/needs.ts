import type { Equipment, Point, Site, Words, Zone } from "../site/model.ts";
import type { CheckKind } from "./certificate.ts";
import {
  DEAD,
  EMPTY,
  noSensor,
  OFF,
  OPEN,
  PEOPLE_IN,
  POWER,
  SHUT,
  SHUT_AND_LOCKED,
  STILL_ON,
  UNLOCKED,
} from "./phrases.ts";

/** One value that an item needs. `wrong`: what is wrong when the value is not right. */
export type Need = {
  readonly point: Point;
  readonly isRight: (value: number) => boolean;
  readonly wrong: (value: number) => Words;
};

/** What a check asks of one thing; `missing`: what it must see but the hall has no sensor for. */
export type Plan = {
  readonly id: string;
  readonly kind: CheckKind;
  readonly name: Words;
  readonly zone: string;
  readonly expected: Words;
  readonly needs: readonly Need[];
  readonly missing: readonly Words[];
  /** Needed as well while anybody is inside, or may be: a way out that opens from inside. */
  readonly whileInside: Need | null;
  /** Why nothing is asked of it; null: it is. */
  readonly except: Words | null;
};

/** A setting of the packs in its own unit; null: no pack in force has it. */
export type SettingOf = (name: string) => number | null;

/** Watts below which a circuit counts as off where no pack says it: these leave room for standby and meter noise. */
const OFF_BELOW_W = { light: 10, power: 5 };

/**
 * Uses of circuits whose power must be off; a circuit of no stated use is one of them.
 *
 * @see GA-5.4-4 in the clause catalogue: office and business equipment, demonstration devices, devices for customers
 */
const SWITCHED_OFF: ReadonlySet<string> = new Set(["equipment", "terminal", "demo", "convenience"]);

/** Zones in which nobody is looked for: outdoors, and the room of the guard who stays. */
const UNASKED: ReadonlySet<string> = new Set(["outside", "guard", "guard-room"]);

/** All that the closing check asks of a hall: things first, then zones. */
export const closingPlans = (site: Site, setting: SettingOf): readonly Plan[] => [
  ...site.equipment.flatMap(each => equipmentPlan(each, setting) ?? []),
  ...site.zones.flatMap(zone => zonePlan(zone) ?? []),
];

/** What the closing check asks of a piece of equipment; null for what it has nothing to ask of. */
const equipmentPlan = (equipment: Equipment, setting: SettingOf): Plan | null => {
  const { points, tags, use } = equipment;
  const { contact, lock, power, state, mode, release } = points;
  const watts = setting("equipment_off_below") ?? OFF_BELOW_W.power;
  const isLit = tags.includes("always-lit");
  const make = planner(equipment);
  const secured = [
    need(contact, "closed", OPEN) ?? noSensor({ zh: "门磁", en: "contact" }),
    need(lock, "locked", UNLOCKED) ?? noSensor({ zh: "门锁", en: "lock" }),
  ];
  switch (equipment.kind) {
    case "door":
      if (!tags.includes("escape") || !release) return make("door", SHUT_AND_LOCKED, secured);
      return {
        ...make("escape-door", SHUT_AND_LOCKED, secured),
        whileInside: need(release, "ready", { zh: "从里面打不开", en: "does not open from inside" }) ?? null,
      };
    case "shutter":
      return make("door", SHUT_AND_LOCKED, secured);
    case "cabinet":
      return make("door", { zh: "上锁", en: "locked" }, [
        need(lock, "locked", UNLOCKED) ?? noSensor({ zh: "锁", en: "lock" }),
      ]);
    case "window":
      return make("window", SHUT, [need(contact, "closed", OPEN) ?? noSensor({ zh: "窗磁", en: "contact" })]);
    case "light-circuit": {
      const below = setting("light_off_below") ?? OFF_BELOW_W.light;
      const plan = make("light", OFF, [isBelow(power, below) ?? need(state, "off", STILL_ON) ?? POWER]);
      return isLit ? { ...plan, except: { zh: "允许常亮", en: "may be lit at any time" } } : plan;
    }
    case "air-conditioner":
      return make("power", OFF, [need(mode, "off", STILL_ON) ?? noSensor({ zh: "运行模式", en: "mode" })]);
    case "power-circuit":
      if (equipment.alwaysOn)
        return make("always-on", { zh: "必须通电", en: "must stay on" }, [isFrom(power, watts) ?? POWER]);
      if (use !== undefined && !SWITCHED_OFF.has(use)) return null;
      return make("power", OFF, [isBelow(power, watts) ?? POWER]);
    case "sign": {
      const plan = make("timed-sign", OFF, [isBelow(power, watts) ?? need(state, "off", STILL_ON) ?? POWER]);
      const isTimed = setting("sign_on_at") !== null && setting("sign_off_at") !== null;
      return isLit || isTimed ? { ...plan, except: { zh: "灯箱按时开关", en: "timed sign" } } : plan;
    }
    default:
      return null;
  }
};

/** Whether anybody is in a zone; null where nobody counts, or nobody is asked about. */
const zonePlan = (zone: Zone): Plan | null => {
  const people = peoplePoint(zone);
  if (!people || zone.tags.some(tag => UNASKED.has(tag))) return null;
  const { id, name } = zone;
  const needs = [{ point: people, isRight: (value: number) => value <= 0, wrong: PEOPLE_IN }];
  return {
    id: `zone:${id}`,
    kind: "zone",
    name,
    zone: id,
    expected: EMPTY,
    needs,
    missing: [],
    whileInside: null,
    except: null,
  };
};

/** What tells whether anybody is in a zone: how many, or (0 and 1) whether. */
export const peoplePoint = ({ points }: Zone): Point | undefined => points.occupancy ?? points.occupied;

/** Whether nobody is looked for in a zone when the hall closes. */
export const isUnasked = ({ tags }: Zone): boolean => tags.some(tag => UNASKED.has(tag));

/** A plan of a thing from what is asked: needs, and texts for sensors that it does not have. */
export const planner =
  ({ id, name, zone }: Equipment) =>
  (kind: CheckKind, expected: Words, asks: readonly (Need | Words)[]): Plan => ({
    id,
    kind,
    name,
    zone,
    expected,
    needs: asks.filter(ask => "point" in ask),
    missing: asks.filter(ask => "zh" in ask),
    whileInside: null,
    except: null,
  });

/** That a point says a word of its class; undefined without the point. */
export const need = (point: Point | undefined, word: string, wrong: Words): Need | undefined =>
  point && { point, isRight: value => point.class.words?.[value] === word, wrong: () => wrong };

const isBelow = (point: Point | undefined, watts: number): Need | undefined =>
  point && { point, isRight: value => value < watts, wrong: () => STILL_ON };

/** That a circuit draws at least so much. */
export const isFrom = (point: Point | undefined, watts: number): Need | undefined =>
  point && { point, isRight: value => value >= watts, wrong: () => DEAD };
