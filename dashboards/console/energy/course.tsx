import { useMemo } from "preact/hooks";
import type { WireEnergy } from "#gateway/wire/energy.ts";
import { dayText } from "../format/day.ts";
import { shortMoment, timeOfDay, wall } from "../format/time.ts";
import { Chart } from "../parts/chart.tsx";
import { now, timeZone } from "../store/live.ts";
import { say, t } from "../words/language.ts";
import { kWhText } from "./amounts.tsx";
import { courseLines } from "./course-lines.ts";

/** The course of a time: what was had as ink, the baseline dashed, closed time shaded, estimates hatched, gaps open. */
export const Course = ({ energy }: { energy: WireEnergy }) => {
  const words = t().energy;
  const isDay = energy.from === energy.to;
  const lines = useMemo(() => courseLines(energy), [energy]);
  const { actual, baseline, closed, estimated, unknown, span } = lines;
  const title = isDay ? words.course.hours : words.course.days;
  const series = useMemo(
    () => [{ ...actual, label: words.actual }, ...(baseline ? [{ ...baseline, label: words.baseline }] : [])],
    [actual, baseline, words],
  );
  /** A value stands at the end of its time: it is named by the hour, or the day, that ended. */
  const momentText = (at: number): string => {
    const zone = timeZone.peek();
    const begin = actual.at.findLast(each => each < at) ?? at;
    if (!isDay) return dayText(wall(begin, zone)[0]);
    return `${timeOfDay(begin, zone).slice(0, 5)}–${timeOfDay(at, zone).slice(0, 5)}`;
  };
  return (
    <section class="energy-course">
      <h2>{title}</h2>
      {span === null ? (
        <p class="quiet">{words.noCourse}</p>
      ) : (
        <Chart
          title={`${title}, kWh`}
          series={series}
          closed={closed}
          estimated={estimated}
          unknown={unknown}
          span={span}
          momentText={momentText}
        />
      )}
      <Gaps energy={energy} />
    </section>
  );
};

/** More than these are unfolded by whoever wants them; those of main meters come first. */
const GAPS_SHOWN = 4;

/** Wherever readings are missing it is said, with what was done about it. */
const Gaps = ({ energy: { gaps, meters } }: { energy: WireEnergy }) => {
  const words = t().energy;
  if (gaps.length === 0) return null;
  const at = (iso: string) => shortMoment(Date.parse(iso), now.value, timeZone.value);
  const nameOf = (id: string) => {
    const meter = meters.find(each => each.meter === id && each.is !== "unaccounted");
    return meter ? say(meter.name) : id;
  };
  const mains = new Set(meters.filter(({ under }) => under === null).map(({ meter }) => meter));
  const sorted = gaps.toSorted((a, b) => Number(mains.has(b.meter)) - Number(mains.has(a.meter)));
  const list = (shown: WireEnergy["gaps"]) => (
    <ul class="energy-gaps">
      {shown.map(({ meter, from, to, estimatedKwh }) => (
        <li key={`${meter} ${from}`} class={estimatedKwh === null ? "is-unfilled" : "is-filled"}>
          {estimatedKwh === null
            ? words.unfilled(nameOf(meter), at(from), at(to))
            : words.filled(nameOf(meter), at(from), at(to), kWhText(estimatedKwh))}
        </li>
      ))}
    </ul>
  );
  return (
    <>
      <h3>{words.gaps}</h3>
      {list(sorted.slice(0, GAPS_SHOWN))}
      {sorted.length > GAPS_SHOWN && (
        <details class="more-gaps">
          <summary>{words.moreGaps(sorted.length - GAPS_SHOWN)}</summary>
          {list(sorted.slice(GAPS_SHOWN))}
        </details>
      )}
    </>
  );
};
