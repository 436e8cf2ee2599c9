import type { WireAlert } from "#gateway/wire/alert.ts";
import { Badge } from "../parts/badge.tsx";
import { Icon } from "../parts/icon.tsx";
import { lazy } from "../parts/lazy.tsx";
import { go, href, route } from "../route.ts";
import { usePageKeys } from "../shell/keys.ts";
import { isNarrow } from "../shell/width.ts";
import { openAlerts } from "../store/live.ts";
import { needsSomebody } from "../store/reduce.ts";
import { t } from "../words/language.ts";
import { type Act, actsOf, begin } from "./acts.ts";
import { ask, asked } from "./asked.ts";
import { boardHref, closeDetail, currentAlert, listOf, moveFocus, onlyPriority, tab, tabs } from "./board.ts";
import { List, shown } from "./list.tsx";

const Side = lazy(() => import("./side.tsx").then(({ Side }) => Side));
const Dialogs = lazy(() => import("./dialogs/dialogs.tsx").then(({ Dialogs }) => Dialogs));
const Services = lazy(() => import("./services.tsx").then(({ Services }) => Services));

/** The board: what needs somebody now, and whether anybody is on it. */
export const AlertsPage = () => {
  const { id } = route.value;
  usePageKeys("alerts", {
    j: () => moveFocus(1),
    ArrowDown: () => moveFocus(1),
    k: () => moveFocus(-1),
    ArrowUp: () => moveFocus(-1),
    a: () => beginCurrent("acknowledge"),
    "Shift+A": acknowledgeKind,
    s: () => beginCurrent("shelve"),
    n: () => beginCurrent("note"),
    Escape: closeDetail,
  });
  return (
    <div class={id === null ? "board" : "board is-open"}>
      <h1 class="unseen">{t().alerts.title}</h1>
      <div class="board-list" inert={isNarrow.value && id !== null}>
        <Tabs />
        <List />
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
            {t().alerts.tabs[each]} {openAlerts.value && <b>{listOf(each).length}</b>}
          </a>
        ))}
        <a href={href("history", null, { state: "closed" })}>{t().alerts.closedTab}</a>
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
