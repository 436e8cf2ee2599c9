import type { Rule } from "#rules/language/rule.ts";
import {
  byRule,
  byWeek,
  byZone,
  type Difference,
  lostUrgent,
  type Moved,
  type Tally,
} from "#rules/replay/difference.ts";
import { kindsOfShift } from "#rules/replay/load.ts";
import type { Replayed } from "#rules/replay/replay.ts";
import type { Role } from "#rules/site/model.ts";
import type { Hall } from "../config/load-hall.ts";
import { localText } from "./hall-time.ts";
import { settingChanges } from "./rules-diff-settings.ts";
import { alertTable } from "./rules-replay-text.ts";
import type { Told } from "./rules-replay-told.ts";
import { table } from "./table.ts";
import type { Words } from "./words/language.ts";

/** Two sets of rules and what they made of the same past; of every pair the old one first. */
export type Compared = {
  /** As they were given. */
  readonly names: readonly [string, string];
  readonly halls: readonly [Hall, Hall];
  readonly replayed: readonly [Replayed, Replayed];
  readonly found: Difference;
  readonly told: Told;
  /** Whose load is shown. */
  readonly role: Role;
};

const SHOWN_AT_MOST = 40;

/** What a change of the rules does, for people. */
export const diffText = (compared: Compared, words: Words): string => {
  const { halls, found } = compared;
  const { diff: say } = words;
  const { site } = halls[1];
  const sections: readonly string[] = [
    head(compared, words),
    rulesText(halls, words),
    ...(found.come.length > 0
      ? [listed(say.come(found.come.length), found.come.length, alertTable(found.come, site, words), words)]
      : []),
    ...(found.gone.length > 0
      ? [listed(say.gone(found.gone.length), found.gone.length, alertTable(found.gone, site, words), words)]
      : []),
    ...(found.moved.length > 0
      ? [
          listed(
            say.moved(found.moved.length),
            found.moved.length,
            movedTable(found.moved, halls[1], words),
            words,
          ),
        ]
      : []),
    ...tallies(say.by.rule, byRule(found), words),
    ...tallies(say.by.zone, byZone(found), words),
    ...tallies(say.by.week, byWeek(found, site.calendar), words),
    `${say.load(words.roles[compared.role])}\n${loadTable(compared, words)}`,
    ...doubts(compared, words),
  ];
  return sections.join("\n\n");
};

const head = ({ names, halls, replayed, found, told }: Compared, words: Words): string => {
  const { site } = halls[1];
  const [was, is] = replayed;
  const [from, to] = [is.from, is.to].map(at => localText(at, site.calendar.timeZone));
  const { diff: say, replay } = words;
  return [
    `${site.name[words.language]} (${site.id})  ${from} – ${to}`,
    say.sides(...names),
    replay.readings(told.readings, told.recording, told.seconds),
    `${say.summary(was.alerts.length + was.cut, is.alerts.length + is.cut)}; ${say.counts(found.come.length, found.gone.length, found.moved.length, found.same)}`,
  ].join("\n");
};

const listed = (title: string, count: number, body: string, { replay: say }: Words): string =>
  [title, body, ...(count > SHOWN_AT_MOST ? [say.more(count - SHOWN_AT_MOST)] : [])].join("\n");

const movedTable = (moved: readonly Moved[], { site }: Hall, words: Words): string => {
  const { diff: say, replay, language } = words;
  const rows = moved
    .slice(0, SHOWN_AT_MOST)
    .map(({ before, after, opened, cleared, changes }) => [
      localText(before.openedAt, site.calendar.timeZone),
      after.priority === before.priority ? `${after.priority}` : `${before.priority}→${after.priority}`,
      after.target,
      after.title[language],
      say.shift(opened),
      say.shift(cleared),
      changes.map(say.change).join(", "),
    ]);
  const { opened, priority, target, what } = replay.head;
  return table([
    [opened, priority, target, what, say.head.opened, say.head.cleared, say.head.changes],
    ...rows,
  ]);
};

const tallies = (title: string, all: readonly Tally[], { diff: { head } }: Words): readonly string[] => {
  if (all.length === 0) return [];
  const rows = all.map(({ key, come, gone, moved }) => [key, `${come}`, `${gone}`, `${moved}`]);
  return [`${title}\n${table([[head.key, head.come, head.gone, head.moved], ...rows])}`];
};

const loadTable = ({ replayed: [was, is], role }: Compared, { diff: { head }, replay }: Words): string => {
  const before = new Map(kindsOfShift(was.load, role).map(kind => [kind.kind, kind]));
  const rows = kindsOfShift(is.load, role).map(({ kind, shifts, told, most }) => {
    const old = before.get(kind);
    return [
      kind,
      ((old?.told ?? 0) / shifts).toFixed(1),
      (told / shifts).toFixed(1),
      `${old?.most?.told ?? 0}`,
      `${most?.told ?? 0}`,
    ];
  });
  return table([[replay.head.shift, head.before, head.after, head.mostBefore, head.mostAfter], ...rows]);
};

/** How the rules themselves differ. */
const rulesText = ([old, now]: Compared["halls"], { diff: say }: Words): string => {
  const [before, after] = [old, now].map(rulesOf) as [Map<string, Rule>, Map<string, Rule>];
  const added = [...after.keys()].filter(id => !before.has(id));
  const removed = [...before.keys()].filter(id => !after.has(id));
  const changed = [...after].filter(([id, rule]) => before.has(id) && text(rule) !== text(before.get(id)));
  const lines = [
    ...(added.length > 0 ? [say.rulesAdded(added.join(", "))] : []),
    ...(removed.length > 0 ? [say.rulesRemoved(removed.join(", "))] : []),
    ...(changed.length > 0 ? [say.rulesChanged(changed.map(([id]) => id).join(", "))] : []),
    ...settingChanges([old, now]).map(say.settingChanged),
  ];
  return lines.length > 0 ? lines.join("\n") : say.rulesSame;
};

const rulesOf = ({ packs }: Hall): Map<string, Rule> =>
  new Map(packs.flatMap(({ rules }) => rules.map(rule => [rule.id, rule] as const)));

const text = (rule: Rule | undefined): string => JSON.stringify(rule);

const doubts = (
  { halls: [old, now], found, replayed: [was, is], told }: Compared,
  { diff: say, replay }: Words,
): string[] => {
  const judged = new Set(old.book.instances.map(({ key }) => key));
  const lost = now.book.lacking.filter(({ rule, target }) => judged.has(`${rule.id}/${target}`));
  const urgent = lostUrgent(found).length;
  const lines = [
    ...(lost.length > 0
      ? [
          say.lacking(
            lost.length,
            lost
              .slice(0, 5)
              .map(({ rule, target }) => `${rule.id}/${target}`)
              .join(", "),
          ),
        ]
      : []),
    ...(told.impossible.count > 0 ? [replay.impossible(told.impossible)] : []),
    ...(was.cut + is.cut > 0 ? [replay.cut(was.cut + is.cut)] : []),
    ...(urgent > 0 ? [say.lost(urgent)] : []),
  ];
  return lines.length > 0 ? [lines.join("\n")] : [];
};
