import type { WireRoster } from "#gateway/wire/roster.ts";
import { dayText } from "../format/day.ts";
import { t } from "../words/language.ts";

/** The days on which nobody is duty manager, before anything else: they are to be filled. */
export const Gaps = ({ roster: { gaps } }: { roster: WireRoster }) => {
  const words = t().roster;
  if (gaps.length === 0) return null;
  return (
    <section class="gaps">
      <h2>
        <b class="sign" aria-hidden="true">
          !
        </b>{" "}
        {words.gapsTitle(gaps.length)}
      </h2>
      <ul>
        {gaps.map(({ date, isOpen }) => (
          <li key={date}>
            <b>{dayText(date)}</b> {!isOpen && <small>{words.closedDay}</small>}
          </li>
        ))}
      </ul>
      <p class="quiet">{words.gapsWhy}</p>
    </section>
  );
};
