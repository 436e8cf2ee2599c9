import "../styles/load.css";
import type { WireLoad } from "#gateway/wire/load.ts";
import { shortMoment } from "../format/time.ts";
import { href, route } from "../route.ts";
import { isLost, now, timeZone } from "../store/live.ts";
import { t } from "../words/language.ts";
import { Judged } from "./judged.tsx";
import { Callers, Restless, Standing, Unauthorised, Waiting } from "./lists.tsx";
import { Periods } from "./periods.tsx";
import { Proposals } from "./proposals.tsx";
import { hasFailed, isReading, load, readLoad, SPANS, type SpanName, spanOf, useLoad } from "./read-load.ts";

/** How the alerts of a time were to live with, and what to change: for whoever tunes the rules. */
export const LoadPage = () => {
  useLoad();
  return (
    <div class="load-page">
      <h1>{t().load.title}</h1>
      <Spans />
      <Report />
    </div>
  );
};

const Spans = () => {
  const chosen = spanOf(route.value.query);
  return (
    <div class="tabs">
      <nav aria-label={t().load.period}>
        {(Object.keys(SPANS) as SpanName[]).map(span => (
          <a
            key={span}
            href={href("load", null, { span: span === "week" ? "" : span })}
            aria-current={span === chosen ? "true" : undefined}
          >
            {t().load.spans[span]}
          </a>
        ))}
      </nav>
      <button type="button" class="plain" disabled={isReading.value} onClick={() => void readLoad()}>
        {t().load.again}
      </button>
    </div>
  );
};

const Report = () => {
  const words = t().load;
  const known = load.value;
  if (known === null || known.span !== spanOf(route.value.query))
    return hasFailed.value ? (
      <div class="calm is-blind">
        <h2>
          <b aria-hidden="true">?</b> {words.failed}
        </h2>
        <button type="button" onClick={() => void readLoad()}>
          {t().retry}
        </button>
      </div>
    ) : (
      <p class="calm">{words.reading}</p>
    );
  const { read } = known;
  const isOld = isLost.value || hasFailed.value;
  return (
    <>
      {isOld && (
        <p class="last-known">{words.stale(shortMoment(Date.parse(read.to), now.value, timeZone.value))}</p>
      )}
      <Head read={read} />
      <div class={`load-parts${isOld ? " is-old" : ""}`}>
        <div>
          <Judged read={read} />
          <Proposals read={read} />
          <Restless read={read} />
          <Waiting read={read} />
        </div>
        <div>
          <Periods read={read} />
          <Callers read={read} />
          <Standing read={read} />
          <Unauthorised read={read} />
        </div>
      </div>
      {read.unreadable > 0 && <p class="quiet">{words.unreadable(read.unreadable)}</p>}
    </>
  );
};

const Head = ({ read }: { read: WireLoad }) => {
  const words = t().load;
  const at = (iso: string) => shortMoment(Date.parse(iso), now.value, timeZone.value);
  return (
    <div class="load-head">
      <p>
        <b>{words.calls(read.whole.calls)}</b> {words.from(at(read.from), at(read.to))} · {words.by[read.by]}
      </p>
      <p class="quiet">{words.meaning}</p>
    </div>
  );
};
