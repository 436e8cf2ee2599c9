import type { Words } from "../site/model.ts";

/**
 * What kind of thing a clause asks for: `rule` is judged from readings, `routine` is a duty of people, `report` a paper
 * with a date, `system` something that the product itself must be or do, `out` nothing that a gateway can carry.
 */
export type ClauseKind = "rule" | "routine" | "report" | "system" | "out";

/** `core`: a number or a clear duty; `support`: without a number, or needs optional hardware; `duplicate`: a weaker restatement. */
export type ClauseWeight = "core" | "support" | "duplicate";

/** The kind of hall that a document was written for. */
export type HallProfile = "service-hall" | "bank" | "ktv" | "generic" | "restaurant" | "funeral-hall";

/** Plain data as a YAML file can hold it. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

/** One document of the regulations, as far as it survives. */
export type SourceDocument = {
  /** Beginning of the ids of its clauses: `GA`. */
  readonly key: string;
  readonly title: Words;
  /** Name of the file that it was found in. */
  readonly source: string;
  readonly profile: HallProfile;
};

/** What the product does today about a clause that no rule judges. */
export type Today = {
  /** `whole`: all that the clause asks of a gateway; `part`: the rest is planned. */
  readonly extent: "whole" | "part";
  readonly how: Words;
  /** Files of tests that show it, from the root of the project. */
  readonly tests: readonly string[];
};

/** One duty of the regulations. The paraphrase is ours; the text itself is not in the project. */
export type Clause = {
  /** `<document>-<section>`, with a letter where one sentence holds several duties: `GA-5.3-8b`. */
  readonly id: string;
  readonly document: SourceDocument;
  /** Where in the document, in its own numbering. */
  readonly section: string;
  /** Lines of the source file, 1-based. */
  readonly lines: readonly number[];
  readonly text: Words;
  readonly kind: ClauseKind;
  /** Absent for `out` only. */
  readonly weight?: ClauseWeight;
  readonly subject: string;
  /** Who is responsible, in the words of the text; empty for `out`. */
  readonly who: string;
  /** When a routine or a report is due, and whom it goes to when it is not done. */
  readonly due?: string;
  readonly escalateTo?: string;
  /** Only what the text states. */
  readonly parameters: Readonly<Record<string, Plain>>;
  /** Not in the text: our defaults where it is silent, each a setting of a pack. */
  readonly proposed: Readonly<Record<string, Plain>>;
  /** What the text leaves open; empty when nothing. */
  readonly open: string;
  /** Only for `out`: why. */
  readonly reason?: Words;
  /** Only for `rule`: why no rule of any pack judges it. */
  readonly notJudged?: Words;
  readonly today?: Today;
  /** Ids of clauses that say the same, more of it, or the contrary. */
  readonly see: readonly string[];
};

/** All clauses of the regulations. */
export type Catalogue = {
  /** In the order of the source files. */
  readonly documents: readonly SourceDocument[];
  /** By document, in the order of its text. */
  readonly clauses: readonly Clause[];
  readonly byId: ReadonlyMap<string, Clause>;
};
