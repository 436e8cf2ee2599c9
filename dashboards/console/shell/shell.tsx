import { AlertsPage } from "../alerts/alerts-page.tsx";
import { Icon } from "../parts/icon.tsx";
import { lazy } from "../parts/lazy.tsx";
import { route } from "../route.ts";
import { isLost, problems } from "../store/live.ts";
import { politeNews, urgentNews } from "../store/news.ts";
import { signInAsked } from "../store/sign-in.ts";
import { t } from "../words/language.ts";
import { Bar } from "./bar.tsx";
import { isHelpOpen } from "./keys.ts";
import { Problems } from "./problems.tsx";
import { Rail } from "./rail.tsx";
import { SoundBar } from "./sound-bar.tsx";
import { Toast } from "./toast.tsx";
import { isNarrow } from "./width.ts";

const PlanPage = lazy(() => import("../plan/plan-page.tsx").then(({ PlanPage }) => PlanPage));
const ClosingPage = lazy(() => import("../closing/closing-page.tsx").then(({ ClosingPage }) => ClosingPage));
const PointsPage = lazy(() => import("../points/points-page.tsx").then(({ PointsPage }) => PointsPage));
const HistoryPage = lazy(() => import("../history/history-page.tsx").then(({ HistoryPage }) => HistoryPage));
const RosterPage = lazy(() => import("../roster/roster-page.tsx").then(({ RosterPage }) => RosterPage));
const IncidentPage = lazy(() =>
  import("../incident/incident-page.tsx").then(({ IncidentPage }) => IncidentPage),
);
const LoadPage = lazy(() => import("../load/load-page.tsx").then(({ LoadPage }) => LoadPage));
const OpeningPage = lazy(() => import("../opening/opening-page.tsx").then(({ OpeningPage }) => OpeningPage));
const CertificatesPage = lazy(() =>
  import("../certificates/certificates-page.tsx").then(({ CertificatesPage }) => CertificatesPage),
);
const SetUpPage = lazy(() => import("../account/set-up-page.tsx").then(({ SetUpPage }) => SetUpPage));
const SignInSheet = lazy(() => import("../account/sign-in-sheet.tsx").then(({ SignInSheet }) => SignInSheet));
const Help = lazy(() => import("./help.tsx").then(({ Help }) => Help));

/** The frame of every page. */
export const Shell = () => (
  <div class={shellClass()}>
    <button type="button" class="skip" onClick={skip}>
      {t().nav.skip}
    </button>
    <Bar />
    <Rail />
    <main id="main" tabIndex={-1}>
      {isNarrow.value && <SoundBar />}
      <Problems />
      <PageNow />
      <button type="button" class="plain keyboard" onClick={() => (isHelpOpen.value = true)}>
        <Icon name="keyboard" />
        {t().keyboard.open} <kbd>?</kbd>
      </button>
    </main>
    {isHelpOpen.value && <Help />}
    {signInAsked.value && <SignInSheet />}
    <Toast />
    <p class="unseen" role="status">
      {politeNews}
    </p>
    <p class="unseen" role="alert">
      {urgentNews}
    </p>
  </div>
);

const shellClass = (): string =>
  `shell${isLost.value ? " is-lost" : ""}${problems.value.length > 0 ? " has-notices" : ""}`;

const PageNow = () => {
  const { page } = route.value;
  switch (page) {
    case "alerts":
      return <AlertsPage />;
    case "plan":
      return <PlanPage />;
    case "closing":
      return <ClosingPage />;
    case "opening":
      return <OpeningPage />;
    case "certificates":
      return <CertificatesPage />;
    case "set-up":
      return <SetUpPage />;
    case "points":
      return <PointsPage />;
    case "history":
      return <HistoryPage />;
    case "roster":
      return <RosterPage />;
    case "incidents":
      return <IncidentPage />;
    case "load":
      return <LoadPage />;
    default:
      return page satisfies never;
  }
};

const skip = (): void => document.querySelector<HTMLElement>("#main")?.focus();
