import type { Entry, Paper, PaperKind } from "../routine/clerk.ts";
import type { Instant } from "../time/instant.ts";
import type { StandingPaper } from "./certificate.ts";
import type { ClosingRound, OpeningRound } from "./round.ts";

/** Something that happened to a paper; all but when and by whom is its detail. */
export const entry = (
  kind: PaperKind,
  paper: string,
  what: string,
  {
    at,
    by = null,
    ...detail
  }: { readonly at: Instant; readonly by?: string | null } & Readonly<Record<string, unknown>>,
): Entry => ({ is: "entry", kind, paper, what, at, by, detail });

export const closingPaper = (round: ClosingRound, isOpen = true): Paper => ({
  kind: "closing",
  id: round.id,
  day: round.businessDay,
  at: round.since,
  isOpen,
  value: round,
});

export const openingPaper = (round: OpeningRound, isOpen = true): Paper => ({
  kind: "opening",
  id: round.id,
  day: round.businessDay,
  at: round.since,
  isOpen,
  value: round,
});

export const standingPaper = (standing: StandingPaper, isOpen = true): Paper => ({
  kind: "standing",
  id: standing.id,
  day: standing.certificate.businessDay,
  at: standing.certificate.issuedAt,
  isOpen,
  value: standing,
});

/** The certificate itself: written once, and never again. */
export const certificatePaper = ({ certificate }: StandingPaper): Paper => ({
  kind: "certificate",
  id: certificate.id,
  day: certificate.businessDay,
  at: certificate.issuedAt,
  isOpen: false,
  value: certificate,
});
