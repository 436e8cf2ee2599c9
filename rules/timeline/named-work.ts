import type { Duty } from "../language/duty.ts";
import { thingsOf } from "../language/duty-where.ts";
import { settingsOf } from "../language/settings.ts";
import { USUAL_PLAN } from "../site/usual-reports.ts";
import type { Path } from "../site/yaml-source.ts";
import { hallOr } from "./named-things.ts";
import type { Part, Teller } from "./teller.ts";
import type { TestHall } from "./test-hall.ts";

type Check = (name: string, path: Path, at?: Part) => boolean;

/** Whether a hall has what a file names of people's work; what it has not is told. */
export type NamedWork = {
  readonly duty: Check;
  /** A task by its duty, or by its own id, which begins with it. */
  readonly task: Check;
  /** An item of a task; of any duty where the task is not named. */
  readonly taskItem: (task: string, item: string, path: Path) => boolean;
  /** What a ticket can be about: equipment, a zone, a key, the hall. */
  readonly ticketTarget: Check;
  readonly key: Check;
  /** A report by its plan, or by its own id, which begins with it. */
  readonly report: Check;
};

/** What stands for an item where a duty is one. */
const WHOLE = "it";

export const namedWork = (hall: TestHall, teller: Teller): NamedWork => {
  const { site, packs } = hall;
  const duties = packs.flatMap(pack => pack.duties ?? []);
  const ids = duties.map(({ id }) => id);
  const keys = (site.keys ?? []).map(({ id }) => id);
  const { settings } = settingsOf(packs, site.settings);
  const itemsOf = (duty: Duty): readonly string[] => [
    ...duty.items.map(({ id }) => id),
    ...thingsOf(duty, site, settings).map(({ id }) => id),
    ...(duty.each === undefined && duty.items.length === 0 ? [WHOLE] : []),
  ];
  const duty: Check = (name, path, at) =>
    teller.isOneOf(ids, name, { code: "CFG606", why: "no pack of this hall has a duty" }, path, at);
  const targets = [
    ...site.equipment.map(({ id }) => id),
    ...site.zones.map(({ id }) => id),
    ...keys,
    site.id,
  ];
  return {
    duty,
    task: (name, path, at) => duty(name.split("/")[0] ?? "", path, at),
    taskItem: (task, item, path) => {
      const named = duties.filter(({ id }) => task === "" || id === task.split("/")[0]);
      const known = [...new Set(named.flatMap(itemsOf))];
      const why = task === "" ? "no duty of this hall has an item" : `${named[0]?.id ?? task} has no item`;
      return named.length === 0 || teller.isOneOf(known, item, { code: "CFG606", why }, path);
    },
    ticketTarget: (name, path, at) =>
      teller.isOneOf(
        targets,
        hallOr(name, hall),
        { code: "CFG606", why: "the hall has no equipment, zone or key" },
        path,
        at,
      ),
    key: (name, path, at) =>
      teller.isOneOf(keys, name, { code: "CFG606", why: "the hall has no key" }, path, at),
    report: (name, path, at) => {
      const owed = (site.reports ?? USUAL_PLAN).reports.map(({ id }) => id);
      const why = "the hall owes no report";
      return teller.isOneOf(owed, name.split("/")[0] ?? "", { code: "CFG606", why }, path, at);
    },
  };
};
