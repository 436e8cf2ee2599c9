import { useMemo } from "preact/hooks";
import type { WireEnergy } from "#gateway/wire/energy.ts";
import { dayText } from "../format/day.ts";
import { timeOfDay, wall } from "../format/time.ts";
import { Chart } from "../parts/chart.tsx";
import { timeZone } from "../store/live.ts";
import { t } from "../words/language.ts";
import { courseLines } from "./course-lines.ts";
import { Gaps } from "./gaps.tsx";

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
