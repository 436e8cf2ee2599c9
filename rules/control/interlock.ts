import type { Signal } from "../reading/signal.ts";
import type { Control } from "../site/control-plan.ts";
import type { Site } from "../site/model.ts";
import { judgeCheck, type Says } from "./check.ts";
import { insteadOf } from "./phrases.ts";

/** Whether all interlocks of a control let it pass now, and why the first that does not does not. */
export const interlockOf = (
  { interlocks }: Pick<Control, "interlocks">,
  { points }: Pick<Site, "points">,
  signalOf: (point: number) => Signal,
): { readonly is: Says; readonly why: string } => {
  for (const check of interlocks) {
    const signal = signalOf(check.point);
    const is = judgeCheck(check, signal);
    if (is !== "yes") return { is, why: insteadOf(check, points[check.point], signal, is) };
  }
  return { is: "yes", why: "" };
};
