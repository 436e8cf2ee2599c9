import { unknownClause } from "../clause/nearest-clause.ts";
import type { Code } from "../site/codes.ts";
import type { Report } from "../site/findings.ts";
import type { Told } from "../site/form.ts";
import type { Point } from "../site/model.ts";
import { nearest } from "../site/nearest.ts";
import { ROLES } from "../site/schema.ts";
import type { Path } from "../site/yaml-source.ts";
import type { Instant } from "../time/instant.ts";
import { momentBefore, momentFrom } from "./moments.ts";
import { OWN_FACTS, rulesOf, type TestHall } from "./test-hall.ts";
import type { Assignment } from "./timeline.ts";
import { courseOf, type ValueForm } from "./values.ts";

/** What the names in a rule test mean in its hall. A name that means nothing is told, with the nearest that does. */
export type Names = ReturnType<typeof namesOf>;

export const namesOf = (hall: TestHall, report: Report) => {
  const { site, packs, clauses } = hall;
  const timeZone = site.calendar.timeZone;
  const points = new Map(site.points.map(point => [point.id, point]));
  const rules = rulesOf(hall);
  const named = new Set<string>();

  const wrong = (code: Code, path: Path, why: string, help: string, at: "key" | "value" = "value"): void =>
    report({ code, path, at, why, help });

  /** Whether a name is one of a list; if not, a diagnostic with the nearest of them. */
  const known =
    (code: Code, why: string, list: () => readonly string[]) =>
    (name: string, path: Path, at: "key" | "value" = "value"): boolean => {
      const all = list();
      if (all.includes(name)) return true;
      const close = nearest(name, all);
      const some = `${all.slice(0, 12).join(", ")}${all.length > 12 ? ", …" : ""}`;
      wrong(code, path, `${why} "${name}"`, close ? `did you mean "${close}"?` : `there are: ${some}`, at);
      return false;
    };
  /** Of an owner that there is, its points come in question; else all. */
  const knownPoint = (id: string, path: Path, at: "key" | "value"): boolean => {
    const own = site.points.filter(({ owner }) => owner === id.split(".")[0]);
    const list = (own.length > 0 ? own : site.points).map(each => each.id);
    return known("CFG601", "the hall has no point", () => list)(id, path, at);
  };
  const knownRule = known("CFG604", `no pack of this hall (${site.packs.join(", ")}) has a rule`, () =>
    rules.map(({ id }) => id),
  );

  /** What a text says; where it says nothing, why is told and `otherwise` stands in. */
  const read = <T>(result: Told<T>, path: Path, otherwise: T): T => {
    if (result.is === "told") return result.value;
    wrong(result.code, path, result.why, result.help);
    return otherwise;
  };

  const point = (id: string, path: Path, at: "key" | "value" = "value"): Point | null => {
    const found = points.get(id) ?? null;
    if (found) named.add(found.id);
    else knownPoint(id, path, at);
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
    rule: knownRule,
    setting: known("CFG502", "no pack of this hall has a setting", () =>
      packs.flatMap(({ settings }) => Object.keys(settings)),
    ),
    fact: known("CFG606", "nothing here finds a fact", () => [
      ...new Set([...rules.map(({ fact }) => fact), ...OWN_FACTS]),
    ]),
    target: known("CFG606", "the hall has no equipment, zone or source", () => [
      ...site.equipment.map(({ id }) => id),
      ...site.zones.map(({ id }) => id),
      ...new Set(site.points.map(({ via }) => via)),
      site.id,
    ]),
    zone: known("CFG606", "the hall has no zone", () => site.zones.map(({ id }) => id)),
    person: known("CFG606", "the hall has no person", () => site.people.map(({ id }) => id)),
    role: (name: string, path: Path) => known("CFG104", "there is no role", () => ROLES)(name, path, "key"),
    /** `<rule>/<target>`: both must be there, and the rule must be made for such a target. */
    instance(key: string, path: Path): void {
      const [id = "", target = ""] = key.split("/");
      const rule = rules.find(each => each.id === id);
      if (!rule) {
        knownRule(id, path, "key");
        return;
      }
      const targets = targetsOf(hall, rule.each);
      if (target === "")
        wrong("CFG604", path, `"${key}" says not for what`, `write ${id}/${targets[0] ?? "…"}`, "key");
      else known("CFG604", `${id} is for each ${rule.each}; there is no`, () => targets)(target, path, "key");
    },
  };
};

/** What a rule for each of these could be judged for in this hall. */
const targetsOf = ({ site }: TestHall, each: string): readonly string[] => {
  if (each === "hall") return [site.id];
  if (each === "zone") return site.zones.map(({ id }) => id);
  return site.equipment.filter(({ kind }) => kind === each).map(({ id }) => id);
};
