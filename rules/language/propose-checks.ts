import { suggestion } from "../site/building.ts";
import type { Report } from "../site/findings.ts";
import { kinds } from "../site/kinds.ts";
import type { EquipmentKind } from "../site/model.ts";
import { nearest } from "../site/nearest.ts";
import { neverSwitched } from "../site/never-switched.ts";
import { pointClasses } from "../site/point-classes.ts";
import type { Path } from "../site/yaml-source.ts";
import type { LooseRule } from "./loose-pack.ts";

/** Tells what is wrong with what a rule proposes: a role that its targets do not have, a value that this cannot be. */
export const checkPropose = ({ each, propose }: LooseRule, path: Path, report: Report): void => {
  if (propose === undefined || each === undefined) return;
  const { role, to }: { readonly role?: string; readonly to?: string | number } = propose;
  if (role === undefined || to === undefined) return;
  const at = [...path, "propose"];
  if (each === "zone" || each === "hall") {
    const why = `a ${each} is no device that could be switched`;
    report({
      code: "CFG610",
      path: at,
      at: "value",
      why,
      help: "each: light-circuit, say, with a point that has a control",
    });
    return;
  }
  const roles = kinds[each];
  const pointClass = pointClasses.get(roles[role]?.class ?? "");
  if (pointClass === undefined) {
    const help = suggestion(nearest(role, Object.keys(roles)), Object.keys(roles), "");
    report({ code: "CFG611", path: [...at, "role"], at: "value", why: `a ${each} has no "${role}"`, help });
    return;
  }
  const never = neverSwitched(
    { class: pointClass, source: WRITABLE },
    { kind: each as EquipmentKind, alwaysOn: false },
  );
  if (never !== null)
    report({ code: "CFG612", path: at, at: "value", why: never, help: "leave propose out: people do that" });
  const { words, unit } = pointClass;
  if (words !== undefined && !words.includes(String(to)))
    report({
      code: "CFG613",
      path: [...at, "to"],
      at: "value",
      why: `${pointClass.id} has no word "${to}"`,
      help: suggestion(nearest(String(to), words), words, ""),
    });
  if (words === undefined && typeof to !== "number")
    report({
      code: "CFG613",
      path: [...at, "to"],
      at: "value",
      why: `${pointClass.id} is a number in ${unit}`,
      help: "write it without a unit",
    });
};

/** Whether it can be written is the hall's matter. */
const WRITABLE = { is: "mqtt", topic: "", path: [], scale: 1, write: { topic: "" } } as const;
