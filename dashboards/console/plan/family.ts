/** What a person looks for on the plan. */
export const families = ["all", "security", "power", "environment"] as const;
export type Family = (typeof families)[number];

/** What secures the hall and what keeps it comfortable; everything else is there for its power. */
const kinds: Readonly<Record<Exclude<Family, "all" | "power">, readonly string[]>> = {
  security: [
    "door",
    "window",
    "shutter",
    "alarm-panel",
    "camera",
    "recorder",
    "cabinet",
    "glass-break",
    "panic-button",
    "smoke-detector",
    "extinguisher",
    "hydrant",
    "checkpoint",
    "guard-tag",
  ],
  environment: ["air-conditioner", "weather-station", "leak-sensor"],
};

/** Whether a kind of equipment is shown when one family is asked for. */
export const belongs = (kind: string, family: Family): boolean => {
  if (family === "all") return true;
  if (family === "power") return !Object.values(kinds).some(all => all.includes(kind));
  return kinds[family].includes(kind);
};

/** The family in an address; all of them unless it names one. */
export const familyOf = (text: string | undefined): Family => families.find(each => each === text) ?? "all";
