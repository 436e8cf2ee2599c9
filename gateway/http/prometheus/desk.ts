import type { Look } from "#rules/engine/input.ts";
import type { SettledRule } from "#rules/language/settings.ts";
import type { AlertClass } from "#rules/site/model.ts";
import type { Instant } from "#rules/time/instant.ts";
import type { WireAlert } from "../../wire/alert.ts";

/** What a rule says now for one thing. */
export type TargetLook = {
  readonly target: string;
  readonly targetName: { readonly zh: string; readonly en: string };
  readonly zone: string;
  readonly look: Look;
};

/** One rule of the hall: where it is written, what it says now, and for what it cannot be judged. */
export type RuleLook = {
  /** Name of its pack. */
  readonly pack: string;
  readonly class: AlertClass;
  readonly rule: SettledRule;
  readonly targets: readonly TargetLook[];
  readonly lacking: readonly { readonly target: string; readonly why: string }[];
};

/** What the Prometheus side needs of the gateway. */
export type RulesDesk = {
  now(): Instant;
  readonly version: string;
  /** Id of the hall. */
  readonly site: string;
  /** Every rule of the hall, in the order of its packs. */
  rules(): readonly RuleLook[];
  /** All open alerts as recorded. */
  open(): readonly WireAlert[];
};
