import { computed, signal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { WireAlert } from "#gateway/wire/alert.ts";
import { timeOfDay } from "../format/time.ts";
import { Badge } from "../parts/badge.tsx";
import { route } from "../route.ts";
import { arrivals, isFlood, mainCause } from "../store/flood.ts";
import { alertsByUrgency, rememberedFrom, timeZone } from "../store/live.ts";
import { isUrgent } from "../store/reduce.ts";
import { say, t } from "../words/language.ts";
import { Blink } from "./blink.tsx";
import { listOf, tab } from "./board.ts";
import { Calm } from "./calm.tsx";
import { type Group, groupsOf } from "./causes.ts";
import { GroupRow } from "./group-row.tsx";
import { Row } from "./row.tsx";

/** Rows drawn at first, and with each asking for more. */
const WINDOW = 60;
/** With more blinking rows than this only the list's own bar blinks. */
const MOST_BLINKING = 10;
/** Further down than this the person reads in the list: what comes is told, and put in when they come up again. */
const TOP_PX = 24;

export const shown = signal(WINDOW);
/** In a flood: whether the person wants the alerts one by one all the same. */
const isSingle = signal(false);
const isAtTop = signal(true);
globalThis.addEventListener?.("scroll", () => (isAtTop.value = scrollY < TOP_PX), { passive: true });

const byCause = computed(() => isFlood.value && !isSingle.value && tab.value === "todo");

/** The alerts of the tab. In a flood they stand by cause; while the person reads further down nothing new is put in above. */
export const List = () => {
  const all = listOf(tab.value);
  const { alerts, waiting } = useHeldStill(all);
  if (all.length === 0) return rememberedFrom.value === null ? <Calm tab={tab.value} /> : <LastKnown />;
  const blinking = tab.value === "todo" ? alerts.filter(isUrgent).length : 0;
  const items = byCause.value
    ? groupsOf(alerts)
    : alerts.map(alert => ({ fact: alert.fact, alerts: [alert] }));
  const rest = items.length - shown.value;
  return (
    <>
      <LastKnown />
      <Pill waiting={waiting} />
      {isFlood.value && tab.value === "todo" && <FloodHead urgent={alerts.find(isUrgent)} />}
      {!isFlood.value && blinking > MOST_BLINKING && (
        <p class="flood">
          <Blink /> {t().alerts.flood(blinking)}
        </p>
      )}
      <ul class={rowsClass(blinking)} aria-label={t().alerts.list}>
        {items.slice(0, shown.value).map(item => (
          <Item key={keyOf(item)} item={item} />
        ))}
      </ul>
      {rest > 0 && (
        <button type="button" class="show-more" onClick={() => (shown.value += WINDOW)}>
          {t().alerts.showMore(Math.min(rest, WINDOW))}
        </button>
      )}
    </>
  );
};

const Item = ({ item }: { item: Group }) => {
  const [first, second] = item.alerts;
  if (first === undefined) return null;
  if (second !== undefined) return <GroupRow group={item} />;
  return <Row alert={first} isSelected={first.id === route.value.id} />;
};

/** A group keeps its place while its members change. */
const keyOf = ({ fact, alerts: [first, second] }: Group): string =>
  second === undefined && first !== undefined ? first.id : fact;

const rowsClass = (blinking: number): string =>
  `rows${blinking > MOST_BLINKING ? " is-flood" : ""}${rememberedFrom.value === null ? "" : " is-past"}`;

/** What stood in the list when the person was last at its top stays; what came since waits until they are there again. */
const useHeldStill = (
  all: readonly WireAlert[],
): { readonly alerts: readonly WireAlert[]; readonly waiting: readonly WireAlert[] } => {
  const known = useRef<{ readonly tab: string; readonly ids: ReadonlySet<string> }>({
    tab: "",
    ids: new Set(),
  });
  if (isAtTop.value || known.current.tab !== tab.value) {
    known.current = { tab: tab.value, ids: new Set(all.map(({ id }) => id)) };
    return { alerts: all, waiting: [] };
  }
  const { ids } = known.current;
  return { alerts: all.filter(({ id }) => ids.has(id)), waiting: all.filter(({ id }) => !ids.has(id)) };
};

const Pill = ({ waiting }: { waiting: readonly WireAlert[] }) =>
  waiting[0] === undefined ? null : (
    <div class="pill">
      <button type="button" class="primary" onClick={() => scrollTo({ top: 0 })}>
        <Badge priority={waiting[0].priority} /> {t().pill(waiting.length)}
      </button>
    </div>
  );

const FloodHead = ({ urgent }: { urgent: WireAlert | undefined }) => {
  const { fact, count } = mainCause.value;
  const title = alertsByUrgency.value.find(alert => alert.fact === fact)?.title;
  return (
    <div class={`flood is-p${urgent?.priority ?? 4}`}>
      {urgent && <Blink />}
      <p>{t().flood.head(arrivals.value.length, title ? say(title) : fact, count)}</p>
      <button type="button" onClick={() => (isSingle.value = !isSingle.value)}>
        {isSingle.value ? t().flood.byCause : t().flood.single}
      </button>
    </div>
  );
};

/** Says that the list is of an earlier moment, while nothing was heard since the page was opened. */
const LastKnown = () =>
  rememberedFrom.value === null ? null : (
    <p class="last-known">
      <b aria-hidden="true">?</b> {t().lastKnown(timeOfDay(rememberedFrom.value, timeZone.value))}
    </p>
  );
