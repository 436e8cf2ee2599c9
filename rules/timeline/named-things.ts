import { unknownClause } from "../clause/nearest-clause.ts";
import { ROLES } from "../site/schema.ts";
import type { Path } from "../site/yaml-source.ts";
import type { Mistake, Part, Teller } from "./teller.ts";
import { OWN_FACTS, rulesOf, type TestHall } from "./test-hall.ts";

type Check = (name: string, path: Path, at?: Part) => boolean;

/** Whether a hall has what a file names, by kind; what it has not is told. */
export type NamedThings = Readonly<
  Record<"rule" | "setting" | "fact" | "target" | "zone" | "person" | "role" | "clause" | "instance", Check>
>;

export const namedThings = (hall: TestHall, teller: Teller): NamedThings => {
  const { site, packs, clauses } = hall;
  const rules = rulesOf(hall);
  const among =
    (list: () => readonly string[], mistake: Mistake): Check =>
    (name, path, at) =>
      teller.isOneOf(list(), name, mistake, path, at);
  const noRule = `no pack of this hall (${site.packs.join(", ")}) has a rule`;
  const rule = among(() => idsOf(rules), { code: "CFG604", why: noRule });
  return {
    rule,
    setting: among(() => packs.flatMap(({ settings }) => Object.keys(settings)), {
      code: "CFG502",
      why: "no pack of this hall has a setting",
    }),
    fact: among(() => [...new Set([...rules.map(({ fact }) => fact), ...OWN_FACTS])], {
      code: "CFG606",
      why: "nothing here finds a fact",
    }),
    target: among(() => targetsOf(hall), {
      code: "CFG606",
      why: "the hall has no equipment, zone or source",
    }),
    zone: among(() => idsOf(site.zones), { code: "CFG606", why: "the hall has no zone" }),
    person: among(() => idsOf(site.people), { code: "CFG606", why: "the hall has no person" }),
    role: among(() => ROLES, { code: "CFG104", why: "there is no role" }),
    clause: (id, path, at) => {
      if (clauses === null || clauses.includes(id)) return true;
      const { why, help } = unknownClause(id, clauses);
      teller.wrong("CFG605", path, why, help, at);
      return false;
    },
    instance: (key, path, at = "key") => {
      const [id = "", target = ""] = key.split("/");
      const found = rules.find(each => each.id === id);
      if (!found) return rule(id, path, at);
      const targets = judgedFor(hall, found.each);
      const why = `${id} is for each ${found.each}; there is no`;
      if (target !== "") return teller.isOneOf(targets, target, { code: "CFG604", why }, path, at);
      teller.wrong("CFG604", path, `"${key}" says not for what`, `write ${id}/${targets[0] ?? "…"}`, at);
      return false;
    },
  };
};

const idsOf = (things: readonly { readonly id: string }[]): readonly string[] => things.map(({ id }) => id);

/** What an alert can be about: a thing, a room, what points arrive through, or the hall. */
const targetsOf = ({ site }: TestHall): readonly string[] => [
  ...idsOf(site.equipment),
  ...idsOf(site.zones),
  ...new Set(site.points.map(({ via }) => via)),
  site.id,
];

/** What a rule for each of these could be judged for. */
const judgedFor = ({ site }: TestHall, each: string): readonly string[] => {
  if (each === "hall") return [site.id];
  if (each === "zone") return idsOf(site.zones);
  return idsOf(site.equipment.filter(({ kind }) => kind === each));
};
