import type { Measured } from "#gateway/wire/common.ts";
import type { WirePoint } from "#gateway/wire/point.ts";
import { valueText } from "../format/value.ts";
import { isLost, now, points } from "../store/live.ts";
import { trustOf } from "../store/trust.ts";
import { t } from "../words/language.ts";
import { Unknown } from "./unknown.tsx";

/** What is known of a point now: its value, or that nobody knows it, for how long, and what it was last. */
export const Reading = ({ of }: { of: WirePoint }) => {
  if (trustOf(of, now.value, !isLost.value) === "good")
    return <span class="reading">{valueText(of, of.class)}</span>;
  return (
    <>
      <Unknown at={of.at} />
      {of.value !== null && <span class="last">{t().points.lastWas(valueText(of, of.class))}</span>}
    </>
  );
};

/** The class of a measured value's point, for its words; empty where the point is no sensor (a register date, say). */
export const classOf = ({ point }: Measured): string => points.value.get(point)?.value.class ?? "";
