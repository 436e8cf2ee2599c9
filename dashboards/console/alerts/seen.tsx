import type { WireAlert } from "#gateway/wire/alert.ts";
import type { Measured } from "#gateway/wire/common.ts";
import { shortName } from "../format/short-name.ts";
import { valueText } from "../format/value.ts";
import { Age } from "../parts/age.tsx";
import { classOf } from "../parts/reading.tsx";
import { Unknown } from "../parts/unknown.tsx";
import { isLost, now, points } from "../store/live.ts";
import { oldest } from "../store/oldest.ts";
import { trustOf } from "../store/trust.ts";
import { say } from "../words/language.ts";

/** How many values a row has room for. */
const MOST = 2;

/** What is seen now of what the alert is about: values with the age of the oldest; a question mark for what nobody sees. */
export const Seen = ({ alert }: { alert: WireAlert }) => {
  const shown = ofTarget(alert).slice(0, MOST);
  const live = shown.flatMap(({ point }) => points.value.get(point)?.value ?? []);
  if (alert.label === "closed" || live.length === 0) return <Then alert={alert} shown={shown} />;
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

/** What the judgement saw: of an alert that is closed, or of what is no sensor, like a date in the register. */
const Then = ({ alert, shown }: { alert: WireAlert; shown: readonly Measured[] }) => {
  const good = shown.filter(({ state }) => state === "good");
  if (good.length === 0) return <Unknown text="" />;
  const names = good.filter(({ point }) => !points.value.has(point)).map(({ name }) => say(name));
  return (
    <>
      <span class="reading">{good.map(each => valueText(each, classOf(each))).join(" · ")}</span>
      {names.length > 0 && (
        <span class="age">{names.map(name => shortName(name, say(alert.targetName))).join(" · ")}</span>
      )}
    </>
  );
};

/** The values of the thing itself, before those of its surroundings (its zone, the weather, the date). */
export const ofTarget = ({
  evidence,
  target,
  targetName,
}: Pick<WireAlert, "evidence" | "target" | "targetName">): readonly Measured[] => {
  const own = evidence.filter(
    ({ point, name }) => point.startsWith(`${target}.`) || name.zh.startsWith(`${targetName.zh} `),
  );
  return own.length > 0 ? own : evidence;
};
