import { useId } from "preact/hooks";
import { duration, moment } from "../format/time.ts";
import type { Stretch } from "../parts/chart-data.ts";
import { now, points, timeZone } from "../store/live.ts";
import { say, t } from "../words/language.ts";
import { valueWords } from "../words/values.ts";
import { ReadFrom } from "./charts.tsx";
import { lanesOf, type StateStretch, statesOf, type WireTrend } from "./courses.ts";

const WIDTH = 1000;
const HEIGHT = 20;
/** Nobody reads a longer table. */
const MOST_ROWS = 200;

/** What a point said, a lane for each of its words: told apart by place and word, never by colour. */
export const StateLanes = ({ trend, span }: { trend: WireTrend; span: Stretch }) => {
  const stretches = statesOf(trend, span);
  const lanes = lanesOf(stretches);
  const pointClass = points.value.get(trend.point)?.peek().class ?? "";
  const wordOf = (is: StateStretch["is"]): string => {
    if (is === "unknown") return t().chart.none;
    if (is === "several") return t().trends.several;
    return say(valueWords(trend.words[is] ?? String(is), pointClass));
  };
  const at = (ms: number): string => moment(ms, now.peek(), timeZone.value);
  return (
    <section class="trend-states">
      <h2>{say(trend.name)}</h2>
      <dl>
        {lanes.map(({ is, stretches: of, ms }) => (
          <div key={is} class={is === "unknown" ? "is-unknown" : undefined}>
            <dt>
              {is === "unknown" && <b aria-hidden="true">? </b>}
              {wordOf(is)}
            </dt>
            <dd>
              <Lane stretches={of} span={span} is={is} />
              <span>{duration(ms)}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p class="trend-ends quiet">
        <span>{at(span.from)}</span>
        <span>{at(span.to)}</span>
      </p>
      <ReadFrom trends={[trend]} />
      <Table stretches={stretches} wordOf={wordOf} at={at} title={say(trend.name)} />
    </section>
  );
};

type LaneProps = {
  readonly stretches: readonly Stretch[];
  readonly span: Stretch;
  readonly is: StateStretch["is"];
};

const Lane = ({ stretches, span: { from, to }, is }: LaneProps) => {
  const hatch = useId();
  const x = (at: number): number => Math.round(((at - from) / (to - from)) * WIDTH * 10) / 10;
  const isPlain = typeof is === "number";
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <pattern id={hatch} width="10" height="10" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class={`lane-hatch is-${isPlain ? "known" : is}`} width="4" height="10" />
      </pattern>
      {stretches.map(each => (
        <rect
          key={each.from}
          class={isPlain ? "lane-state" : undefined}
          fill={isPlain ? undefined : `url(#${hatch})`}
          x={x(each.from)}
          width={Math.max(1, x(each.to) - x(each.from))}
          height={HEIGHT}
        />
      ))}
    </svg>
  );
};

type TableProps = {
  readonly stretches: readonly StateStretch[];
  readonly title: string;
  wordOf(is: StateStretch["is"]): string;
  at(ms: number): string;
};

const Table = ({ stretches, wordOf, at, title }: TableProps) => {
  const words = t().trends;
  return (
    <details class="chart-table">
      <summary>{t().chart.table}</summary>
      <div>
        <table>
          <caption class="unseen">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{words.from}</th>
              <th scope="col">{words.state}</th>
              <th scope="col">{words.length}</th>
            </tr>
          </thead>
          <tbody>
            {stretches.slice(-MOST_ROWS).map(({ from, to, is }) => (
              <tr key={from}>
                <th scope="row">{at(from)}</th>
                <td>{wordOf(is)}</td>
                <td>{duration(to - from)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
};
