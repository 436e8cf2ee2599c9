import { AlertsPage } from "../alerts/alerts-page.tsx";
import { ClosingPage } from "../closing/closing-page.tsx";
import { HallPage } from "../hall/hall-page.tsx";
import { Icon } from "../parts/icon.tsx";
import { PointsPage } from "../points/points-page.tsx";
import { route } from "../route.ts";
import { isLost, problems } from "../store/live.ts";
import { politeNews, toast, urgentNews } from "../store/news.ts";
import { t } from "../words/language.ts";
import { Bar } from "./bar.tsx";
import { Help } from "./help.tsx";
import { isHelpOpen } from "./keys.ts";
import { Rail } from "./rail.tsx";

/** The frame of every page. */
export const Shell = () => (
  <div class={isLost.value ? "shell is-lost" : "shell"}>
    <button type="button" class="skip" onClick={skip}>
      {t().nav.skip}
    </button>
    <Bar />
    <Rail />
    <main id="main" tabIndex={-1}>
      <Problems />
      <PageNow />
      <button type="button" class="plain keyboard" onClick={() => (isHelpOpen.value = true)}>
        <Icon name="keyboard" />
        {t().keyboard.open} <kbd>?</kbd>
      </button>
    </main>
    <Help />
    <Toast />
    <p class="unseen" role="status">
      {politeNews}
    </p>
    <p class="unseen" role="alert">
      {urgentNews}
    </p>
  </div>
);

const PageNow = () => {
  const { page } = route.value;
  switch (page) {
    case "alerts":
      return <AlertsPage />;
    case "hall":
      return <HallPage />;
    case "closing":
      return <ClosingPage />;
    case "points":
      return <PointsPage />;
    default:
      return page satisfies never;
  }
};

/** What the gateway says is wrong with itself: what it cannot do, the hall is not protected by. */
const Problems = () =>
  problems.value.length === 0 ? null : (
    <details class="problems">
      <summary>
        <b aria-hidden="true">?</b> {t().gateway(problems.value.length)}
      </summary>
      <ul lang="en">
        {problems.value.map(problem => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    </details>
  );

const Toast = () => (
  <div class="toasts" role="status">
    {toast.value && <p class={toast.value.isProblem ? "toast is-problem" : "toast"}>{toast.value.text}</p>}
  </div>
);

const skip = (): void => document.querySelector<HTMLElement>("#main")?.focus();
