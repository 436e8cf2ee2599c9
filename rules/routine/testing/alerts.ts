import type { Alert, Transition } from "../../alert/alert.ts";
import { type Finding, raise } from "../../alert/life.ts";
import type { Site } from "../../site/model.ts";
import { at } from "./desk.ts";

/** An alert that a rule raises. */
export const raised = (
  site: Site,
  moment: string,
  subject: { readonly fact: string; readonly target: string },
  finding: Partial<Finding> = {},
): Transition => {
  const thing = [...site.equipment, ...site.zones].find(({ id }) => id === subject.target);
  const targetName = thing?.name ?? { zh: subject.target, en: subject.target };
  const zone = thing && "zone" in thing ? thing.zone : subject.target;
  return raise(
    { ...subject, site: site.id, targetName, zone },
    {
      rule: subject.fact,
      clauses: ["X-1"],
      title: { zh: subject.fact, en: subject.fact },
      level: "fault",
      priority: 3,
      steps: [],
      since: at(moment),
      gap: 0,
      tell: ["duty-manager"],
      escalate: null,
      class: "equipment",
      ...finding,
    },
    [],
    at(moment),
  );
};

/** The first alert of such transitions. */
export const alertOf = (transitions: readonly Transition[]): Alert => {
  const [first] = transitions;
  if (!first) throw new Error("there is no alert");
  return first.alert;
};
