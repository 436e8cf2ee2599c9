import { duration, shortMoment, timeOfDay } from "../format/time.ts";
import { untilOf } from "../roster/days.ts";
import { href } from "../route.ts";
import { hours, isLost, now, timeZone } from "../store/live.ts";
import { t } from "../words/language.ts";
import { lateBy } from "./items.ts";
import { handovers, shifts, useHandovers } from "./read-handovers.ts";

/** For the alarm bar: who is responsible now and until when, and whether a handover is late. */
export const DutyNow = () => {
  useHandovers();
  const words = t().handover;
  const list = handovers.value;
  if (list === null || isLost.value) return null;
  const late = Math.max(0, ...list.handovers.map(each => lateBy(each, now.value)));
  const text = dutyText(list.responsible);
  if (text === null && late === 0) return null;
  return (
    <a class="duty-now" href={href("handover")}>
      {text !== null && (
        <span>
          {words.duty}
          {text}
        </span>
      )}
      {late > 0 && (
        <span class="late-mark">
          <b aria-hidden="true">!</b> {words.dutyLate(duration(late))}
        </span>
      )}
    </a>
  );
};

type Responsible = { readonly post: string; readonly person: string; readonly name: string };

/** One post stands in the bar: by night the guard, by day whoever manages the hall; any other where there is none. */
const dutyText = (responsible: readonly Responsible[]): string | null => {
  const first = hours.value?.phase === "closed" ? "guard" : "duty-manager";
  const shown = responsible.find(({ post }) => post === first) ?? responsible[0];
  if (shown === undefined) return null;
  const until = shifts.value && untilOf(shifts.value, shown.post, shown.person);
  return until === null ? shown.name : t().handover.dutyUntil(shown.name, untilText(until));
};

/** Nobody takes tomorrow's 08:00 for today's while it is later than that: the date stands only where it is further off. */
const DAY_MS = 86_400_000;
const untilText = (until: number): string =>
  until - now.value < DAY_MS
    ? timeOfDay(until, timeZone.value).slice(0, 5)
    : shortMoment(until, now.value, timeZone.value);
