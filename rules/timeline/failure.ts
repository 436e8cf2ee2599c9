import type { AlertPart } from "../alert/alert.ts";
import type { Hold } from "../condition/hold.ts";
import type { SignalState } from "../reading/signal.ts";
import type { Path } from "../site/yaml-source.ts";
import type { Instant } from "../time/instant.ts";
import type { Row } from "./match.ts";
import type { RuleSays } from "./timeline.ts";
import type { PaperMatcher } from "./wanted-papers.ts";

/** Something that was not as the rule test says. */
export type Failure = {
  /** When that was seen, and what in the file says otherwise. */
  readonly at: Instant;
  readonly path: Path;
  readonly about: About;
};

/** What was expected and what was seen instead. */
export type About =
  | {
      readonly is: "no-such-alert";
      readonly asked: Asked;
      /** The alert that comes nearest, compared row by row; null: none is about the same thing. */
      readonly nearest: { readonly alert: string; readonly rows: readonly Row[] } | null;
      /** What there is, as `light-on/L-off1 (TY-2.2-1) active`. */
      readonly there: readonly string[];
      /** The rules that could have found it, and what they say. */
      readonly rules: readonly RuleState[];
    }
  | { readonly is: "unwanted-alert"; readonly asked: Asked; readonly alert: string; readonly isOver: boolean }
  | { readonly is: "further-alert"; readonly alert: string }
  | { readonly is: "forbidden-alert"; readonly asked: Asked; readonly alert: string }
  | {
      readonly is: "signal";
      readonly point: string;
      readonly expected: SignalState;
      readonly seen: SignalState;
      readonly value: string;
    }
  | { readonly is: "rule"; readonly expected: RuleSays; readonly rule: RuleState }
  | {
      readonly is: "no-such-message";
      readonly asked: Asked;
      /** How many fit. */
      readonly seen: number;
      /** The messages that were looked at, as `23:40:45 found → M1 (duty-manager) appliance/S-guard`. */
      readonly there: readonly string[];
    }
  | { readonly is: "unwanted-message"; readonly asked: Asked; readonly message: string }
  | { readonly is: "further-message"; readonly message: string }
  | {
      readonly is: "no-such-paper";
      readonly of: PaperMatcher["of"];
      readonly asked: Asked;
      /** How many fit. */
      readonly seen: number;
      /** The paper that comes nearest, compared row by row; null: none is about the same thing. */
      readonly nearest: { readonly text: string; readonly rows: readonly Row[] } | null;
      /** What there is, as `toilets/2025-07-18.1 late 0/1`. */
      readonly there: readonly string[];
    }
  | {
      readonly is: "unwanted-paper";
      readonly of: PaperMatcher["of"];
      readonly asked: Asked;
      readonly paper: string;
    }
  | { readonly is: "check"; readonly of: "closing" | "opening"; readonly rows: readonly Row[] }
  /** `what`: a key, who is responsible, what happened to a paper. */
  | {
      readonly is: "standing";
      readonly what: string;
      readonly expected: string;
      readonly seen: string;
    }
  | { readonly is: "incidents"; readonly expected: number; readonly there: readonly string[] }
  | { readonly is: "refused"; readonly why: string }
  /** `whys` is empty when no command was refused at all. */
  | { readonly is: "not-refused"; readonly expected: string; readonly whys: readonly string[] }
  | { readonly is: "never-set" | "never-delivered"; readonly point: string };

/** What a matcher asks for, key by key. */
export type Asked = readonly (readonly [key: string, text: string])[];

/** A rule for one target at the moment of a failure. */
export type RuleState = {
  /** `<rule>/<target>` */
  readonly key: string;
  readonly says: RuleSays;
  /** How long its condition has held; null where it is not judged. */
  readonly hold: Hold | null;
  /** What it sees, as `L-off1.power 200 W`; where it is not judged, why. */
  readonly sees: readonly string[];
  /** The comparisons that decide it, as they stand: of its condition or, while it is found, of its `clear`. */
  readonly decides: "condition" | "clear";
  readonly parts: readonly AlertPart[];
};
