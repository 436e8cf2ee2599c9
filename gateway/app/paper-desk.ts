import type { Paper } from "#rules/routine/clerk.ts";
import type { RoutineCommand } from "#rules/routine/command.ts";
import { personOf } from "#rules/routine/who.ts";
import type { Site } from "#rules/site/model.ts";
import { type Instant, instant } from "#rules/time/instant.ts";
import type { Hall } from "../config/load-hall.ts";
import type { Commanded } from "../http/commanded.ts";
import type { Clock } from "../ports/clock.ts";
import type { StandingKind } from "../ports/papers.ts";
import type { RecordStore } from "../ports/record.ts";
import type { Desk } from "./desk.ts";
import type { LiveEngine } from "./live-engine.ts";
import type { OpenPapers } from "./open-papers.ts";
import type { Photos } from "./photos.ts";

/** What the desks about papers are made of. */
export type PaperDeskParts = {
  readonly site: Site;
  /** The hall with the rules that are in force now. */
  readonly rules: () => Hall;
  readonly engine: LiveEngine;
  readonly record: RecordStore;
  /** Open ones, as they are recorded. */
  readonly papers: OpenPapers;
  readonly desk: Desk;
  readonly clock: Clock;
  readonly photos: Photos;
};

/** Who asks, as the engine's commands say it. */
export type Asking = { readonly by: string; readonly at: Instant };

/** By id where the hall knows the person, whatever he was called. */
export const asking = (
  { site, clock }: Pick<PaperDeskParts, "site" | "clock">,
  { by }: { readonly by: string },
): Asking => ({ by: personOf(site, by)?.id ?? by, at: clock.now() });

/** One paper as it stands, open or ended; null: there is none. */
export const paperIn = async (
  { record, papers }: Pick<PaperDeskParts, "record" | "papers">,
  kind: StandingKind,
  id: string,
): Promise<Paper | null> => papers.one(kind, id) ?? record.paper(kind, id);

/** What a person asks about one paper. */
export type PaperAsked<T> = {
  readonly command: RoutineCommand;
  readonly id: string | undefined;
  /** @see Asked.done of the desk */
  readonly done: string;
  /** How it stands then; null: there is no such paper. */
  readonly answer: () => Promise<T | null>;
};

/** Puts a command about one paper; what is refused of a paper that nobody has is unknown. */
export const putAbout = async <T>(desk: Desk, asked: PaperAsked<T>): Promise<Commanded<T>> => {
  const result = await desk.put(asked);
  if (result.is !== "refused" || result.by === "rights") return result;
  return (await asked.answer()) === null ? { is: "unknown" } : result;
};

/** Why a picture that somebody names cannot be used; null: it can, or none is named. */
export const noPhoto = (
  photos: Photos,
  photo: string | undefined,
): { readonly is: "refused"; readonly why: string } | null =>
  photo === undefined || photos.claim(photo)
    ? null
    : { is: "refused", why: `there is no picture ${photo}: send it first, to POST /api/photos` };

/** A time of the wire. */
export const momentOf = (time: string): Instant => instant(Date.parse(time));
