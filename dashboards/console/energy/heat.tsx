import { useState } from "preact/hooks";
import type { WireHeat, WireMeterEnergy } from "#gateway/wire/energy.ts";
import { wall } from "../format/time.ts";
import { valueText } from "../format/value.ts";
import { NotRead } from "../parts/not-read.tsx";
import { useRead } from "../parts/use-read.ts";
import { now, timeZone } from "../store/live.ts";
import { say, t } from "../words/language.ts";
import { kWhText } from "./amounts.tsx";
import { daysAfter, daysBetween, type Period } from "./period.ts";
import { durationPath, SHADES, shadesOf } from "./shade.ts";

/** A shorter time is shown with the days before it, so that days can be compared. */
const LEAST_DAYS = 28;

/** Hours by days of one meter in shades of ink, and how long it had how much power. */
export const Heat = ({ period, meters }: { period: Period; meters: readonly WireMeterEnergy[] }) => {
  const words = t().energy;
  const real = meters.filter(({ is }) => is !== "unaccounted");
  const [chosen, choose] = useState(real[0]?.meter ?? "");
  const from =
    daysBetween(period.from, period.to) + 1 < LEAST_DAYS ? daysAfter(period.to, 1 - LEAST_DAYS) : period.from;
  const query = new URLSearchParams({ meter: chosen, from, to: period.to });
  const { read, again } = useRead<WireHeat>(`/api/energy/heat?${query}`);
  return (
    <section class="energy-heat">
      <h2>{words.heat}</h2>
      <label class="heat-meter">
        {words.heatMeter}{" "}
        <select value={chosen} onChange={event => choose(event.currentTarget.value)}>
          {real.map(({ meter, name }) => (
            <option key={meter} value={meter}>
              {say(name)}
            </option>
          ))}
        </select>
      </label>
      {read.is === "read" ? (
        <>
          <HeatMap heat={read.value} />
          <Duration powersW={read.value.duration} />
        </>
      ) : (
        <NotRead read={read} words={words} again={again} />
      )}
    </section>
  );
};

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

const HeatMap = ({ heat: { days } }: { heat: WireHeat }) => {
  const words = t().energy;
  const { bounds, shade } = shadesOf(days);
  const [today, time] = wall(now.peek(), timeZone.peek());
  const currentHour = Number(time.slice(0, 2));
  return (
    <>
      <table class="heat">
        <caption class="unseen">{words.heat}</caption>
        <thead>
          <tr>
            <th scope="col">{words.day}</th>
            {HOURS.map(hour => (
              <th key={hour} scope="col">
                {hour % 3 === 0 ? hour : <span class="unseen">{hour}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map(({ date, kWh, is }) => (
            <tr key={date}>
              <th scope="row">
                {date.slice(5)}
                {is === "closed" && <small> {words.closedDay}</small>}
              </th>
              {HOURS.map(hour => {
                const value = kWh[hour] ?? null;
                const isAhead = value === null && (date > today || (date === today && hour >= currentHour));
                const text = isAhead ? words.ahead : value === null ? t().amount.nothing : kWhText(value);
                return (
                  <td
                    key={hour}
                    class={isAhead ? "is-ahead" : `is-shade-${shade(value) ?? "unknown"}`}
                    title={words.heatCell(date, hour, text)}
                  >
                    <span class="unseen">{text}</span>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p class="heat-legend">
        {Array.from({ length: SHADES }, (_, index) => (
          <span key={index}>
            <i class={`is-shade-${index + 1}`} aria-hidden="true" />{" "}
            {words.shades(kWhText(bounds[index] ?? 0))}
          </span>
        ))}
        <span>
          <i class="is-shade-unknown" aria-hidden="true" /> {t().amount.nothing}
        </span>
      </p>
    </>
  );
};

const [WIDTH, HEIGHT] = [600, 120];

const Duration = ({ powersW }: { powersW: readonly number[] }) => {
  const words = t().energy;
  const path = durationPath(powersW, WIDTH, HEIGHT);
  if (path === "") return null;
  const watts = (index: number) => valueText({ value: powersW[index] ?? null, unit: "W" });
  const text = words.durationText(watts(0), watts(powersW.length >> 1), watts(powersW.length - 1));
  return (
    <figure class="load-duration">
      <figcaption>
        <strong>{words.duration}</strong> {text}
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={text}>
        <path d={path} />
      </svg>
      <p class="quiet" aria-hidden="true">
        <span>0</span>
        <span>{words.always}</span>
      </p>
    </figure>
  );
};
