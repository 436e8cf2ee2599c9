import "../styles/trends.css";
import { useMemo } from "preact/hooks";
import { NotRead } from "../parts/not-read.tsx";
import { go, href, route } from "../route.ts";
import { isNarrow } from "../shell/width.ts";
import { clock, isLost, now, points } from "../store/live.ts";
import { t } from "../words/language.ts";
import { Charts } from "./charts.tsx";
import { type Choice, choiceOf, queryOf, type Span, stretchOf } from "./choice.ts";
import { Exports } from "./exports.tsx";
import { Picker } from "./picker.tsx";
import { useTrends } from "./read-trends.ts";
import { Times } from "./times.tsx";

/** Buckets a line: about as many as a screen has columns for it. */
const BUCKETS = { wide: 1000, narrow: 400 } as const;

/** How something went over any time: up to eight points side by side. What is chosen stands in the address. */
export const TrendsPage = () => {
  const words = t().trends;
  const { query } = route.value;
  const choice = useMemo(() => choiceOf(query), [query]);
  if (clock.value === null || points.value.size === 0) return <p class="calm">{words.reading}</p>;
  return (
    <div class="trends-page">
      <h1>{words.title}</h1>
      <Picker chosen={choice.points} onChoose={chosen => show({ ...choice, points: chosen })} />
      {choice.points.length === 0 ? (
        <div class="calm">
          <h2>{words.nothing}</h2>
          <p>{words.nothingHint}</p>
        </div>
      ) : (
        <Told choice={choice} />
      )}
    </div>
  );
};

const show = (choice: Choice): void => go(href("trends", null, queryOf(choice)));

const Told = ({ choice }: { choice: Choice }) => {
  const words = t().trends;
  const { read, why, again } = useTrends(choice, isNarrow.value ? BUCKETS.narrow : BUCKETS.wide);
  const onSpan = (span: Span): void => show({ ...choice, span });
  const shown = read.is === "read" ? read.value.span : stretchOf(choice.span, now.peek());
  return (
    <>
      <Times span={choice.span} shown={shown} onSpan={onSpan} />
      {why !== "" && (
        <p class="refusal" role="alert">
          {words.refused} <small lang="en">{why}</small>
        </p>
      )}
      {read.is !== "read" ? (
        why === "" && <NotRead read={read} words={words} again={again} />
      ) : (
        <div class={read.isOld || isLost.value ? "trend-charts is-old" : "trend-charts"}>
          {isLost.value && <p class="last-known">{words.old}</p>}
          {read.value.unknown.length > 0 && (
            <p class="trend-unknown">
              <b aria-hidden="true">?</b> {words.unknown(read.value.unknown.join(", "))}
            </p>
          )}
          <Charts seen={read.value} onSpan={onSpan} />
          <Exports points={read.value.trends.map(({ point }) => point)} span={read.value.span} />
        </div>
      )}
    </>
  );
};
