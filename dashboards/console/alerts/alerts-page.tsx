import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { WireAlert } from "#gateway/wire/alert.ts";
import { Badge } from "../parts/badge.tsx";
import { Icon } from "../parts/icon.tsx";
import { lazy } from "../parts/lazy.tsx";
import { go, route } from "../route.ts";
import { keysOf } from "../shell/keys.ts";
import { isNarrow } from "../shell/width.ts";
import { get } from "../store/api.ts";
import { closings, openAlerts } from "../store/live.ts";
import { needsSomebody } from "../store/reduce.ts";
import { t } from "../words/language.ts";
import { type Act, actsOf, begin } from "./acts.ts";
import { ask, asked } from "./asked.ts";
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
import { List, shown } from "./list.tsx";

const Side = lazy(() => import("./side.tsx").then(({ Side }) => Side));
const Dialogs = lazy(() => import("./dialogs/dialogs.tsx").then(({ Dialogs }) => Dialogs));
const Services = lazy(() => import("./services.tsx").then(({ Services }) => Services));

/** The closed alerts could not be read. */
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
        a: () => beginCurrent("acknowledge"),
        "Shift+A": acknowledgeKind,
        s: () => beginCurrent("shelve"),
        n: () => beginCurrent("note"),
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
        {hasFailed.value && tab.value === "closed" ? <ClosedFailed /> : <List />}
        {tab.value === "shelved" && <Services />}
      </div>
      <Side />
      {asked.value && <Dialogs />}
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
      {all > shown.value && <p class="quiet">{t().alerts.showing(Math.min(shown.value, all), all)}</p>}
    </div>
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

const current = (): WireAlert | undefined => openAlerts.value?.get(currentAlert() ?? "");

const beginCurrent = (act: Act): void => {
  const alert = current();
  if (alert && actsOf(alert).includes(act)) begin(act, alert);
};

/** Shift+A: everything that waits and tells of the same fact as the row of the focus. */
const acknowledgeKind = (): void => {
  const fact = document.activeElement?.closest<HTMLElement>("[data-group]")?.dataset.group ?? current()?.fact;
  const alerts = listOf("todo").filter(alert => alert.fact === fact && needsSomebody(alert));
  if (alerts.length > 0) ask({ is: "group", alerts });
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
