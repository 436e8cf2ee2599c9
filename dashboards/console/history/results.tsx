import type { WireAlert } from "#gateway/wire/alert.ts";
import { dayText } from "../format/day.ts";
import { wall } from "../format/time.ts";
import { hall, isLost, timeZone } from "../store/live.ts";
import { t } from "../words/language.ts";
import { asking, failure, found, more, search } from "./found.ts";
import { PastRow } from "./past-row.tsx";
import { type HistoryQuery, isBackwards, isNarrowed, keyOf } from "./query.ts";

/** What was found, by day; or why there is nothing to show. */
export const Results = ({ query }: { query: HistoryQuery }) => {
  const words = t().history;
  const kept = found.value?.key === keyOf(query) ? found.value : null;
  if (isBackwards(query)) return <Message title={words.span} />;
  if (kept === null)
    return failure.value === null ? <Message title={words.reading} /> : <Failed query={query} />;
  if (kept.alerts.length === 0) return <Nothing query={query} />;
  return (
    <>
      {failure.value !== null && <p class="last-known">{whyText(failure.value)}</p>}
      {failure.value === null && isLost.value && <p class="last-known">{words.offlineKept}</p>}
      {daysOf(kept.alerts, timeZone.value).map(({ day, alerts }) => (
        <section key={day} aria-label={dayText(day)}>
          <h2>{dayText(day)}</h2>
          <ul class="rows">
            {alerts.map(alert => (
              <PastRow key={alert.id} alert={alert} />
            ))}
          </ul>
        </section>
      ))}
      <p class="quiet" role="status">
        {kept.next === null ? words.all(kept.alerts.length) : words.count(kept.alerts.length)}
      </p>
      {kept.next !== null && (
        <button
          type="button"
          class="show-more"
          disabled={asking.value !== "nothing"}
          onClick={() => void more(query)}
        >
          {asking.value === "more" ? words.reading : words.more}
        </button>
      )}
    </>
  );
};

const Failed = ({ query }: { query: HistoryQuery }) => (
  <div class="calm is-blind">
    <h2>
      <b aria-hidden="true">?</b> {whyText(failure.value ?? "failed")}
    </h2>
    <button type="button" onClick={() => void search(query)}>
      {t().retry}
    </button>
  </div>
);

/** Nothing fits: says what that was, so that nobody takes a narrow search for a calm hall. */
const Nothing = ({ query }: { query: HistoryQuery }) => {
  const words = t().history;
  if (!isNarrowed(query)) return <Message title={words.noneAtAll} />;
  return (
    <div class="calm">
      <h2>{words.none}</h2>
      <p>{words.noneWhy}</p>
      <p>
        <b>{conditionsText(query)}</b>
      </p>
    </div>
  );
};

const Message = ({ title }: { title: string }) => (
  <div class="calm">
    <h2>{title}</h2>
  </div>
);

const whyText = (why: "offline" | "failed" | "refused"): string => t().history[why];

const conditionsText = (query: HistoryQuery): string => {
  const words = t().history;
  const { text, priority, class: alertClass, person, state, from, to } = query;
  return [
    text && `“${text}”`,
    priority && t().priority(Number(priority)),
    alertClass && t().class[alertClass as WireAlert["class"]],
    person,
    state && words.states[state as "open" | "closed"],
    from && `${words.from} ${from.replace("T", " ")}`,
    to && `${words.to} ${to.replace("T", " ")}`,
    hall.value && to + from !== "" ? timeZone.value : "",
  ]
    .filter(Boolean)
    .join(" · ");
};

type Day = { readonly day: string; readonly alerts: WireAlert[] };

/** Alerts by the date of the hall on which they were found, in their order. */
const daysOf = (alerts: readonly WireAlert[], zone: string): readonly Day[] => {
  const days: Day[] = [];
  for (const alert of alerts) {
    const [day] = wall(Date.parse(alert.openedAt), zone);
    const last = days.at(-1);
    if (last?.day === day) last.alerts.push(alert);
    else days.push({ day, alerts: [alert] });
  }
  return days;
};
