import { signal } from "@preact/signals";
import type { WireAbsence, WireRoster } from "#gateway/wire/roster.ts";
import { shortMoment } from "../format/time.ts";
import { isLost, now, timeZone } from "../store/live.ts";
import { tell } from "../store/news.ts";
import { t } from "../words/language.ts";
import { AbsentDialog } from "./absent-dialog.tsx";
import { PresentDialog } from "./present-dialog.tsx";

/** What a dialog asks about: a new absence, or the end of somebody's. */
const asking = signal<"absent" | WireAbsence | null>(null);

const begin = (what: "absent" | WireAbsence): void => {
  if (isLost.value) tell(t().needsLink, "problem");
  else asking.value = what;
};
const end = (): void => {
  asking.value = null;
};

/** Who is away or will be, and the buttons that note and end that. */
export const Absences = ({ roster: { absences } }: { roster: WireRoster }) => {
  const words = t().roster;
  const what = asking.value;
  return (
    <section>
      <h2>{words.absences}</h2>
      {absences.length === 0 && <p class="quiet">{words.noAbsences}</p>}
      {absences.length > 0 && (
        <ul class="rows">
          {absences.map((absence, index) => (
            <Absence
              key={absence.person + absence.from}
              absence={absence}
              isFirst={absences.findIndex(({ person }) => person === absence.person) === index}
            />
          ))}
        </ul>
      )}
      <button type="button" class="add" onClick={() => begin("absent")}>
        {words.add}
      </button>
      {what === "absent" && <AbsentDialog onClose={end} />}
      {what !== null && what !== "absent" && <PresentDialog absence={what} onClose={end} />}
    </section>
  );
};

/** Whoever is back ends what runs now, or takes back all that was to come: so there is one button for a person. */
const Absence = ({ absence, isFirst }: { absence: WireAbsence; isFirst: boolean }) => {
  const words = t().roster;
  const { name, from, to, why } = absence;
  const at = (iso: string) => shortMoment(Date.parse(iso), now.value, timeZone.value);
  const isNow = Date.parse(from) <= now.value;
  return (
    <li class="service">
      <div>
        <b>{name}</b> {isNow && <span class="clause">{words.awayNow}</span>}
        <q>{why}</q>
      </div>
      <p class="quiet">{words.span(at(from), at(to))}</p>
      {isFirst && (
        <button type="button" onClick={() => begin(absence)}>
          {isNow ? words.end : words.takeBack}
        </button>
      )}
    </li>
  );
};
