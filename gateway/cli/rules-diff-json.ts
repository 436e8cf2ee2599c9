import { byRule, byWeek, byZone, lostUrgent } from "#rules/replay/difference.ts";
import { toIso } from "#rules/time/instant.ts";
import { settingChanges } from "./rules-diff-settings.ts";
import type { Compared } from "./rules-diff-text.ts";
import { alertJson, loadJson } from "./rules-replay-json.ts";

/** The difference between two sets of rules as one document for programs; lengths of time in ms. */
export const diffJson = ({ names, halls, replayed, found, told }: Compared): object => {
  const [was, is] = replayed;
  return {
    schema: 1,
    site: halls[1].site.id,
    before: names[0],
    after: names[1],
    from: toIso(is.from),
    to: toIso(is.to),
    recording: told.recording,
    readings: told.readings,
    seconds: told.seconds,
    alerts: { before: was.alerts.length + was.cut, after: is.alerts.length + is.cut },
    notListed: { before: was.cut, after: is.cut },
    settings: settingChanges(halls),
    come: found.come.map(alertJson),
    gone: found.gone.map(alertJson),
    moved: found.moved.map(({ before, after, changes, opened, cleared }) => ({
      changes,
      opened,
      cleared,
      before: alertJson(before),
      after: alertJson(after),
    })),
    same: found.same,
    lostUrgent: lostUrgent(found).map(({ id }) => id),
    byRule: byRule(found),
    byZone: byZone(found),
    byWeek: byWeek(found, halls[1].site.calendar),
    load: { before: loadJson(was.load), after: loadJson(is.load) },
    strangers: told.strangers,
    impossible: told.impossible,
  };
};
