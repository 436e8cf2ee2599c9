import type { WireFigures, WireLoad } from "#gateway/wire/load.ts";
import { isNarrow } from "../shell/width.ts";
import { t } from "../words/language.ts";
import { Bar } from "./bar.tsx";

/** What each shift or week had to bear, and beside it what was kept from calling. */
export const Periods = ({ read }: { read: WireLoad }) => {
  const words = t().load;
  const most = Math.max(0, ...read.periods.map(({ calls }) => calls));
  const isPartly = read.periods.some(({ isWhole }) => !isWhole);
  return (
    <section>
      <h2>{read.by === "week" ? words.periods.week : words.periods.shift}</h2>
      <table class="periods">
        <thead>
          <tr>
            <th scope="col">{words.period}</th>
            <th scope="col">{words.calledHead}</th>
            <th scope="col">
              <span class="unseen">{words.calledHead}</span>
            </th>
            <th scope="col">{words.peakHead}</th>
            {!isNarrow.value && <th scope="col">{words.floodHead}</th>}
            {!isNarrow.value && <th scope="col">{words.asideHead}</th>}
          </tr>
        </thead>
        <tbody>
          {read.periods.map(period => (
            <tr key={period.name}>
              <th scope="row">
                {shortName(period.name)}
                {!period.isWhole && " *"}
              </th>
              <td>
                {period.calls}
                {period.calls > 0 && <span class="unseen"> ({shares(period.byPriority)})</span>}
              </td>
              <td class="bar-cell">
                <Bar byPriority={period.byPriority} most={most} />
              </td>
              <td>{period.peak?.calls ?? 0}</td>
              {!isNarrow.value && <td>{period.floods}</td>}
              {!isNarrow.value && <td>{aside(period)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {isPartly && <p class="quiet">{words.partly}</p>}
      {read.outside > 0 && <p class="quiet">{words.outside(read.outside)}</p>}
    </section>
  );
};

const aside = ({ shelved, suppressed, outOfService }: WireFigures): string =>
  `${shelved} / ${suppressed} / ${outOfService}`;

/** `2025-07-08 20:00` without the year; weeks as they are. */
const shortName = (name: string): string => name.replace(/^\d{4}-(?=\d\d-\d\d )/, "");

/** How many calls of each priority, for those who cannot see the bar. */
const shares = (byPriority: readonly number[]): string =>
  byPriority.map((count, index) => t().load.ofPriority(index + 1, count)).join(", ");
