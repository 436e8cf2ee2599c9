import type { WirePoint } from "#gateway/wire/point.ts";
import { isLost, now } from "../store/live.ts";
import { trustOf } from "../store/trust.ts";

/** Whether a point can be trusted now, on this page. */
export const isTrusted = (point: WirePoint): boolean => trustOf(point, now.value, !isLost.value) === "good";
