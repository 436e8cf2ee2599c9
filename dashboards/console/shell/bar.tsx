import { ago, timeOfDay } from "../format/time.ts";
import { Badge } from "../parts/badge.tsx";
import { Icon } from "../parts/icon.tsx";
import { lazy } from "../parts/lazy.tsx";
import { href } from "../route.ts";
import {
  clock,
  connection,
  frozenAt,
  hall,
  link,
  now,
  openAlerts,
  openCounts,
  rememberedFrom,
  tick,
  timeZone,
} from "../store/live.ts";
import { queued, waitsForPerson } from "../store/queue.ts";
import { askToSignIn } from "../store/sign-in.ts";
import { isCrowded } from "../store/slot.ts";
import { language, say, switchLanguage, t } from "../words/language.ts";
import { MuteButton, SoundBar } from "./sound-bar.tsx";
import { switchTheme, theme } from "./theme.ts";
import { isNarrow } from "./width.ts";

/** Who is signed in; it comes later, with everything else about accounts. */
export const Here = lazy(() => import("../account/here.tsx").then(({ Here }) => Here));

/** Who is responsible now; it comes later, with the handovers. */
export const DutyNow = lazy(() => import("../handover/duty-now.tsx").then(({ DutyNow }) => DutyNow));

/** The alarm bar: on every page, never covered. What is open, and how old that knowledge is. */
export const Bar = () => (
  <header class={`bar is-${connection.value}`}>
    <strong class="brand">{t().console}</strong>
    <nav aria-label={t().bar} class="counts">
      {openCounts.value.map((count, index) => (
        <Count key={index} priority={index + 1} count={count} />
      ))}
    </nav>
    <p class="truth">
      <Truth />
    </p>
    <Waiting />
    <div class="where">
      <HallName />
      <HallClock />
      {!isNarrow.value && <DutyNow />}
      {!isNarrow.value && <SoundBar />}
      <Here />
      <MuteButton />
      <LanguageButton />
      <ThemeButton />
    </div>
  </header>
);

/** What waits to be sent; where it waits for somebody to sign in, the way to that. */
const Waiting = () => {
  const n = queued.value.length;
  const person = waitsForPerson.value;
  if (n === 0) return null;
  if (person === null) return <p class="queued">{t().waitingCount(n)}</p>;
  return (
    <button type="button" class="queued" onClick={() => void askToSignIn(person)}>
      {t().waitingFor(n, person)}
    </button>
  );
};

const Count = ({ priority, count }: { priority: number; count: number }) => {
  const known = openAlerts.value !== null && rememberedFrom.value === null;
  return (
    <a class="count" href={href("alerts", null, { priority: String(priority) })}>
      <span class="unseen">{t().openOf(count, t().priority(priority))}</span>
      <Badge priority={priority} look={count > 0 ? "filled" : "off"} />
      <b class={count > 0 ? "" : "is-none"} aria-hidden="true">
        {known ? count : "?"}
      </b>
    </a>
  );
};

/** How old the page's knowledge is. When the gateway is silent it says since when, and that it is being tried. */
const Truth = () => {
  const view = connection.value;
  const { heardAt, attempts } = link.value;
  const age = heardAt === null ? "" : ago(heardAt, Math.max(tick.value, heardAt));
  if (isCrowded.value && view !== "live") return <>{t().link.crowded}</>;
  switch (view) {
    case "connecting":
      return <>{t().link.connecting}</>;
    case "live":
      return <>{t().link.live(age)}</>;
    case "reconnecting":
      return <>{t().link.reconnecting(age)}</>;
    case "lost": {
      const frozen = frozenAt.value ?? rememberedFrom.value;
      return (
        <>
          <b aria-hidden="true">?</b>{" "}
          {frozen === null ? t().link.neverHeard : t().link.lost(timeOfDay(frozen, timeZone.value))}
          {attempts > 0 && ` · ${t().link.attempt(attempts)}`}
        </>
      );
    }
    default:
      return view satisfies never;
  }
};

export const HallName = () => <span class="hall-name">{hall.value && say(hall.value.name)}</span>;

/** The hall's own clock; a demo's says how fast it runs. It stands still in words when nobody hears the gateway. */
export const HallClock = () => {
  if (!clock.value || connection.value === "lost") return null;
  const { speed } = clock.value;
  return (
    <span class="hall-clock">
      <time>{timeOfDay(now.value, timeZone.value).slice(0, speed === 1 ? 8 : 5)}</time>
      {speed !== 1 && <small>{t().link.demo(speed)}</small>}
    </span>
  );
};

export const LanguageButton = () => (
  <button
    type="button"
    class="plain"
    lang={language.value === "zh" ? "en" : "zh-CN"}
    onClick={() => void switchLanguage()}
  >
    {t().otherLanguage}
  </button>
);

export const ThemeButton = () => (
  <button type="button" class="plain" onClick={switchTheme}>
    <Icon name={theme.value === "day" ? "moon" : "sun"} />
    <span class="theme-word">{theme.value === "day" ? t().theme.toNight : t().theme.toDay}</span>
  </button>
);
