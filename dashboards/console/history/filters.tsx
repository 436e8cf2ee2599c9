import { useEffect, useRef } from "preact/hooks";
import { fieldOf } from "../format/hall-time.ts";
import { Icon } from "../parts/icon.tsx";
import { href, parseRoute } from "../route.ts";
import { isNarrow } from "../shell/width.ts";
import { hall, now, timeZone } from "../store/live.ts";
import { t } from "../words/language.ts";
import { exportCsv, exporting } from "./export.ts";
import { asking, search } from "./found.ts";
import { classes, type HistoryQuery, isNarrowed, queryOf } from "./query.ts";

/** A search is sent when the person has not typed for this long. */
const TYPED_MS = 350;
const DAY_MS = 24 * 60 * 60 * 1000;
/** How many days back the buttons go. */
const OFFERED_DAYS = [7, 30];

/** What is looked for is in the address, so that it can be sent on and gone back to; typing makes no steps in the browser's past. */
const put = (change: Partial<HistoryQuery>): void =>
  // Read from the address itself: what was chosen a moment before is there at once, and told to the page a little later.
  location.replace(href("history", null, { ...queryOf(parseRoute(location.hash).query), ...change }));

/** The search box, and what narrows the search down. */
export const Filters = ({
  query,
  searchBox,
}: {
  query: HistoryQuery;
  searchBox: { current: HTMLInputElement | null };
}) => {
  const words = t().history;
  const count = Object.entries(query).filter(([field, value]) => field !== "text" && value !== "").length;
  const fields = <Fields query={query} />;
  return (
    <search class="filters">
      <div class="filters-head">
        <SearchBox query={query} box={searchBox} />
        <button type="button" disabled={asking.value !== "nothing"} onClick={() => void search(query)}>
          {words.again}
        </button>
        <Export query={query} />
      </div>
      {isNarrow.value ? (
        <details>
          <summary>
            {words.filters} {count > 0 && <b>{count}</b>}
          </summary>
          {fields}
        </details>
      ) : (
        fields
      )}
    </search>
  );
};

const SearchBox = ({ query, box }: { query: HistoryQuery; box: { current: HTMLInputElement | null } }) => {
  const words = t().history;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const typed = (text: string, afterMs: number): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => put({ text: text.trim() }), afterMs);
  };
  return (
    <input
      ref={box}
      type="search"
      aria-label={words.search}
      placeholder={words.placeholder}
      maxLength={200}
      // What is being typed is newer than the address.
      value={document.activeElement === box.current && box.current ? box.current.value : query.text}
      onInput={({ currentTarget }) => typed(currentTarget.value, TYPED_MS)}
      onKeyDown={event => event.key === "Enter" && typed(event.currentTarget.value, 0)}
    />
  );
};

const Fields = ({ query }: { query: HistoryQuery }) => {
  const words = t().history;
  const midnight = `${fieldOf(now.peek(), timeZone.value).slice(0, 10)}T00:00`;
  const back = (days: number) => fieldOf(now.peek() - days * DAY_MS, timeZone.value);
  return (
    <div class="filters-fields">
      <Time label={words.from} value={query.from} onPut={from => put({ from })} />
      <Time label={words.to} value={query.to} onPut={to => put({ to })} />
      <fieldset class="spans">
        <legend class="unseen">{words.filters}</legend>
        <button type="button" class="chip" onClick={() => put({ from: midnight, to: "" })}>
          {words.today}
        </button>
        {OFFERED_DAYS.map(days => (
          <button key={days} type="button" class="chip" onClick={() => put({ from: back(days), to: "" })}>
            {words.days(days)}
          </button>
        ))}
      </fieldset>
      <Choice
        label={words.priority}
        value={query.priority}
        onPut={priority => put({ priority })}
        options={[1, 2, 3, 4].map(each => [String(each), `${each} ${t().priority(each)}`])}
      />
      <Choice
        label={words.class}
        value={query.class}
        onPut={chosen => put({ class: chosen })}
        options={classes.map(each => [each, t().class[each]])}
      />
      <Choice
        label={words.person}
        value={query.person}
        onPut={person => put({ person })}
        options={peopleFor(query.person).map(name => [name, name])}
      />
      <Choice
        label={words.state}
        value={query.state}
        onPut={state => put({ state })}
        options={[
          ["open", words.states.open],
          ["closed", words.states.closed],
        ]}
      />
      {isNarrowed(query) && (
        <a class="chip" href={href("history")}>
          <Icon name="close" /> {words.clear}
        </a>
      )}
    </div>
  );
};

/** The hall's people, and who is looked for even if that is none of them any more. */
const peopleFor = (person: string): readonly string[] => {
  const names = hall.value?.people.map(({ name }) => name) ?? [];
  return person === "" || names.includes(person) ? names : [...names, person];
};

const Time = ({ label, value, onPut }: { label: string; value: string; onPut: (value: string) => void }) => (
  <label class="field">
    {label}
    <input type="datetime-local" value={value} onChange={({ currentTarget }) => onPut(currentTarget.value)} />
  </label>
);

const Choice = ({
  label,
  value,
  options,
  onPut,
}: {
  label: string;
  value: string;
  options: readonly (readonly string[])[];
  onPut: (value: string) => void;
}) => (
  <label class="field">
    {label}
    <select value={value} onChange={({ currentTarget }) => onPut(currentTarget.value)}>
      <option value="">{t().history.any}</option>
      {options.map(([each, name]) => (
        <option key={each} value={each}>
          {name}
        </option>
      ))}
    </select>
  </label>
);

const Export = ({ query }: { query: HistoryQuery }) => {
  const words = t().history;
  const read = exporting.value;
  return (
    <button type="button" disabled={read !== null} onClick={() => void exportCsv(query)}>
      {read === null ? words.csv : words.csvReading(read)}
    </button>
  );
};
