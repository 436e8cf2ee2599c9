import type { WireRoster } from "#gateway/wire/roster.ts";
import { shortMoment } from "../format/time.ts";
import { now, timeZone } from "../store/live.ts";
import { t } from "../words/language.ts";
import { nextOf, untilOf } from "./days.ts";

/** Who is on duty in each role, and until when. */
export const OnDuty = ({ roster }: { roster: WireRoster }) => (
  <section>
    <h2>{t().roster.now}</h2>
    <ul class="on-duty">
      {roster.onDuty.map(duty => (
        <Role key={duty.role} roster={roster} duty={duty} />
      ))}
    </ul>
  </section>
);

const at = (moment: number): string => shortMoment(moment, now.value, timeZone.value);

const Role = ({ roster, duty }: { roster: WireRoster; duty: WireRoster["onDuty"][number] }) => {
  const words = t().roster;
  const { role, people, hasShifts } = duty;
  const next = hasShifts ? nextOf(roster, role) : null;
  return (
    <li class={people.length === 0 ? "is-nobody" : undefined}>
      <h3>{t().roles[role] ?? role}</h3>
      {people.length === 0 && <p class="nobody">{words.nobody}</p>}
      {people.map(({ id, name }) => {
        const until = untilOf(roster, role, id);
        return (
          <p key={id}>
            <b>{name}</b> {until !== null && <span class="age">{words.until(at(until))}</span>}
          </p>
        );
      })}
      {!hasShifts && people.length > 0 && <p class="quiet">{words.always}</p>}
      {next && <p class="quiet">{words.next(next.name, at(Date.parse(next.from)))}</p>}
    </li>
  );
};
