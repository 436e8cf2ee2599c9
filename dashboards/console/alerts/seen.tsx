import type { WireAlert } from "#gateway/wire/alert.ts";
import type { Measured } from "#gateway/wire/common.ts";
import { valueText } from "../format/value.ts";
import { Age } from "../parts/age.tsx";
import { classOf } from "../parts/reading.tsx";
import { Unknown } from "../parts/unknown.tsx";
import { isLost, now, points } from "../store/live.ts";
import { oldest } from "../store/oldest.ts";
import { trustOf } from "../store/trust.ts";

/** How many values a row has room for. */
const MOST = 2;

/** What is seen now of what the alert is about: values with the age of the oldest; a question mark for what nobody sees. */
export const Seen = ({ alert }: { alert: WireAlert }) => {
  const shown = ofTarget(alert.evidence, alert.target).slice(0, MOST);
  const live = shown.flatMap(({ point }) => points.value.get(point)?.value ?? []);
  if (alert.label === "closed" || live.length === 0) return <Then evidence={shown} />;
  const trusted = live.filter(point => trustOf(point, now.value, !isLost.value) === "good");
  const blind = live.filter(point => !trusted.includes(point));
  return (
    <>
      {trusted.length > 0 && (
        <span class="reading">{trusted.map(point => valueText(point, point.class)).join(" · ")}</span>
      )}
      {blind.length > 0 ? <Unknown at={oldest(blind)} /> : <Age at={oldest(trusted)} />}
    </>
  );
};

const Then = ({ evidence }: { evidence: readonly Measured[] }) => (
  <span class="reading">{evidence.map(each => valueText(each, classOf(each))).join(" · ")}</span>
);

/** The values of the thing itself, before those of its surroundings (its zone, the weather). */
export const ofTarget = (evidence: readonly Measured[], target: string): readonly Measured[] => {
  const own = evidence.filter(({ point }) => point.startsWith(`${target}.`));
  return own.length > 0 ? own : evidence;
};
