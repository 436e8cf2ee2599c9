import { unknownClause } from "../clause/nearest-clause.ts";
import { OWN_CLAUSE } from "../clause/unknown-clauses.ts";
import { lineAbove } from "../engine/lines.ts";
import { openTarget } from "../handover/concern.ts";
import { ROLES } from "../site/roles.ts";
import { USUAL_PLAN } from "../site/usual-reports.ts";
import type { Path } from "../site/yaml-source.ts";
import type { Mistake, Part, Teller } from "./teller.ts";
import { OWN_FACTS, rulesOf, type TestHall } from "./test-hall.ts";

type Check = (name: string, path: Path, at?: Part) => boolean;

/** Whether a hall has what a file names, by kind; what it has not is told. */
export type NamedThings = Readonly<
  Record<
    "rule" | "setting" | "fact" | "target" | "zone" | "person" | "receiver" | "role" | "clause" | "instance",
    Check
  >
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
    fact: among(
      () => [...new Set([...rules.map(({ fact }) => fact), ...OWN_FACTS, ...factsOfDuties(hall)])],
      {
        code: "CFG606",
        why: "nothing here finds a fact",
      },
    ),
    target: (name, path, at) =>
      TICKET.test(name) ||
      teller.isOneOf(
        targetsOf(hall),
        hallOr(name, hall),
        {
          code: "CFG606",
          why: "the hall has no equipment, zone, source or line",
        },
        path,
        at,
      ),
    zone: among(() => idsOf(site.zones), { code: "CFG606", why: "the hall has no zone" }),
    person: among(() => idsOf(site.people), { code: "CFG606", why: "the hall has no person" }),
    receiver: among(() => [...idsOf(site.people), ...ROLES], {
      code: "CFG606",
      why: "the hall has no person, and there is no role",
    }),
    role: among(() => ROLES, { code: "CFG104", why: "there is no role" }),
    clause: (id, path, at) => {
      const own = [...new Set(rules.flatMap(each => each.clauses))].filter(each => OWN_CLAUSE.test(each));
      if (clauses === null || clauses.includes(id) || own.includes(id)) return true;
      if (OWN_CLAUSE.test(id)) {
        const why = "no rule of this hall is about a clause of its own";
        return teller.isOneOf(own, id, { code: "CFG605", why }, path, at);
      }
      const { why, help } = unknownClause(id, clauses);
      teller.wrong("CFG605", path, why, help, at);
      return false;
    },
    instance: (key, path, at = "key") => {
      const [id = "", target = ""] = instanceKey(key, hall).split("/");
      const found = rules.find(each => each.id === id);
      if (!found) return rule(id, path, at);
      const targets = judgedFor(hall, found.each);
      const why = `${id} is for each ${found.each}; there is no`;
      if (target !== "") return teller.isOneOf(targets, target, { code: "CFG604", why }, path, at);
      const judged = hall.book.instances.find(({ rule }) => rule.id === id)?.target.id ?? targets[0] ?? "…";
      teller.wrong("CFG604", path, `"${key}" says not for what`, `write ${id}/${judged}`, at);
      return false;
    },
  };
};

/** A duty that is late, or missed. */
const factsOfDuties = ({ packs }: TestHall): readonly string[] =>
  packs.flatMap(({ duties = [] }) => duties.flatMap(({ id }) => [`late-${id}`, `missed-${id}`]));

const idsOf = (things: readonly { readonly id: string }[]): readonly string[] => things.map(({ id }) => id);

/** What tickets are called: nobody knows them before the test is played. */
const TICKET = /^T-\d{8}-./;

/** A target by its id; the hall may also be called `hall`, where nothing else is. */
export const hallOr = (name: string, hall: TestHall): string =>
  name === "hall" && !targetsOf(hall).includes(name) ? hall.site.id : name;

/** `<rule>/<target>` of a rule for one target; what a rule for the whole hall is judged for may be called `hall`. */
export const instanceKey = (key: string, hall: TestHall): string => {
  const [id = "", target = ""] = key.split("/");
  const isOfHall = rulesOf(hall).some(rule => rule.id === id && rule.each === "hall");
  return isOfHall && target === "hall" ? `${id}/${hall.site.id}` : key;
};

/** What an alert can be about: a thing, a room, what points arrive through, or the hall. */
const targetsOf = ({ site }: TestHall): readonly string[] => [
  ...idsOf(site.equipment),
  ...idsOf(site.zones),
  ...idsOf(site.keys ?? []),
  ...ROLES.map(openTarget),
  ...idsOf((site.reports ?? USUAL_PLAN).reports),
  ...new Set(site.points.flatMap(({ via }) => [via, lineAbove(via) ?? via])),
  site.id,
];

/** What a rule for each of these could be judged for. */
const judgedFor = ({ site }: TestHall, each: string): readonly string[] => {
  if (each === "hall") return [site.id];
  if (each === "zone") return idsOf(site.zones);
  return idsOf(site.equipment.filter(({ kind }) => kind === each));
};
