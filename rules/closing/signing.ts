import { type Refusal, refused } from "../alert/refusal.ts";
import type { Hall } from "../routine/clerk.ts";
import type { Signature } from "../routine/person.ts";
import type { Role, Site, Words } from "../site/model.ts";
import type { Instant } from "../time/instant.ts";
import type { Moved } from "./by-hand.ts";
import type { ClosingCheck } from "./check.ts";
import { entry } from "./papers.ts";
import { about, joined } from "./phrases.ts";
import { actor, LAST_LEAVERS, secondSigners } from "./rights.ts";
import type { ClosingRound } from "./round.ts";

/** A closing is signed for all of the hall, or while somebody stays for what is closed already. */
export type Scope = "final" | "partial";

/** Refused tries that a round keeps; the trail has all of them. */
const TRIES = 50;

/** Why signing would be refused now, for people; empty: it would not. */
export const blockersOf = ({ items, occupied }: ClosingCheck, scope: Scope): readonly Words[] => {
  const open = items
    .filter(({ verdict }) => verdict === "fail" || verdict === "unknown")
    .map(({ name, why }) => about(name, why));
  if (scope === "final") return [...open, ...occupied.map(({ name, why }) => about(name, why))];
  return occupied.length > 0
    ? open
    : [
        ...open,
        { zh: "已经没有人留下：请签整厅的关门单", en: "nobody stays any more: sign for the whole hall" },
      ];
};

/** Whose signatures are missing: `last-leaver`, and `guard` or, where the hall has none, the roles that stand in. */
export const missingSignatures = (
  site: Pick<Site, "people">,
  signatures: readonly Signature[],
): readonly ("last-leaver" | Role)[] => {
  const second = secondSigners(site);
  const [first] = signatures;
  if (signatures.length > 1) return [];
  if (!first) return ["last-leaver", ...second];
  return second.includes(first.role) ? ["last-leaver"] : second;
};

/**
 * Somebody's signature, or why there is none.
 *
 * @param check  the whole closing check as it stands, with what people said
 */
export const sign = (
  hall: Hall,
  round: ClosingRound,
  check: ClosingCheck,
  { by, at, scope }: { readonly by: string; readonly at: Instant; readonly scope: Scope },
): Moved | Refusal => {
  const able = [...secondSigners(hall.site), ...LAST_LEAVERS];
  const who = actor(hall.site, by, able, "sign the closing");
  if (who.is === "refused") return who;
  const { id, name, roles } = who.person;
  const blockers = blockersOf(check, scope);
  if (blockers.length > 0) return refused(`not closed yet: ${joined(blockers).en}`);
  const before = isOther(round, scope)
    ? withdrawn(round, at, { zh: "改签另一种关门单", en: "a certificate of the other kind is signed" })
    : null;
  const now = before?.round ?? round;
  if (now.signatures.some(({ person }) => person === id)) return refused(`${name} has signed already`);
  const role = roleFor(hall.site, now, roles);
  if (role === undefined) {
    const missing = missingSignatures(hall.site, now.signatures).join(" or ");
    return refused(`the signature that is missing is that of the ${missing}`);
  }
  const signature: Signature = { person: id, name, role, at };
  const signing = now.signing ?? { scope, occupied: check.occupied.map(({ zone }) => zone) };
  const signed = entry("closing", round.id, "signed", { at, by: name, scope, signature });
  return {
    round: { ...now, signatures: [...now.signatures, signature], signing },
    entries: [...(before?.entries ?? []), signed],
  };
};

const isOther = ({ signing }: ClosingRound, scope: Scope): boolean =>
  signing !== null && signing.scope !== scope;

/** In which of his roles somebody gives a signature that is missing. */
const roleFor = (
  site: Pick<Site, "people">,
  { signatures }: ClosingRound,
  roles: readonly Role[],
): Role | undefined => {
  const missing = missingSignatures(site, signatures);
  const second = secondSigners(site);
  const able = [
    ...second.filter(role => missing.includes(role)),
    ...(missing.includes("last-leaver") ? LAST_LEAVERS : []),
  ];
  return able.find(role => roles.includes(role));
};

/** A refused try to sign: kept with the round, and told on the trail. */
export const tried = (round: ClosingRound, by: string, at: Instant, why: string): Moved => ({
  round: { ...round, tries: [...round.tries, { by, at, why }].slice(-TRIES) },
  entries: [entry("closing", round.id, "refused", { at, by, why })],
});

/** All signatures of a round are void, and why. */
export const withdrawn = (round: ClosingRound, at: Instant, why: Words): Moved | null => {
  if (round.signatures.length === 0) return null;
  const gone = round.signatures.map(signature => ({ ...signature, why, withdrawnAt: at }));
  const next: ClosingRound = {
    ...round,
    signatures: [],
    signing: null,
    withdrawn: [...round.withdrawn, ...gone].slice(-TRIES),
  };
  return {
    round: next,
    entries: round.signatures.map(signature =>
      entry("closing", round.id, "signature-withdrawn", { at, signature, why }),
    ),
  };
};
