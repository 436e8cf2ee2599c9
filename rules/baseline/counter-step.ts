import type { Meter } from "../site/energy-plan.ts";
import type { Site } from "../site/model.ts";

/**
 * The smallest step of a meter's counter where the site file tells it, kWh: registers of whole numbers without a factor that the
 * device sets, and digits of DL/T 645. 0: it does not count, or it counts finer than matters, or nobody said.
 */
export const counterStepKwh = (meter: Meter, { points }: Pick<Site, "points">): number => {
  if (meter.is !== "counter") return 0;
  const source = points[meter.point]?.source;
  if (source?.is === "dlt645") return Math.abs(source.scale) * 10 ** -source.digits.decimals;
  if (source?.is !== "modbus" || source.factor !== undefined) return 0;
  return source.type === "f32" || source.type === "f64" ? 0 : Math.abs(source.scale);
};
