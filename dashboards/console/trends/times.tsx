import { signal } from "@preact/signals";
import { useState } from "preact/hooks";
import { fieldOf, momentOf } from "../format/hall-time.ts";
import type { Stretch } from "../parts/chart-data.ts";
import { isNarrow } from "../shell/width.ts";
import { now, timeZone } from "../store/live.ts";
import { t } from "../words/language.ts";
import { RANGES, type Range, type Span, zoomedTo } from "./choice.ts";

/** Times that were shown before a closer look was taken, latest last; only of this visit. */
const before = signal<readonly Span[]>([]);

type TimesProps = {
  readonly span: Span;
  /** From and to of what is on the screen. */
  readonly shown: Stretch;
  onSpan(span: Span): void;
};

/** Takes a closer look, and keeps the way back. */
export const lookCloser = (from: Span, to: Span, onSpan: (span: Span) => void): void => {
  before.value = [...before.value, from];
  onSpan(to);
};

/** Which time is shown: the last hours or days, or any from and to; and the way back from a closer look. */
export const Times = ({ span, shown, onSpan }: TimesProps) => {
  const words = t().trends;
  const way = before.value;
  const back = (): void => {
    const last = way.at(-1);
    before.value = way.slice(0, -1);
    if (last) onSpan(last);
  };
  const move = (share: number): void => {
    const by = (shown.to - shown.from) * share;
    onSpan(zoomedTo(shown.from + by, Math.min(shown.to + by, now.peek()), now.peek()));
  };
  const form = (
    <FromTo key={span.is === "chosen" ? `${span.from} ${span.to}` : span.is} shown={shown} onSpan={onSpan} />
  );
  return (
    <div class="tabs trend-times">
      <fieldset class="trend-ranges">
        <legend class="unseen">{words.time}</legend>
        {(Object.keys(RANGES) as Range[]).map(range => (
          <button
            key={range}
            type="button"
            aria-pressed={span.is === range}
            onClick={() => {
              before.value = [];
              onSpan({ is: range });
            }}
          >
            {words.ranges[range]}
          </button>
        ))}
      </fieldset>
      <div class="trend-moves">
        {way.length > 0 && span.is === "chosen" && (
          <button type="button" class="primary" onClick={back}>
            {words.back}
          </button>
        )}
        <button type="button" onClick={() => move(-1 / 2)}>
          ‹ {words.earlier}
        </button>
        <button
          type="button"
          disabled={span.is !== "chosen" || shown.to >= now.value - 1000}
          onClick={() => move(1 / 2)}
        >
          {words.later} ›
        </button>
        <button
          type="button"
          onClick={() => {
            const length = shown.to - shown.from;
            lookCloser(span, zoomedTo(shown.from - length / 2, shown.to + length / 2, now.peek()), onSpan);
          }}
        >
          {words.wider}
        </button>
      </div>
      {isNarrow.value ? (
        <details class="trend-chosen-time">
          <summary>{words.chosenTime}</summary>
          {form}
        </details>
      ) : (
        form
      )}
    </div>
  );
};

const FromTo = ({ shown, onSpan }: Pick<TimesProps, "shown" | "onSpan">) => {
  const words = t().trends;
  const [isWrong, setWrong] = useState(false);
  return (
    <form
      class="between"
      onSubmit={event => {
        event.preventDefault();
        const fields = new FormData(event.currentTarget);
        const [from, to] = ["from", "to"].map(name =>
          momentOf(String(fields.get(name)).slice(0, 16), timeZone.peek()),
        );
        const isTime = from != null && to != null && from < to && from < now.peek();
        setWrong(!isTime);
        if (isTime) onSpan({ is: "chosen", from, to });
      }}
    >
      <label>
        {words.from}
        <input
          type="datetime-local"
          name="from"
          required
          defaultValue={fieldOf(shown.from, timeZone.value)}
        />
      </label>
      <label>
        {words.to}
        <input type="datetime-local" name="to" required defaultValue={fieldOf(shown.to, timeZone.value)} />
      </label>
      <button type="submit">{words.show}</button>
      {isWrong && (
        <p class="refusal" role="alert">
          {words.timesWrong}
        </p>
      )}
    </form>
  );
};
