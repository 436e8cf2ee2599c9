import type { Absence, Roster } from "../site/roster.ts";
import { after, hours, type Instant } from "../time/instant.ts";
import { joined, type Span, without } from "./spans.ts";

/** What people have said of one person since the site file was written: away, or there after all. */
export type Said = Span & ({ readonly is: "absent"; readonly why: string } | { readonly is: "present" });

/** What was said of each person, by id; what was said last wins where two overlap, which they never do in here. */
export type Live = ReadonlyMap<string, readonly Said[]>;

/** What is over is kept this long, for whoever asks who was away. */
const KEPT = hours(7 * 24);

/** The roster as it is: what was said wins over the site file. */
export const rosterNow = (roster: Roster, live: Live): Roster => {
  if (live.size === 0) return roster;
  const written = roster.absences.flatMap((absence): readonly Absence[] =>
    without(absence, live.get(absence.person) ?? []).map(span => ({ ...absence, ...span })),
  );
  const said = [...live].flatMap(([person, all]) =>
    all.flatMap((each): readonly Absence[] =>
      each.is === "absent" ? [{ person, from: each.from, to: each.to, why: each.why }] : [],
    ),
  );
  return { ...roster, absences: [...written, ...said] };
};

/** Somebody will be away: what was said before of that time is replaced. */
export const sayAbsent = (
  said: readonly Said[],
  { from, to, why }: Omit<Absence, "person">,
  at: Instant,
): readonly Said[] => {
  const rest = said.flatMap(each => without(each, [{ from, to }]).map(span => ({ ...each, ...span })));
  return kept([...rest, { is: "absent", from, to, why }], at);
};

/**
 * Somebody is there: the absence that runs now is over; if none does, those to come are taken back.
 *
 * @param absences  of the person, as they are now
 * @returns         null when the person is not away and is not going to be
 */
export const sayPresent = (
  said: readonly Said[],
  absences: readonly Absence[],
  at: Instant,
): readonly Said[] | null => {
  const running = absences.filter(({ from, to }) => from <= at && at < to);
  const ended = (running.length > 0 ? running : absences).filter(({ to }) => at < to);
  if (ended.length === 0) return null;
  const spans = ended.map(({ from, to }): Span => ({ from: from < at ? at : from, to }));
  const rest = said.flatMap(each => without(each, spans).map(span => ({ ...each, ...span })));
  const present = joined(spans).map((span): Said => ({ is: "present", ...span }));
  return kept([...rest, ...present], at);
};

const kept = (said: readonly Said[], at: Instant): readonly Said[] =>
  said.filter(({ to }) => after(to, KEPT) > at).toSorted((a, b) => a.from - b.from);
