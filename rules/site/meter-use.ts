import type { MeterUse } from "./energy-plan.ts";
import type { Equipment, EquipmentKind } from "./model.ts";

/** What the energy of a thing is used for where it is neither meter nor power circuit. */
const USES: Readonly<Partial<Record<EquipmentKind, MeterUse>>> = {
  "light-circuit": "lighting",
  "air-conditioner": "hvac",
  sign: "sign",
  terminal: "terminal",
  kiosk: "terminal",
  "queue-machine": "convenience",
  screen: "equipment",
  appliance: "equipment",
};

/** What the energy of a thing is used for, by what is said of it and else by its kind; undefined: nobody can tell. */
export const useOfThing = ({
  kind,
  meters,
  use,
}: Pick<Equipment, "kind" | "meters" | "use">): MeterUse | undefined => meters ?? use ?? USES[kind];
