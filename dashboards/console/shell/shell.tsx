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

const LaterPage = lazy(() => import("./later-page.tsx").then(({ LaterPage }) => LaterPage));
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

/** The board is in the first load; where every other page is to be found comes with it. */
const PageNow = () => (route.value.page === "alerts" ? <AlertsPage /> : <LaterPage />);

const skip = (): void => document.querySelector<HTMLElement>("#main")?.focus();
