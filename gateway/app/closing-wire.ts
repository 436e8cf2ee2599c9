import type { ClosingItem } from "#rules/closing/check.ts";
import type { ClosingView, OpeningView } from "#rules/closing/view.ts";
import type { Hall } from "#rules/routine/clerk.ts";
import { type Instant, toIso } from "#rules/time/instant.ts";
import type { WireClosing, WireClosingItem, WireOpening, WireRound } from "../wire/closing.ts";
import { type WireCertificateHead, wireSignature, wireWord } from "./certificate-wire.ts";
import { nameOf } from "./person-name.ts";
import { wireHours, wireMeasured } from "./wire-shapes.ts";

/** The closing check as the API tells it. */
export const wireClosing = (
  view: ClosingView,
  hall: Hall,
  certificate: WireCertificateHead | null,
): WireClosing => {
  const { "by-hand": byHand, ...counts } = view.counts;
  return {
    since: isoOf(view.since),
    hours: wireHours(hall.span),
    items: view.items.map(item => wireItem(item, hall)),
    counts: { ...counts, byHand },
    round: view.round && wireRound(view.round, view.occupied, hall),
    certificate,
    at: toIso(hall.now),
  };
};

/** The opening check as the API tells it. */
export const wireOpening = (
  { round, items, counts, blockers, missing }: OpeningView,
  hall: Hall,
  certificate: WireCertificateHead | null,
): WireOpening => {
  const { pass, fail, unknown, excepted } = counts;
  return {
    businessDay: round?.businessDay ?? null,
    since: isoOf(round?.since ?? null),
    dueAt: isoOf(round?.dueAt ?? null),
    items: items.map(item => wireItem(item, hall)),
    counts: { pass, fail, unknown, excepted: excepted + counts["by-hand"] },
    blockers: [...blockers],
    missing: [...missing],
    opened: round?.opened ? { ...round.opened, at: toIso(round.opened.at) } : null,
    certificate,
    at: toIso(hall.now),
  };
};

const wireRound = (
  round: NonNullable<ClosingView["round"]>,
  occupied: ClosingView["occupied"],
  { site }: Hall,
): WireRound => ({
  id: round.id,
  businessDay: round.businessDay,
  number: round.number,
  since: toIso(round.since),
  dueAt: toIso(round.dueAt),
  mustCloseAt: toIso(round.mustAt),
  latestAt: toIso(round.latestAt),
  extension: round.extension && {
    until: toIso(round.extension.until),
    why: round.extension.why,
    by: nameOf(site.people, round.extension.by),
    approvedBy: round.extension.approvedBy && nameOf(site.people, round.extension.approvedBy.person),
  },
  signatures: round.signatures.map(wireSignature),
  withdrawn: round.withdrawn.map(({ why, withdrawnAt, ...signature }) => ({
    ...wireSignature(signature),
    why,
    withdrawnAt: toIso(withdrawnAt),
  })),
  missing: [...round.missing],
  blockers: [...round.blockers],
  occupied: occupied.map(place => ({ ...place })),
});

const wireItem = (item: ClosingItem, { signalOf }: Hall): WireClosingItem => ({
  id: item.id,
  kind: item.kind,
  name: item.name,
  zone: item.zone,
  verdict: item.verdict,
  why: item.why,
  expected: item.expected,
  evidence: item.points.map(point => wireMeasured(point, signalOf(point.index))),
  byHand: item.byHand && wireWord(item.byHand),
});

const isoOf = (at: Instant | null): string | null => (at === null ? null : toIso(at));
