import type { AlertClass, EquipmentKind, Role, Words } from "../site/model.ts";
import type { Duty } from "./duty.ts";
import type { Edge, Length, PhaseName } from "./edge.ts";

/** What a stretch without evidence does to a running hold: stops the count, starts it anew, or lets it go on. */
export type GapPolicy = "pause" | "reset" | "continue";

/**
 * When a rule can find anything, any of several: a phase, the time from the end of an approved activity in the
 * target's zone until the next opening, or a window.
 */
export type Force = PhaseName | "after-activity" | ForceWindow;

/** From each occurrence of `from` until the first `to` after it. */
export type ForceWindow = { readonly from: Edge; readonly to: Edge };

/** A regulation as a facilities engineer writes it; one YAML entry of a pack. */
export type Rule = {
  readonly id: string;
  /** Clause ids of the regulations: `GA-1.2-15`. */
  readonly clauses: readonly string[];
  readonly title: Words;
  /** It is judged once for every one of these in the hall; `hall`: once. */
  readonly each: EquipmentKind | "zone" | "hall";
  /** Which of them: CEL text over what the site file says of the target. */
  readonly where?: string;
  readonly inForce: readonly Force[];
  /** A season of the site's calendar, or the rest of the year; absent: all year. */
  readonly season?: { readonly name: string; readonly isOutside: boolean };
  /** CEL text over points, settings and dates. */
  readonly condition: string;
  /** When the finding ends; absent: as soon as the condition is known not to hold. */
  readonly clear?: string;
  readonly hold: Length;
  readonly gap: GapPolicy;
  /** The physical fact; rules that name the same fact of the same thing share one alert. */
  readonly fact: string;
  /** `cue`: what it finds makes no alert; duties wait for it. */
  readonly level: "violation" | "advisory" | "fault" | "cue";
  /** Of a cue it says nothing. */
  readonly priority: 1 | 2 | 3 | 4;
  readonly tell: readonly Role[];
  /** How long nobody may acknowledge before the next above is told; null: never; absent: as its priority has it. */
  readonly escalate?: Length | null;
  /** What is at stake; absent: as its targets have it. */
  readonly class?: AlertClass;
  /** Its alert stays after it is over until a person has looked and reset it. */
  readonly latch?: boolean;
  /** After how long it is told again though acknowledged, while it still holds; null: never; absent: as its priority has it. */
  readonly realarm?: Length | null;
  /** Makes no sound in the hall and shows on no screen that customers see. */
  readonly silent?: boolean;
  /** Who alone may reset what is latched; absent: whoever may by the class. */
  readonly resetBy?: readonly Role[];
  /** It is an incident: to be summed up, and reported upward within a time; null: no report is asked for. */
  readonly incident?: { readonly reportWithin: Length | null };
  /** What it would have done about it: the role of its target that is switched, and to what. Only where the hall has such a control. */
  readonly propose?: { readonly role: string; readonly to: string | number };
  /** CEL text of the power that is wasted while the condition holds. */
  readonly waste?: string;
  /** Further points that the alert shows: `camera.frame`. */
  readonly show: readonly string[];
  readonly steps: readonly Words[];
  /** What proves that it is done. */
  readonly proof?: Words;
};

/** A named value that a site may override, with what it means. Of unit `time`: minutes since midnight. */
export type Setting = { readonly value: number; readonly unit: string; readonly meaning: Words };

/**
 * While an alert of the fact `cause` is open and not over, alerts of these facts, and all about things of these kinds, are
 * explained by it and told to nobody. Life safety is never explained away.
 */
export type Suppressing = {
  readonly id: string;
  readonly title: Words;
  readonly cause: string;
  /** `zone`: only in the room where the cause is. `line`: only what is on the Modbus line that the cause is about. */
  readonly within: "hall" | "zone" | "line";
  readonly facts: readonly string[];
  readonly kinds: readonly (EquipmentKind | "zone")[];
  /** How long what it explains may take to be over after the cause is. */
  readonly settle: Length;
};

/** Regulations for one kind of hall. */
export type Pack = {
  readonly name: string;
  readonly title: Words;
  readonly settings: Readonly<Record<string, Setting>>;
  readonly rules: readonly Rule[];
  /** Absent: none. */
  readonly suppressions?: readonly Suppressing[];
  /** What people have to do, again and again; absent: nothing. */
  readonly duties?: readonly Duty[];
};
