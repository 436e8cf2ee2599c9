import type { EquipmentKind, Role, Words } from "../site/model.ts";
import type { Millis } from "../time/instant.ts";

/** What a stretch without evidence does to a running hold: stops the count, starts it anew, or lets it go on. */
export type GapPolicy = "pause" | "reset" | "continue";

/** When a rule can find anything: phases of the hall's day (any of them); `after-work` and `night` mean `closed`. */
export type InForce = "always" | "opening" | "open" | "lunch" | "closed";

/** A regulation as a facilities engineer writes it; one YAML entry of a pack. */
export type Rule = {
  readonly id: string;
  /** Clause ids of the regulations: `GA-1.2-15`. */
  readonly clauses: readonly string[];
  readonly title: Words;
  /** It is judged once for every one of these in the hall. */
  readonly each: EquipmentKind;
  readonly inForce: readonly InForce[];
  /** A season of the site's calendar; absent: all year. */
  readonly season?: string;
  /** CEL text over points, settings and dates. */
  readonly condition: string;
  /** When the finding ends; absent: as soon as the condition is known not to hold. */
  readonly clear?: string;
  readonly hold: Millis;
  readonly gap: GapPolicy;
  /** The physical fact; rules that name the same fact of the same thing share one alert. */
  readonly fact: string;
  readonly level: "violation" | "advisory";
  readonly priority: 1 | 2 | 3 | 4;
  readonly tell: readonly Role[];
  readonly steps: readonly Words[];
};

/** A named number that a site may override, with what it means. */
export type Setting = { readonly value: number; readonly unit: string; readonly meaning: Words };

/** Regulations for one kind of hall. */
export type Pack = {
  readonly name: string;
  readonly title: Words;
  readonly settings: Readonly<Record<string, Setting>>;
  readonly rules: readonly Rule[];
};
