import type { Role } from "#rules/site/model.ts";
import { instant } from "#rules/time/instant.ts";
import type { WireRoster } from "../wire/roster.ts";
import { localText } from "./hall-time.ts";
import { table } from "./table.ts";
import type { Words } from "./words/language.ts";

/** A roster for people: who is on duty, who will be, who is away, and where the duty manager is missing. */
export const rosterText = (seen: WireRoster, days: number, timeZone: string, words: Words): string => {
  const { roster } = words;
  const at = (iso: string): string => localText(instant(Date.parse(iso)), timeZone);
  return [
    roster.now(at(seen.at)),
    indented(table(seen.onDuty.map(each => onDutyRow(each, words)))),
    "",
    roster.days(days),
    indented(seen.shifts.length === 0 ? roster.noShifts : table(shiftRows(seen, at, words))),
    "",
    ...(seen.absences.length === 0
      ? [roster.noneAway]
      : [
          roster.away,
          indented(
            table(
              seen.absences.map(({ person, name, from, to, why }) => [
                named(name, person),
                `${at(from)} – ${at(to)}`,
                why,
              ]),
            ),
          ),
        ]),
    "",
    ...(seen.gaps.length === 0
      ? [roster.noGaps(days)]
      : [roster.gaps, indented(seen.gaps.map(gap => gapText(gap, words)).join("\n"))]),
  ].join("\n");
};

/** A day without anybody: `2025-07-26 Sat (closed)`. */
export const gapText = ({ date, isOpen }: WireRoster["gaps"][number], { roster }: Words): string =>
  `${dayText(date, roster.weekdays)}${isOpen ? "" : ` (${roster.closed})`}`;

const onDutyRow = (
  { role, hasShifts, people }: WireRoster["onDuty"][number],
  { roster, roles }: Words,
): readonly string[] => [
  roles[role as Role] ?? role,
  people.length === 0 ? roster.nobody : people.map(({ id, name }) => named(name, id)).join(", "),
  hasShifts || people.length === 0 ? "" : roster.always,
];

/** One row for each day on which shifts begin, and each role: `2025-07-23 Wed  guard  王伟 17:30–07:50`. */
const shiftRows = (
  { shifts }: WireRoster,
  at: (iso: string) => string,
  { roster, roles }: Words,
): readonly (readonly string[])[] => {
  const byDay = Map.groupBy(shifts, ({ from, role }) => `${at(from).slice(0, 10)} ${role}`);
  let shown = "";
  return [...byDay]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, all]) => {
      const [date = "", role = ""] = key.split(" ");
      const first = date === shown ? "" : dayText(date, roster.weekdays);
      shown = date;
      const times = all.map(({ name, from, to }) => `${name} ${at(from).slice(11)}–${at(to).slice(11)}`);
      return [first, roles[role as Role] ?? role, times.join(", ")];
    });
};

const dayText = (date: string, weekdays: readonly string[]): string =>
  `${date} ${weekdays[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7]}`;

const named = (name: string, id: string): string => (name === id ? id : `${name} (${id})`);

const indented = (text: string): string => text.replace(/^(?=.)/gm, "  ");
