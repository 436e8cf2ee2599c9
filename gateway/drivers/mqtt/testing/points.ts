import type { MqttSource, Point } from "#rules/site/model.ts";
import { pointClasses } from "#rules/site/point-classes.ts";

/** What a test says of a point: its name in the test, its class, and what differs from a plain topic of its own. */
export type PointSketch = Partial<Omit<MqttSource, "is">> & {
  readonly id: string;
  readonly class: string;
  readonly range?: readonly [number, number];
  readonly owner?: string;
};

/** Points as the site parser would make them. */
export const pointsOf = (sketches: readonly PointSketch[]): Point[] =>
  sketches.map(({ id, class: classId, range, owner = "device", ...source }, index) => {
    const found = pointClasses.get(classId);
    if (found === undefined) throw new Error(`no point class ${classId}`);
    const limits = range ?? found.range;
    return {
      index,
      id,
      role: id,
      owner,
      zone: "hall",
      name: { zh: "测点", en: id },
      class: found,
      ...(limits && { range: limits }),
      staleAfter: found.staleAfter,
      source: { is: "mqtt", topic: "hall/device", path: [], scale: 1, ...source },
      via: "mqtt:device",
    };
  });

export const WORDS = {
  contact: { CLOSED: "closed", OPEN: "open" },
  lock: { LOCKED: "locked", UNLOCKED: "unlocked", JAMMED: "jammed" },
} as const;
