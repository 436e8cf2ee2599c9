import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { WireAlert } from "#gateway/wire/alert.ts";
import { Badge } from "../parts/badge.tsx";
import { Icon } from "../parts/icon.tsx";
import { go, route } from "../route.ts";
import { keysOf } from "../shell/keys.ts";
import { isNarrow } from "../shell/width.ts";
import { get } from "../store/api.ts";
import { closings, openAlerts } from "../store/live.ts";
import { isUrgent, needsSomebody } from "../store/reduce.ts";
import { t } from "../words/language.ts";
import { AcknowledgeDialog, askToAcknowledge } from "./acknowledge.tsx";
import { Blink } from "./blink.tsx";
import {
  boardHref,
  closeDetail,
  closedAlerts,
  currentAlert,
  listOf,
  moveFocus,
  onlyPriority,
  tab,
  tabs,
} from "./board.ts";
import { Calm } from "./calm.tsx";
import { Detail } from "./detail.tsx";
import { RightNow } from "./right-now.tsx";
import { Row } from "./row.tsx";

/** Rows drawn at first, and with each asking for more. */
const WINDOW = 60;
/** With more blinking rows than this only the list's own bar blinks. */
const MOST_BLINKING = 10;

const shown = signal(WINDOW);
const hasFailed = signal(false);

/** The board: what needs somebody now, and whether anybody is on it. */
export const AlertsPage = () => {
  const { id } = route.value;
  useEffect(
    () =>
      keysOf("alerts", {
        j: () => moveFocus(1),
        ArrowDown: () => moveFocus(1),
        k: () => moveFocus(-1),
        ArrowUp: () => moveFocus(-1),
        a: acknowledgeCurrent,
        Escape: closeDetail,
      }),
    [],
  );
  useClosedAlerts();
  return (
    <div class={id === null ? "board" : "board is-open"}>
      <h1 class="unseen">{t().alerts.title}</h1>
      <div class="board-list" inert={isNarrow.value && id !== null}>
        <Tabs />
        <List />
      </div>
      {id !== null ? <Detail id={id} /> : <RightNow />}
      <AcknowledgeDialog />
    </div>
  );
};

const Tabs = () => {
  const only = onlyPriority.value;
  const all = listOf(tab.value).length;
  return (
    <div class="tabs">
      <nav aria-label={t().alerts.title}>
        {tabs.map(each => (
          <a
            key={each}
            href={boardHref({ id: null, tab: each })}
            aria-current={tab.value === each ? "true" : undefined}
          >
            {t().alerts.tabs[each]} {each !== "closed" && openAlerts.value && <b>{listOf(each).length}</b>}
          </a>
        ))}
      </nav>
      {only !== null && (
        <button type="button" class="chip" onClick={() => go(boardHref({ id: null, priority: "" }))}>
          <Badge priority={only} /> {t().alerts.only(t().priority(only))} <Icon name="close" />
        </button>
      )}
      {all > 0 && <p class="quiet">{t().alerts.showing(Math.min(shown.value, all), all)}</p>}
    </div>
  );
};

const List = () => {
  const alerts = listOf(tab.value);
  if (hasFailed.value && tab.value === "closed") return <ClosedFailed />;
  if (alerts.length === 0) return <Calm tab={tab.value} />;
  const blinking = tab.value === "todo" ? alerts.filter(isUrgent).length : 0;
  const isFlood = blinking > MOST_BLINKING;
  const rest = alerts.length - shown.value;
  return (
    <>
      {isFlood && (
        <p class="flood">
          <Blink /> {t().alerts.flood(blinking)}
        </p>
      )}
      <ul class={isFlood ? "rows is-flood" : "rows"} aria-label={t().alerts.list}>
        {alerts.slice(0, shown.value).map(alert => (
          <Row key={alert.id} alert={alert} isSelected={alert.id === route.value.id} />
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

const ClosedFailed = () => (
  <div class="calm">
    <h2>{t().errors.list}</h2>
    <button type="button" onClick={() => void readClosed()}>
      {t().retry}
    </button>
  </div>
);

const acknowledgeCurrent = (): void => {
  const id = currentAlert();
  const alert = id === null ? undefined : openAlerts.value?.get(id);
  if (alert && needsSomebody(alert)) askToAcknowledge(alert);
};

/** Closed alerts are read when their tab is opened, and again whenever one more is closed. */
const useClosedAlerts = (): void => {
  const isShown = tab.value === "closed";
  const version = closings.value;
  useEffect(() => {
    if (isShown) void readClosed();
  }, [isShown, version]);
};

const readClosed = async (): Promise<void> => {
  try {
    closedAlerts.value = (
      await get<{ alerts: readonly WireAlert[] }>("/api/alerts?state=closed&limit=200")
    ).alerts;
    hasFailed.value = false;
  } catch {
    hasFailed.value = true;
  }
};
