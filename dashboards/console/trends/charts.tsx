import { useMemo } from "preact/hooks";
import { duration } from "../format/time.ts";
import { unitText } from "../format/value.ts";
import { Chart } from "../parts/chart.tsx";
import { route } from "../route.ts";
import { now } from "../store/live.ts";
import { language, say, t } from "../words/language.ts";
import { choiceOf, type Span, zoomedTo } from "./choice.ts";
import { blindOf, chartsOf, type Group, seriesOf, type WireTrend } from "./courses.ts";
import type { Seen } from "./read-trends.ts";
import { StateLanes } from "./state-lanes.tsx";
import { lookCloser } from "./times.tsx";

type ChartsProps = { readonly seen: Seen; onSpan(span: Span): void };

/** Quantities whose nothing is nought; anything else begins where it is. */
const FROM_NOUGHT: ReadonlySet<string> = new Set(["W", "A", "{person}", "lx", "W.h", "%"]);

/** Numbers by unit, at most three lines a chart, then what is said in words. */
export const Charts = ({ seen, onSpan }: ChartsProps) => {
  const { trends } = seen;
  const charts = useMemo(() => chartsOf(trends), [trends]);
  const worded = trends.filter(({ words }) => words.length > 0);
  return (
    <>
      {charts.map(group => (
        <Lines
          key={group.trends.map(({ point }) => point).join()}
          group={group}
          seen={seen}
          onSpan={onSpan}
        />
      ))}
      {worded.map(trend => (
        <StateLanes key={trend.point} trend={trend} span={seen.span} />
      ))}
    </>
  );
};

const Lines = ({ group: { unit, trends }, seen: { span }, onSpan }: ChartsProps & { group: Group }) => {
  const words = t().trends;
  const speaks = language.value;
  const series = useMemo(
    () => trends.map((trend, place) => seriesOf(trend, say(trend.name), place)),
    [trends, speaks],
  );
  const unknown = useMemo(() => blindOf(trends, span), [trends, span]);
  const title = [trends.map(({ name }) => say(name)).join(" · "), unit === "" ? "" : unitText(unit, 2)]
    .filter(Boolean)
    .join(", ");
  return (
    <section class="trend-chart">
      <h2>{title}</h2>
      {trends.every(({ at }) => at.length === 0) ? (
        <p class="trend-empty">
          <b aria-hidden="true">?</b> {words.empty}
        </p>
      ) : (
        <Chart
          title={title}
          series={series}
          unknown={unknown}
          span={span}
          isFromNought={FROM_NOUGHT.has(unit)}
          onZoom={(from, to) =>
            lookCloser(choiceOf(route.peek().query).span, zoomedTo(from, to, now.peek()), onSpan)
          }
        />
      )}
      <p class="quiet">{words.band}</p>
      <ReadFrom trends={trends} />
    </section>
  );
};

/** What the courses were read from, and how long a step is; once where all are alike. */
export const ReadFrom = ({ trends }: { trends: readonly WireTrend[] }) => {
  const words = t().trends;
  const texts = trends.map(({ source, stepMs }) => words.source[source](duration(stepMs)));
  return <p class="quiet">{[...new Set(texts)].join(" · ")}</p>;
};
