import { type Refusal, refused } from "../alert/refusal.ts";
import type { Entry, Hall } from "../routine/clerk.ts";
import type { CheckCommand } from "../routine/command.ts";
import type { Instant } from "../time/instant.ts";
import { type Book, holding, openRound, type Step } from "./book.ts";
import type { StandingPaper } from "./certificate.ts";
import type { ClosingCheck } from "./check.ts";
import { certificateOf, endStanding, newStanding, nextCertificateId } from "./issue.ts";
import type { Plan } from "./needs.ts";
import { entry } from "./papers.ts";
import { actor, LAST_LEAVERS } from "./rights.ts";
import { beginRound } from "./round-life.ts";
import { missingSignatures } from "./signing.ts";

/** Issues the certificate of a round that both have signed; a final one ends the round and the partial ones before. */
export const certifyIfSigned = (hall: Hall, book: Book, check: ClosingCheck, at: Instant): Step => {
  const round = openRound(book);
  if (!round?.signing || missingSignatures(hall.site, round.signatures).length > 0)
    return { book, entries: [] };
  const { signatures, since, businessDay, signing, number, approved } = round;
  const id = nextCertificateId("closing", businessDay, book.standings);
  const { scope } = signing;
  const heading = { id, kind: "closing" as const, businessDay, scope, since, issuedAt: at, signatures };
  const certificate = certificateOf(hall, heading, check.items);
  const before = scope === "final" ? endAll(book, at, "final") : { standings: book.standings, entries: [] };
  const next = {
    ...round,
    signatures: scope === "final" ? signatures : [],
    signing: scope === "final" ? signing : null,
    certificates: [...round.certificates, id],
    endedAt: scope === "final" ? at : null,
  };
  return {
    book: {
      round: next,
      standings: [...before.standings, newStanding(certificate, { round: number, approved })],
    },
    entries: [
      ...before.entries,
      { is: "entry", kind: "certificate", paper: id, what: "issued", at, by: null, detail: certificate },
    ],
  };
};

/** All certificates that still hold end. */
export const endAll = (
  book: Book,
  at: Instant,
  by: NonNullable<StandingPaper["endedBy"]>,
): { readonly standings: readonly StandingPaper[]; readonly entries: readonly Entry[] } => {
  const ending = new Set(holding(book));
  return {
    standings: book.standings.map(each => (ending.has(each) ? endStanding(each, at, by) : each)),
    entries: [...ending].map(({ id }) => entry("certificate", id, "ended", { at, endedBy: by })),
  };
};

/** Somebody has to go back in: what was certified ends, and the next round begins. */
export const reEnter = (
  hall: Hall,
  book: Book,
  plans: readonly Plan[],
  { by, at, why }: Extract<CheckCommand, { is: "re-enter" }>,
): Step | Refusal => {
  const who = actor(hall.site, by, [...LAST_LEAVERS, "guard"], "record that he goes back in");
  if (who.is === "refused") return who;
  if (hall.span.phase !== "closed") return refused("the hall is not closed");
  if (why.trim() === "") return refused("say why somebody goes back in");
  const last = holding(book).at(-1);
  if (!last) return refused("nothing is certified that would end by that");
  const { businessDay } = last.certificate;
  const ended = endAll(book, at, "re-entry");
  const round = beginRound(hall, plans, { businessDay, number: last.round + 1, since: at });
  return {
    book: { round, standings: ended.standings },
    entries: [
      ...ended.entries,
      entry("closing", round.id, "opened", {
        at,
        by: who.person.name,
        why: why.trim(),
        since: at,
        after: last.id,
      }),
    ],
  };
};
