import { unknownClause } from "../clause/nearest-clause.ts";
import type { Code } from "../site/codes.ts";
import type { Report } from "../site/findings.ts";
import type { Told } from "../site/form.ts";
import type { Point } from "../site/model.ts";
import { nearest } from "../site/nearest.ts";
import type { Path } from "../site/yaml-source.ts";
import type { Instant } from "../time/instant.ts";
import { momentBefore, momentFrom } from "./moments.ts";
import { OWN_FACTS, rulesOf, type TestHall } from "./test-hall.ts";
import type { Assignment } from "./timeline.ts";
import { courseOf, type ValueForm } from "./values.ts";

/** What the names in a rule test mean in its hall. A name that means nothing is told, with the nearest that does. */
export type Names = ReturnType<typeof namesOf>;

export const namesOf = (hall: TestHall, report: Report) => {
  const { site, packs, book, clauses } = hall;
  const timeZone = site.calendar.timeZone;
  const points = new Map(site.points.map(point => [point.id, point]));
  const rules = rulesOf(hall);
  const sources = new Set(site.points.map(({ via }) => via));
  const things = [...site.equipment, ...site.zones].map(({ id }) => id);
  const named = new Set<string>();

  const wrong = (code: Code, path: Path, why: string, help: string, at: "key" | "value" = "value"): void =>
    report({ code, path, at, why, help });

  /** One of a list of names, or the nearest of them in a diagnostic. */
  const known = (
    code: Code,
    what: string,
    names: readonly string[],
    name: string,
    path: Path,
    at: "key" | "value",
  ) => {
    if (names.includes(name)) return true;
    const close = nearest(name, names);
    const some = names.slice(0, 12).join(", ");
    const help = close ? `did you mean "${close}"?` : `there are: ${some}${names.length > 12 ? ", …" : ""}`;
    wrong(code, path, `${what} "${name}"`, names.length === 0 ? "" : help, at);
    return false;
  };

  /** What a text says; where it says nothing, why is told and `otherwise` stands in. */
  const read = <T>(result: Told<T>, path: Path, otherwise: T): T => {
    if (result.is === "told") return result.value;
    wrong(result.code, path, result.why, result.help);
    return otherwise;
  };

  const point = (id: string, path: Path, at: "key" | "value" = "value"): Point | null => {
    const found = points.get(id) ?? null;
    if (found) named.add(found.id);
    else known("CFG601", "the hall has no point", [...points.keys()], id, path, at);
    return found;
  };

  return {
    hall,
    /** Ids of all points that were named. */
    named: named as ReadonlySet<string>,
    timeZone,
    wrong,
    read,
    point,
    /** Points as keys with what belongs to each. */
    pointsOf: <T>(record: Readonly<Record<string, T>>, path: Path): readonly (readonly [Point, T, Path])[] =>
      Object.entries(record).flatMap(([id, value]) => {
        const found = point(id, [...path, id], "key");
        return found ? [[found, value, [...path, id]] as const] : [];
      }),
    assignments(record: Readonly<Record<string, ValueForm>>, path: Path): readonly Assignment[] {
      return this.pointsOf(record, path).map(([found, value, at]) => ({
        point: found,
        value: read(courseOf(value, found), at, { is: "still", value: Number.NaN }),
      }));
    },
    momentFrom: (text: string, from: Instant, path: Path): Instant =>
      read(momentFrom(text, from, timeZone), path, from),
    momentBefore: (text: string, until: Instant, path: Path): Instant =>
      read(momentBefore(text, until, timeZone), path, until),
    clause(id: string, path: Path, at: "key" | "value" = "value"): void {
      if (clauses === null || clauses.includes(id)) return;
      const { why, help } = unknownClause(id, clauses);
      wrong("CFG605", path, why, help, at);
    },
    rule: (id: string, path: Path) =>
      known(
        "CFG604",
        `no pack of this hall (${site.packs.join(", ")}) has a rule`,
        rules.map(rule => rule.id),
        id,
        path,
        "value",
      ),
    fact: (fact: string, path: Path) =>
      known(
        "CFG606",
        "nothing here finds a fact",
        [...new Set([...rules.map(rule => rule.fact), ...OWN_FACTS])],
        fact,
        path,
        "value",
      ),
    target: (id: string, path: Path) =>
      known(
        "CFG606",
        "the hall has no equipment, zone or source",
        [...things, ...sources, site.id],
        id,
        path,
        "value",
      ),
    zone: (id: string, path: Path) =>
      known(
        "CFG606",
        "the hall has no zone",
        site.zones.map(zone => zone.id),
        id,
        path,
        "value",
      ),
    person: (id: string, path: Path) =>
      known(
        "CFG606",
        "the hall has no person",
        site.people.map(person => person.id),
        id,
        path,
        "value",
      ),
    /** `<rule>/<target>`: both must be there, and the rule must be made for such a target. */
    instance(key: string, path: Path): void {
      const [id = "", target = ""] = key.split("/");
      const rule = rules.find(each => each.id === id);
      if (!rule) {
        this.ruleKey(id, path);
        return;
      }
      const targets = targetsOf(hall, rule.each);
      if (target === "") {
        const first = targets[0] ?? "…";
        wrong("CFG604", path, `"${key}" says not for what`, `write ${id}/${first}`, "key");
      } else
        known("CFG604", `rule ${id} is for each ${rule.each}; there is no`, targets, target, path, "key");
    },
    ruleKey: (id: string, path: Path) =>
      known(
        "CFG604",
        "no pack of this hall has a rule",
        rules.map(rule => rule.id),
        id,
        path,
        "key",
      ),
    settings: new Set(packs.flatMap(pack => Object.keys(pack.settings))),
    isJudged: (key: string) => book.instances.some(instance => instance.key === key),
  };
};

/** What a rule for each of these could be judged for in this hall. */
const targetsOf = ({ site }: TestHall, each: string): readonly string[] => {
  if (each === "hall") return [site.id];
  if (each === "zone") return site.zones.map(({ id }) => id);
  return site.equipment.filter(({ kind }) => kind === each).map(({ id }) => id);
};
