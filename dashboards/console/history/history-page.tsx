import "../styles/history.css";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { moveFocus } from "../alerts/board.ts";
import { moment } from "../format/time.ts";
import { href, route } from "../route.ts";
import { usePageKeys } from "../shell/keys.ts";
import { closings, hall, now, timeZone } from "../store/live.ts";
import { t } from "../words/language.ts";
import { Filters } from "./filters.tsx";
import { found, search } from "./found.ts";
import { type HistoryQuery, isBackwards, keyOf, queryOf } from "./query.ts";
import { Results } from "./results.tsx";

/** How far the list was scrolled when the person left it for one of its alerts. */
let leftAt = { key: "", top: 0 };

/** All alerts there ever were, as they stood when asked: never to be taken for how things are now. */
export const HistoryPage = () => {
  const query = queryOf(route.value.query);
  const key = keyOf(query);
  const searchBox = useRef<HTMLInputElement>(null);
  const isThere = hall.value !== null;
  usePageKeys("history", {
    j: () => moveFocus(1),
    ArrowDown: () => moveFocus(1),
    k: () => moveFocus(-1),
    ArrowUp: () => moveFocus(-1),
    "/": () => searchBox.current?.focus(),
  });
  // The hall is needed for its time zone.
  useEffect(() => {
    if (isThere && !isBackwards(query) && found.peek()?.key !== key) void search(query);
  }, [key, isThere]);
  useLayoutEffect(() => {
    if (leftAt.key === key && found.peek()?.key === key) scrollTo(0, leftAt.top);
    return () => {
      leftAt = { key, top: scrollY };
    };
  }, [key]);
  return (
    <div class="history-page">
      <h1 class="unseen">{t().history.title}</h1>
      <NotLive query={query} />
      <Filters query={query} searchBox={searchBox} />
      <Results query={query} />
    </div>
  );
};

/** Says that this is not how things are, as of when it is, and the way back. */
const NotLive = ({ query }: { query: HistoryQuery }) => {
  const words = t().history;
  const kept = found.value?.key === keyOf(query) ? found.value : null;
  const hasChanged = kept !== null && closings.value !== kept.closings;
  return (
    <div class="not-live">
      <p>
        <strong>{words.notLive}</strong>{" "}
        {kept && <span>{words.asOf(moment(Date.parse(kept.at), now.value, timeZone.value))}</span>}{" "}
        {hasChanged && <span>{words.changed}</span>}
      </p>
      <a href={href("alerts")}>{words.live}</a>
    </div>
  );
};
