import { type Building, type EquipmentPart, keysAt } from "./building.ts";
import { extinguisherDates } from "./extinguisher.ts";
import type { ExtinguisherEntry } from "./model.ts";
import type { Path } from "./yaml-source.ts";

/** An extinguisher's entry in the register; undefined for anything else, and where something of it is wrong. */
export const readRegister = (
  { report, written }: Building,
  part: EquipmentPart,
  path: Path,
): ExtinguisherEntry | undefined => {
  const at = [...path, "register"];
  const isWritten = keysAt(written, path).includes("register");
  if (part.kind !== undefined && part.kind !== "extinguisher" && isWritten) {
    report({
      code: "CFG407",
      path: at,
      at: "key",
      why: `a ${part.kind} has no register entry: it is for extinguishers`,
    });
  }
  if (part.kind === "extinguisher" && !isWritten) {
    const help = "add register: { agent: powder, made_on: 2022-03-01 }";
    report({
      code: "CFG903",
      path: at,
      at: "missing",
      why: "no register entry: nobody can say when it is due",
      help,
      isWarning: true,
    });
  }
  const {
    agent,
    made_on: madeOn,
    last_serviced_on: lastServicedOn,
    inspected_on: inspectedOn,
  } = part.register ?? {};
  for (const [key, day] of [
    ["last_serviced_on", lastServicedOn],
    ["inspected_on", inspectedOn],
  ] as const) {
    if (day === undefined || madeOn === undefined || day >= madeOn) continue;
    report({
      code: "CFG202",
      path: [...at, key],
      at: "value",
      why: `${day} is before it was made on ${madeOn}`,
    });
  }
  if (agent === undefined || madeOn === undefined || part.kind !== "extinguisher") return undefined;
  return {
    agent,
    madeOn,
    ...extinguisherDates(agent, madeOn, lastServicedOn),
    ...(lastServicedOn === undefined ? {} : { lastServicedOn }),
    ...(inspectedOn === undefined ? {} : { inspectedOn }),
  };
};
