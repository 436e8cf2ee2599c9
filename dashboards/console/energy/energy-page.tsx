import "../styles/energy.css";
import "../styles/energy-learned.css";
import type { WireEnergy, WireMeterList } from "#gateway/wire/energy.ts";
import { duration, wall } from "../format/time.ts";
import { NotRead, OldRead } from "../parts/not-read.tsx";
import { useRead } from "../parts/use-read.ts";
import { go, href, route } from "../route.ts";
import { clock, now, timeZone } from "../store/live.ts";
import { t } from "../words/language.ts";
import { Comparison } from "./comparison.tsx";
import { Course } from "./course.tsx";
import { Figures } from "./figures.tsx";
import { Findings } from "./findings.tsx";
import { Heat } from "./heat.tsx";
import { Levels } from "./levels.tsx";
import { before, type Period, periodOf } from "./period.ts";
import { Understanding } from "./understanding.tsx";
import { Uses } from "./uses.tsx";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Are we using more than we should, and where? For the facilities team. */
export const EnergyPage = () => {
  if (clock.value === null) return <p class="calm">{t().energy.reading}</p>;
  const [today] = wall(now.value, timeZone.value);
  const period = periodOf(route.value.query, today);
  return (
    <div class="energy-page">
      <h1>{t().energy.title}</h1>
      <Periods period={period} today={today} />
      <Told period={period} />
    </div>
  );
};

const Periods = ({ period, today }: { period: Period; today: string }) => {
  const words = t().energy;
  const spans = ["today", "yesterday", "month"] as const;
  return (
    <div class="tabs">
      <nav aria-label={words.period}>
        {spans.map(span => (
          <a
            key={span}
            href={href("energy", null, { span: span === "today" ? "" : span })}
            aria-current={span === period.is ? "true" : undefined}
          >
            {words.spans[span]}
          </a>
        ))}
      </nav>
      <form
        class="between"
        key={`${period.from} ${period.to}`}
        onSubmit={event => {
          event.preventDefault();
          const fields = new FormData(event.currentTarget);
          go(href("energy", null, { from: String(fields.get("from")), to: String(fields.get("to")) }));
        }}
      >
        <label>
          {words.from} <input type="date" name="from" required max={today} value={period.from} />
        </label>
        <label>
          {words.to} <input type="date" name="to" required max={today} value={period.to} />
        </label>
        <button type="submit">{words.show}</button>
      </form>
    </div>
  );
};

const path = ({ from, to }: { readonly from: string; readonly to: string }): string =>
  `/api/energy?${new URLSearchParams({ from, to })}`;

const Told = ({ period }: { period: Period }) => {
  const { read, again } = useRead<WireEnergy>(path(period));
  const earlier = useRead<WireEnergy>(path(before(period))).read;
  if (read.is === "failed") return <Nothing again={again} />;
  if (read.is === "reading") return <NotRead read={read} words={t().energy} again={again} />;
  const energy = read.value;
  const past = earlier.is === "read" ? earlier.value : null;
  return (
    <>
      <OldRead isOld={read.isOld} at={energy.until} say={t().energy.stale} />
      <Young energy={energy} past={past} />
      <div class={read.isOld ? "energy-parts is-old" : "energy-parts"}>
        <Figures energy={energy} past={past} />
        <Course energy={energy} />
        <div>
          <Uses energy={energy} />
          <Levels energy={energy} />
          <Understanding to={period.to} />
        </div>
        <div>
          <Findings energy={energy} />
          <Heat period={period} meters={energy.meters} />
          <Comparison />
        </div>
      </div>
    </>
  );
};

/** A hall without meters has no energy to tell of, which is no failure. */
const Nothing = ({ again }: { again: () => Promise<void> }) => {
  const { read } = useRead<WireMeterList>("/api/meters");
  if (read.is !== "read" || read.value.meters.length > 0)
    return <NotRead read={{ is: "failed" }} words={t().energy} again={again} />;
  return (
    <div class="calm">
      <h2>{t().energy.noMeters}</h2>
      <p>{t().energy.noMetersHint}</p>
    </div>
  );
};

/** Says how little is known while the meters are younger than a day. */
const Young = ({ energy, past }: { energy: WireEnergy; past: WireEnergy | null }) => {
  if (past === null || past.total.completeness > 0 || energy.from !== energy.to) return null;
  const begin = Date.parse(energy.course[0]?.end ?? energy.until) - 60 * 60 * 1000;
  const receivedMs = (Date.parse(energy.until) - begin) * energy.total.completeness;
  if (receivedMs >= DAY_MS) return null;
  return <p class="energy-young">{t().energy.young(duration(Math.round(receivedMs / 60_000) * 60_000))}</p>;
};
