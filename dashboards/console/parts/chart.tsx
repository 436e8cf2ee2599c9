import "../styles/chart.css";
import { useMemo, useState } from "preact/hooks";
import { moment } from "../format/time.ts";
import { valueText } from "../format/value.ts";
import { now, timeZone } from "../store/live.ts";
import { t } from "../words/language.ts";
import { type ChartSeries, nearest, type Stretch, thinned } from "./chart-data.ts";
import { lazy } from "./lazy.tsx";

const ChartPlot = lazy(() => import("./chart-plot.tsx").then(({ ChartPlot }) => ChartPlot));

/** More rows than this nobody reads: the table takes every so manieth. */
const TABLE_ROWS = 200;
const NONE: readonly Stretch[] = [];

export type ChartProps = {
  /** What is drawn, for whoever cannot see it. */
  readonly title: string;
  /** At most three lines; the first is the one that the chart is about. */
  readonly series: readonly ChartSeries[];
  /** When the hall was closed: shaded. */
  readonly closed?: readonly Stretch[];
  /** What was estimated: hatched. */
  readonly estimated?: readonly Stretch[];
  /** Of what nothing is known: hatched in the colour of what nobody sees. */
  readonly unknown?: readonly Stretch[];
  /** From and to that are shown; as far as there are values by default. */
  readonly span?: Stretch;
  readonly height?: number;
  /** For quantities; a temperature begins where it is. */
  readonly isFromNought?: boolean;
  /** How a moment is called in words; by default as any moment. */
  momentText?(at: number): string;
  /** A stretch was chosen, with the pointer or by + and − around the moment that is pointed at. */
  onZoom?(from: number, to: number): void;
};

/**
 * Lines over time. They differ by dash and name, never by colour; closed time is shaded, estimated and unknown time
 * hatched, and gaps stay open. Arrow keys read it value by value, and a table says the same.
 */
export const Chart = (props: ChartProps) => {
  const { title, series, closed = NONE, estimated = NONE, unknown = NONE, span, height = 260 } = props;
  const [pointed, point] = useState<{ readonly at: number; readonly isByKey: boolean } | null>(null);
  const ground = useMemo(() => ({ closed, estimated, unknown }), [closed, estimated, unknown]);
  const [main] = series;
  const place = pointed === null ? -1 : nearest(main?.at ?? [], pointed.at);
  return (
    <figure class="chart">
      <Legend series={series} closed={closed} estimated={estimated} unknown={unknown} />
      <div
        class="chart-frame"
        role="slider"
        tabIndex={0}
        aria-label={title}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, (main?.at.length ?? 0) - 1)}
        aria-valuenow={Math.max(0, place)}
        aria-valuetext={place < 0 ? t().chart.keys : textAt(props, main?.at[place] ?? 0)}
        onKeyDown={event => {
          const at = keyed(event.key, place, main?.at ?? []);
          if (at !== null) point({ at, isByKey: true });
          else if (!zoomed(event.key, props, pointed?.at ?? null)) return;
          event.preventDefault();
          event.stopPropagation();
        }}
      >
        <ChartPlot
          series={series}
          ground={ground}
          timeZone={timeZone.value}
          height={height}
          span={span ?? null}
          isFromNought={props.isFromNought ?? true}
          pointed={pointed?.isByKey ? pointed.at : null}
          onPoint={at => point(at === null ? null : { at, isByKey: false })}
          onZoom={props.onZoom}
        />
      </div>
      <p class="chart-at quiet" aria-hidden="true">
        {place < 0 ? t().chart.hint : textAt(props, main?.at[place] ?? 0)}
      </p>
      <Table {...props} />
    </figure>
  );
};

/** What stands at a moment in each line: `14:00 · 实际 31.2 kWh · 基线 28.0 kWh`. */
const textAt = (props: ChartProps, at: number): string =>
  [momentOf(props, at), ...props.series.map(each => `${each.label} ${valueAt(each, at)}`)].join(" · ");

const momentOf = ({ momentText }: ChartProps, at: number): string =>
  momentText ? momentText(at) : moment(at, now.peek(), timeZone.peek());

/** The value of a line at the moment nearest to `at`; words where it has none. */
const valueAt = ({ at: moments, values, unit, gapMs }: ChartSeries, at: number): string => {
  const index = nearest(moments, at);
  const value = values[index] ?? null;
  const isFar = gapMs !== undefined && Math.abs((moments[index] ?? 0) - at) > gapMs;
  return value === null || isFar ? t().chart.none : valueText({ value, unit });
};

/** The moment that a key goes to; null: it is no such key. */
const keyed = (key: string, place: number, moments: readonly number[]): number | null => {
  const last = moments.length - 1;
  const tenth = Math.max(1, Math.round(moments.length / 10));
  const to: Readonly<Record<string, number>> = {
    ArrowRight: place + 1,
    ArrowLeft: place < 0 ? last : place - 1,
    PageDown: place + tenth,
    PageUp: place - tenth,
    Home: 0,
    End: last,
  };
  const index = to[key];
  return index === undefined ? null : (moments[Math.min(Math.max(index, 0), last)] ?? null);
};

/** Whether the key chose half of what is shown, or twice as much, around the moment that is pointed at. */
const zoomed = (key: string, { onZoom, span, series }: ChartProps, pointed: number | null): boolean => {
  const factor = key === "+" || key === "=" ? 0.5 : key === "-" ? 2 : null;
  const shown = span ?? { from: series[0]?.at.at(0) ?? 0, to: series[0]?.at.at(-1) ?? 0 };
  if (factor === null || !onZoom || shown.to <= shown.from) return false;
  const half = ((shown.to - shown.from) * factor) / 2;
  const middle = pointed ?? (shown.from + shown.to) / 2;
  onZoom(middle - half, middle + half);
  return true;
};

const DASHES = { solid: "", dashed: "6 4", dotted: "2 3" } as const;

const Legend = ({
  series,
  closed,
  estimated,
  unknown,
}: Required<Pick<ChartProps, "series" | "closed" | "estimated" | "unknown">>) => (
  <figcaption class="chart-legend">
    {series.map(({ label, dash = "solid" }) => (
      <span key={label}>
        <svg viewBox="0 0 28 10" aria-hidden="true" class={`chart-line is-${dash}`}>
          <path d="M0 5h28" stroke-dasharray={DASHES[dash]} />
        </svg>
        {label}
      </span>
    ))}
    {closed.length > 0 && <Mark is="closed" />}
    {estimated.length > 0 && <Mark is="estimated" />}
    {unknown.length > 0 && <Mark is="unknown" />}
  </figcaption>
);

const Mark = ({ is }: { is: "closed" | "estimated" | "unknown" }) => (
  <span>
    <i class={`chart-mark is-${is}`} aria-hidden="true" />
    {t().chart[is]}
  </span>
);

/** The same as a table, drawn only once somebody wants it. */
const Table = (props: ChartProps) => {
  const [isOpen, open] = useState(false);
  const { series, title } = props;
  const [main] = series;
  return (
    <details class="chart-table" onToggle={event => open(event.currentTarget.open)}>
      <summary>{t().chart.table}</summary>
      {isOpen && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
        <section class="chart-rows" tabIndex={0} aria-label={t().chart.table}>
          <table>
            <caption class="unseen">{title}</caption>
            <thead>
              <tr>
                <th scope="col">{t().chart.time}</th>
                {series.map(({ label }) => (
                  <th key={label} scope="col">
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {thinned(main?.at.length ?? 0, TABLE_ROWS).map(index => {
                const at = main?.at[index] ?? 0;
                return (
                  <tr key={at}>
                    <th scope="row">{momentOf(props, at)}</th>
                    {series.map(each => (
                      <td key={each.label}>{valueAt(each, at)}</td>
                    ))}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </section>
      )}
    </details>
  );
};
