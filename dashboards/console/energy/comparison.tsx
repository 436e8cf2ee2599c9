import { useState } from "preact/hooks";
import type { WireComparison } from "#gateway/wire/energy.ts";
import { wall } from "../format/time.ts";
import { percent } from "../format/value.ts";
import { ApiError, get } from "../store/api.ts";
import { isLost, now, timeZone } from "../store/live.ts";
import { say, t } from "../words/language.ts";
import { kWhText } from "./amounts.tsx";
import { daysAfter } from "./period.ts";

type Found =
  | { readonly is: "nothing" }
  | { readonly is: "asking" }
  | { readonly is: "wrong"; readonly why: string; readonly detail: string }
  | { readonly is: "found"; readonly comparison: WireComparison };

/** What a change saved, weather taken out: asked with four dates, answered with its band. */
export const Comparison = () => {
  const words = t().energy.compare;
  const [found, find] = useState<Found>({ is: "nothing" });
  const [today] = wall(now.peek(), timeZone.peek());
  const ask = async (form: HTMLFormElement): Promise<void> => {
    const fields = new FormData(form);
    const asked = Object.fromEntries(NAMES.map(name => [name, String(fields.get(name) ?? "")]));
    const wrong = (why: string, detail = "") => find({ is: "wrong", why, detail });
    const { from = "", to = "", "with-from": withFrom = "", "with-to": withTo = "" } = asked;
    if ([from, to, withFrom, withTo].includes("")) return wrong(words.missing);
    if (withTo >= from && withFrom <= to) return wrong(words.overlap);
    find({ is: "asking" });
    try {
      const comparison = await get<WireComparison>(`/api/energy/comparison?${new URLSearchParams(asked)}`);
      find({ is: "found", comparison });
    } catch (error) {
      wrong(words.failed, error instanceof ApiError && error.status === 400 ? error.message : "");
    }
  };
  return (
    <section class="energy-compare">
      <h2>{words.title}</h2>
      <p class="quiet">{words.meaning}</p>
      <form
        onSubmit={event => {
          event.preventDefault();
          void ask(event.currentTarget);
        }}
      >
        <Span
          legend={words.before}
          names={["with-from", "with-to"]}
          from={daysAfter(today, -60)}
          to={daysAfter(today, -31)}
        />
        <Span
          legend={words.after}
          names={["from", "to"]}
          from={daysAfter(today, -30)}
          to={daysAfter(today, -1)}
        />
        <button type="submit" class="primary" disabled={isLost.value || found.is === "asking"}>
          {words.verb}
        </button>
      </form>
      <div role="status" class="compare-answer">
        {found.is === "wrong" && (
          <p class="refusal">
            {found.why}
            {found.detail && <small lang="en"> {found.detail}</small>}
          </p>
        )}
        {found.is === "found" && <Answer of={found.comparison} />}
      </div>
    </section>
  );
};

const NAMES = ["from", "to", "with-from", "with-to"] as const;

type SpanProps = {
  readonly legend: string;
  readonly names: readonly [from: string, to: string];
  readonly from: string;
  readonly to: string;
};

const Span = ({ legend, names, from, to }: SpanProps) => (
  <fieldset>
    <legend>{legend}</legend>
    <label>
      {t().energy.from} <input type="date" name={names[0]} defaultValue={from} />
    </label>
    <label>
      {t().energy.to} <input type="date" name={names[1]} defaultValue={to} />
    </label>
  </fieldset>
);

/** A band that includes nought proves nothing, and says so first. */
const Answer = ({ of }: { of: WireComparison }) => {
  const words = t().energy.compare;
  const { savings, share, doubts, baseline, reporting } = of;
  const isUnsure = savings !== null && savings.low <= 0 && savings.high >= 0;
  const said = savings !== null && savings.value >= 0 ? words.saved : words.spent;
  return (
    <>
      {savings === null || share === null ? (
        <p>
          <strong>{words.none}</strong>
        </p>
      ) : (
        <>
          <p>
            <strong>
              {isUnsure
                ? words.unsure
                : said(kWhText(Math.abs(savings.value)), percent(Math.abs(share.value)))}
            </strong>
          </p>
          <p>{words.between(kWhText(savings.low), kWhText(savings.high))}</p>
          <p class="quiet">
            {words.facts(kWhText(of.expectedKwh), kWhText(of.actualKwh))} ·{" "}
            {words.days(baseline.days, reporting.days)}
          </p>
        </>
      )}
      {doubts.length > 0 && (
        <ul class="doubts">
          {doubts.map(each => (
            <li key={each.en}>{say(each)}</li>
          ))}
        </ul>
      )}
    </>
  );
};
