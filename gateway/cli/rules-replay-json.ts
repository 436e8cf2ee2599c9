import type { Rulebook } from "#rules/engine/rulebook.ts";
import type { Load } from "#rules/replay/load.ts";
import type { Replayed } from "#rules/replay/replay.ts";
import type { ReplayedAlert } from "#rules/replay/replayed-alert.ts";
import type { Site } from "#rules/site/model.ts";
import { toIso } from "#rules/time/instant.ts";
import type { Told } from "./rules-replay-told.ts";

/** A replay as one document for programs; times in ISO 8601 (UTC). It is never translated. */
export const replayJson = (
  site: Site,
  book: Rulebook,
  { from, to, alerts, cut, rules, load, neverHeard }: Replayed,
  { recording, readings, seconds, strangers, impossible }: Told,
): object => ({
  schema: 1,
  site: site.id,
  from: toIso(from),
  to: toIso(to),
  recording,
  readings,
  seconds,
  instances: book.instances.length,
  alerts: alerts.map(alertJson),
  notListed: cut,
  rules,
  load: loadJson(load),
  neverHeard,
  strangers,
  impossible,
});

/** One alert for programs. */
export const alertJson = ({
  openedAt,
  clearedAt,
  tellings,
  targetName: _,
  ...alert
}: ReplayedAlert): object => ({
  ...alert,
  openedAt: toIso(openedAt),
  clearedAt: clearedAt && toIso(clearedAt),
  tellings: tellings.map(({ at, ...telling }) => ({ ...telling, at: toIso(at) })),
});

/** Who was told how much in each shift, for programs. */
export const loadJson = ({ shifts, roles }: Load): object => ({
  shifts: shifts.map(({ name, since, until }) => ({ name, since: toIso(since), until: toIso(until) })),
  roles: Object.fromEntries(roles),
});
