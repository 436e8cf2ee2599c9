import type { WireRoster } from "#gateway/wire/roster.ts";
import { dayText } from "../format/day.ts";
import { isNarrow } from "../shell/width.ts";
import { timeZone } from "../store/live.ts";
import { t } from "../words/language.ts";
import { type Day, type Duty, daysAhead } from "./days.ts";
import { DAYS } from "./read-roster.ts";

/** The days to come, role by role: a table, on a phone a list. */
export const Ahead = ({ roster }: { roster: WireRoster }) => {
  const words = t().roster;
  const roles = roster.onDuty.filter(({ hasShifts }) => hasShifts).map(({ role }) => role);
  const days = daysAhead(roster, timeZone.value, DAYS);
  return (
    <section>
      <h2>{words.ahead(DAYS)}</h2>
      {roles.length === 0 ? (
        <p class="quiet">{words.noShifts}</p>
      ) : isNarrow.value ? (
        <DayList days={days} />
      ) : (
        <DayTable days={days} roles={roles} />
      )}
    </section>
  );
};

const DayTable = ({ days, roles }: { days: readonly Day[]; roles: readonly string[] }) => (
  <table class="ahead">
    <thead>
      <tr>
        <th scope="col">{t().roster.day}</th>
        {roles.map(role => (
          <th key={role} scope="col">
            {t().roles[role] ?? role}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {days.map((day, index) => (
        <tr key={day.date} class={day.gap === "none" ? undefined : "is-gap"}>
          <th scope="row">
            <DayName day={day} isToday={index === 0} />
          </th>
          {roles.map(role => (
            <td key={role}>
              <Duties duties={day.duties.filter(duty => duty.role === role)} />
              {role === "duty-manager" && <GapMark gap={day.gap} />}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);

const DayList = ({ days }: { days: readonly Day[] }) => (
  <ul class="rows ahead-list">
    {days.map((day, index) => (
      <li key={day.date} class={day.gap === "none" ? undefined : "is-gap"}>
        <h3>
          <DayName day={day} isToday={index === 0} />
        </h3>
        {day.gap !== "none" && <span class="age">{t().roles["duty-manager"]} </span>}
        <GapMark gap={day.gap} />
        {day.duties.map(duty => (
          <p key={duty.role + duty.name + duty.from}>
            <span class="age">{t().roles[duty.role] ?? duty.role}</span> <DutyText duty={duty} />
          </p>
        ))}
        {day.duties.length === 0 && day.gap === "none" && <p class="quiet">{t().roster.none}</p>}
      </li>
    ))}
  </ul>
);

const DayName = ({ day, isToday }: { day: Day; isToday: boolean }) => (
  <>
    {dayText(day.date)} {isToday && <small>{t().roster.today}</small>}
  </>
);

/** Only days without a duty manager are told of: of no other role there must be one on every day. */
const GapMark = ({ gap }: Pick<Day, "gap">) => {
  const words = t().roster;
  if (gap === "none") return null;
  return (
    <span class="gap">
      <b class="sign" aria-hidden="true">
        !
      </b>{" "}
      {words.none}
      {gap === "closed" && <small> {words.closedDay}</small>}
    </span>
  );
};

const Duties = ({ duties }: { duties: readonly Duty[] }) =>
  duties.map(duty => (
    <p key={duty.name + duty.from}>
      <DutyText duty={duty} />
    </p>
  ));

const DutyText = ({ duty: { name, from, to, endsLater, isAway } }: { duty: Duty }) => {
  const words = t().roster;
  return (
    <>
      <b>{name}</b>{" "}
      <span class="age">
        {from}–{endsLater ? `${words.nextDay} ` : ""}
        {to}
      </span>{" "}
      {isAway && <span class="clause">{words.away}</span>}
    </>
  );
};
