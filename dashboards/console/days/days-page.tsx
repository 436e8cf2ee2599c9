import "../styles/tasks.css";
import { useState } from "preact/hooks";
import type { WireDay } from "#gateway/wire/register.ts";
import { dayText } from "../format/day.ts";
import { moment, shortMoment } from "../format/time.ts";
import { type Read, useRead } from "../parts/use-read.ts";
import { isLost, now, timeZone } from "../store/live.ts";
import { WorkTabs } from "../tasks/work-tabs.tsx";
import { say, t } from "../words/language.ts";
import { Activities } from "./activities.tsx";
import { DayDialog } from "./day-dialog.tsx";

type DayList = { readonly days: readonly WireDay[]; readonly at: string };

/** Days that differ from the plan, and what goes on after hours. */
export const DaysPage = () => (
  <div class="days-page">
    <h1>{t().calendar.title}</h1>
    <WorkTabs />
    <Days />
    <Activities />
  </div>
);

const Days = () => {
  const words = t().calendar;
  const { read, again } = useRead<DayList>("/api/days");
  const [asked, ask] = useState<{ readonly day: WireDay | null } | null>(null);
  return (
    <section class="announced">
      <h2>{words.announced}</h2>
      <Stand read={read} failed={words.failed} again={again} />
      {read.is === "read" && read.value.days.length === 0 && <p class="quiet">{words.none}</p>}
      {read.is === "read" && (
        <ul>
          {read.value.days.map(day => (
            <Day key={day.date} day={day} onUndo={() => ask({ day })} />
          ))}
        </ul>
      )}
      <button type="button" class="add" disabled={isLost.value} onClick={() => ask({ day: null })}>
        {words.announce}
      </button>
      {asked && <DayDialog day={asked.day} onClose={() => ask(null)} onDone={() => void again()} />}
    </section>
  );
};

const Day = ({ day, onUndo }: { day: WireDay; onUndo: () => void }) => {
  const words = t().calendar;
  const { date, hours, why, by, at, changed } = day;
  return (
    <li class="announced-day" data-date={date}>
      <p>
        <strong>{dayText(date)}</strong>{" "}
        <b>{hours.length === 0 ? words.closed : words.hours(hours.join(" "))}</b> · <span>{why}</span>
      </p>
      <p class="quiet">{words.by(by, shortMoment(Date.parse(at), now.value, timeZone.value))}</p>
      {changed.length === 0 ? (
        <p class="quiet">{words.nothingChanged}</p>
      ) : (
        <details>
          <summary>
            {words.changed} {changed.length}
          </summary>
          <ul>
            {changed.map(each => (
              <li key={each.en}>{say(each)}</li>
            ))}
          </ul>
        </details>
      )}
      <button type="button" class="plain" disabled={isLost.value} onClick={onUndo}>
        {words.undo}
      </button>
    </li>
  );
};

/** That it is being read, could not be read, or is old. */
export const Stand = ({
  read,
  failed,
  again,
}: {
  read: Read<{ readonly at: string }>;
  failed: string;
  again: () => Promise<void>;
}) => {
  if (read.is === "reading") return <p class="quiet">{t().calendar.reading}</p>;
  if (read.is === "failed")
    return (
      <p class="calm is-blind">
        <b aria-hidden="true">?</b> {failed}{" "}
        <button type="button" onClick={() => void again()}>
          {t().retry}
        </button>
      </p>
    );
  if (!read.isOld && !isLost.value) return null;
  return (
    <p class="last-known">
      {t().calendar.stale(moment(Date.parse(read.value.at), now.value, timeZone.value))}
    </p>
  );
};
