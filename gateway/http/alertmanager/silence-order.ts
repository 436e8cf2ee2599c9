import { z } from "zod";
import { type Instant, instant, minutes, toIso } from "#rules/time/instant.ts";
import type { WireAlert } from "../../wire/alert.ts";
import type { AlertDesk } from "./desk.ts";
import { keyOf, labelsOf } from "./labels.ts";
import { fitsAll, fitsEmpty } from "./matcher.ts";
import { silenced } from "./silence.ts";

const matcher = z.object({
  name: z.string().min(1).max(100),
  value: z.string().max(100_000),
  isRegex: z.boolean(),
  isEqual: z.boolean().default(true),
});

/** What `POST /silences` takes; keys of later versions are let by. @see Alertmanager api/v2/openapi.yaml: postableSilence */
export const postableSilence = z.object({
  id: z.string().nullish(),
  matchers: z.array(matcher).min(1).max(50),
  startsAt: z.iso.datetime({ offset: true }),
  endsAt: z.iso.datetime({ offset: true }),
  createdBy: z.string().max(200),
  comment: z.string().max(1_000),
});
export type PostableSilence = z.infer<typeof postableSilence>;

/** What a posted silence asks for in our words: shelves, and shelves of the silence that it replaces to be ended. */
export type SilenceOrder = {
  readonly is: "order";
  readonly by: string;
  readonly until: Instant;
  readonly reason: string;
  readonly shelve: readonly WireAlert[];
  readonly unshelve: readonly WireAlert[];
};
/** A whole sentence for the person. `unknown`: there is no such silence. */
export type NoOrder = { readonly is: "refused" | "unknown" | "wrong"; readonly why: string };

/** The clocks of Grafana's machine and ours need not agree to the second. */
const SKEW = minutes(1);

/**
 * What a silence means here: every open alert that it matches is put aside until its end, by that person within his
 * rights. What cannot be said so is refused with the reason: a shelf is of a fact of a thing that is open now.
 *
 * @param by  whoever asks, by id or name of the site file, in any case of letters
 */
export const silenceOrder = (
  desk: AlertDesk,
  posted: PostableSilence,
  by: string,
): SilenceOrder | NoOrder => {
  const now = desk.now();
  const [startsAt, until] = [posted.startsAt, posted.endsAt].map(text => instant(Date.parse(text)));
  if (startsAt === undefined || until === undefined || until <= startsAt)
    return wrong("Failed to create silence: start time must be before end time");
  if (until <= now) return wrong("Failed to create silence: end time can't be in the past");
  if (posted.comment.trim() === "") return wrong("silence invalid: a comment must say why");
  const person = personOf(desk, by);
  if (!person) return refused(strangerText(by));
  if (startsAt > now + SKEW)
    return refused(
      `a silence must begin now: Hallwatch puts aside what is open, and nothing that may come at ${posted.startsAt}`,
    );
  if (posted.matchers.every(fitsEmpty))
    return wrong("silence invalid: at least one matcher must not match the empty string");
  const fits = fitsAll(posted.matchers);
  if (fits.is === "wrong") return wrong(`silence invalid: ${fits.why}`);
  const open = desk.open();
  const earlier = posted.id ? silenced(open).get(posted.id) : [];
  if (!earlier)
    return { is: "unknown", why: `there is no silence ${posted.id} in force; make a new one instead` };
  const fitting = open.filter(alert => fits.value(labelsOf(desk.site, alert)));
  // What another alert explains, or what is out of service, bothers nobody and cannot be put aside as well.
  const matched = fitting.filter(({ suppression, outOfService }) => !suppression && !outOfService);
  if (matched.length === 0 && fitting.length > 0)
    return refused(
      "all that fits bothers nobody as it is: another alert explains it, or it is out of service",
    );
  if (matched.length === 0)
    return refused(
      "no open alert fits these matchers: Hallwatch puts aside what is open, one fact of one thing each, and keeps no silence for what may come; take equipment out of service in the console instead",
    );
  const held = matched.filter(({ shelf }) => shelf !== null).filter(alert => !earlier.includes(alert));
  const [taken] = held;
  if (taken?.shelf)
    return refused(
      `nothing was put aside, since ${keyOf(taken)} is put aside by ${taken.shelf.by} until ${taken.shelf.until} already: change that silence instead`,
    );
  const reason = posted.comment.trim();
  const isSame = ({ shelf }: WireAlert) =>
    shelf?.until === toIso(until) && shelf.reason === reason && shelf.by === person.name;
  return {
    is: "order",
    by: person.id,
    until,
    reason,
    shelve: matched.filter(alert => !isSame(alert)),
    unshelve: earlier.filter(alert => !matched.includes(alert)),
  };
};

/** The person of the hall whose id or name this is; Grafana may write a login in other letters. */
export const personOf = ({ people }: AlertDesk, by: string) => {
  const wanted = by.trim().toLowerCase();
  return people.find(({ id, name }) => id.toLowerCase() === wanted || name.toLowerCase() === wanted);
};

/** For whoever is nobody of the hall. */
export const strangerText = (by: string): string =>
  `${JSON.stringify(by)} is nobody of this hall: only people of its site file may put alerts aside; use a Grafana login that is the person's id or name there`;

const wrong = (why: string): NoOrder => ({ is: "wrong", why });
const refused = (why: string): NoOrder => ({ is: "refused", why });
