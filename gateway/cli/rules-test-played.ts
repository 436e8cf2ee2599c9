import type { Run } from "#rules/timeline/run.ts";
import type { LoadedTimeline } from "../config/load-timelines.ts";

/** A rule test that was played, or that could not be understood. */
export type Played = Tested | Extract<LoadedTimeline, { is: "refused" }>;
/** A rule test with what came of it. */
export type Tested = {
  readonly is: "tested";
  readonly file: string;
  readonly loaded: Extract<LoadedTimeline, { is: "timeline" }>;
  readonly run: Run;
  /** Why it failed, in the person's language; empty when it passed. */
  readonly text: string;
  readonly tookMs: number;
};
