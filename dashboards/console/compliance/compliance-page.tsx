import "../styles/compliance.css";
import type { WireCompliance } from "#gateway/wire/energy.ts";
import { wall } from "../format/time.ts";
import { NotRead } from "../parts/not-read.tsx";
import { useRead } from "../parts/use-read.ts";
import { href, route } from "../route.ts";
import { clock, isLost, now, timeZone } from "../store/live.ts";
import { t } from "../words/language.ts";
import { Day } from "./day.tsx";
import { Mark } from "./mark.tsx";
import { type ComplianceDay, countOf, monthOf, monthsAfter, weeksOf } from "./month.ts";

/** A month, day by day: kept, violated, unknown; what nobody saw is never taken for kept. */
export const CompliancePage = () => {
  if (clock.value === null) return <p class="calm">{t().compliance.reading}</p>;
  const { id, query } = route.value;
  const [today] = wall(now.value, timeZone.value);
  return <Month month={monthOf(id, query, today)} chosen={id} today={today} />;
};

const Month = ({ month, chosen, today }: { month: string; chosen: string | null; today: string }) => {
  const words = t().compliance;
  const { read, again } = useRead<WireCompliance>(`/api/compliance?month=${month}`);
  const later = monthsAfter(month, 1);
  const to = (of: string) => href("compliance", null, { month: of });
  return (
    <div class="compliance-page">
      <h1>{words.title}</h1>
      <div class="tabs">
        <nav aria-label={words.month}>
          <a href={to(monthsAfter(month, -1))}>‹ {words.earlier}</a>
          <a href={to(month)} aria-current="true">
            {month}
          </a>
          {later <= today.slice(0, 7) && <a href={to(later)}>{words.later} ›</a>}
        </nav>
      </div>
      {read.is !== "read" ? (
        <NotRead read={read} words={words} again={again} />
      ) : (
        <div class={read.isOld || isLost.value ? "compliance-parts is-old" : "compliance-parts"}>
          <div>
            {(read.isOld || isLost.value) && <p class="last-known">{words.failed}</p>}
            <Summary days={read.value.days} />
            <Calendar days={read.value.days} chosen={chosen} month={month} />
            <Legend />
          </div>
          <Chosen days={read.value.days} date={chosen} />
        </div>
      )}
    </div>
  );
};

const Summary = ({ days }: { days: readonly ComplianceDay[] }) => {
  const { kept, violated, unknown, holes } = countOf(days);
  return <p class="compliance-summary">{t().compliance.summary(kept, violated, unknown, holes)}</p>;
};

type CalendarProps = {
  readonly days: readonly ComplianceDay[];
  readonly chosen: string | null;
  readonly month: string;
};

const Calendar = ({ days, chosen, month }: CalendarProps) => {
  const words = t().compliance;
  return (
    <table class="month">
      <caption class="unseen">
        {words.title} {month}
      </caption>
      <thead>
        <tr>
          {words.weekdays.map(day => (
            <th key={day} scope="col">
              {day}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(days).map(week => (
          <tr key={week.find(Boolean)?.date}>
            {week.map((day, index) =>
              day === null ? (
                <td key={index} class="is-outside" />
              ) : (
                <td key={day.date} class={`is-${day.verdict}`}>
                  <Cell day={day} isChosen={day.date === chosen} />
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
};

const Cell = ({ day, isChosen }: { day: ComplianceDay; isChosen: boolean }) => {
  const words = t().compliance;
  const verdict = words.verdict[day.verdict];
  return (
    <a href={href("compliance", day.date)} aria-current={isChosen ? "date" : undefined}>
      <span class="date">
        {Number(day.date.slice(8))}
        {day.is === "closed" && <small> {words.day.closed}</small>}
      </span>
      <span class="day-is">
        <Mark is={day.verdict} /> <span class="word">{verdict}</span>
      </span>
      {day.closing === "none" && (
        <span class="day-hole">
          <Mark is="hole" /> <span class="word">{words.hole}</span>
        </span>
      )}
    </a>
  );
};

const Legend = () => {
  const words = t().compliance;
  return (
    <p class="month-legend">
      {(["kept", "violated", "unknown", "ahead"] as const).map(verdict => (
        <span key={verdict}>
          <Mark is={verdict} /> {words.verdict[verdict]}
        </span>
      ))}
      <span>
        <Mark is="hole" /> {words.closing.none}
      </span>
    </p>
  );
};

const Chosen = ({ days, date }: { days: readonly ComplianceDay[]; date: string | null }) => {
  const day = days.find(each => each.date === date);
  if (day) return <Day day={day} />;
  return <p class="quiet">{date === null ? t().compliance.choose : t().compliance.noDay}</p>;
};
