import type { CertificateItem, CertificateStanding } from "#rules/closing/certificate.ts";
import type { Signature, Word } from "#rules/routine/person.ts";
import { type Instant, toIso } from "#rules/time/instant.ts";
import type { IssuedCertificate } from "../ports/papers.ts";
import type { WireCertificate, WireCertificateItem } from "../wire/certificate.ts";
import type { WireSignature, WireWord } from "../wire/signature.ts";

/** A certificate without its items, as lists and the closing check tell it. */
export type WireCertificateHead = Omit<WireCertificate, "items">;

/** A certificate as it was issued, with what became of it since beside it. */
export const wireCertificate = (
  issued: IssuedCertificate,
  standing: CertificateStanding | null,
): WireCertificate => ({
  ...wireHead(issued, standing),
  items: issued.certificate.items.map(wireItem),
});

/** @param standing  null: nothing is known of what became of it, so that it is not said to hold */
export const wireHead = (
  { certificate, hash, previous }: IssuedCertificate,
  standing: CertificateStanding | null,
): WireCertificateHead => ({
  id: certificate.id,
  kind: certificate.kind,
  site: certificate.site,
  siteName: certificate.siteName,
  timeZone: certificate.timeZone,
  businessDay: certificate.businessDay,
  scope: certificate.scope,
  since: toIso(certificate.since),
  issuedAt: toIso(certificate.issuedAt),
  signatures: certificate.signatures.map(wireSignature),
  hash,
  previous,
  standing: {
    state: stateOf(standing),
    broken: (standing?.broken ?? []).map(({ item, name, point, text, at, learnedAt, isLate }) => ({
      item,
      name,
      point,
      text,
      at: toIso(at),
      learnedAt: toIso(learnedAt),
      isLate,
    })),
    endedAt: isoOf(standing?.endedAt ?? null),
    endedBy: standing?.endedBy ?? null,
  },
});

export const wireSignature = (signature: Signature): WireSignature => ({
  ...signature,
  at: toIso(signature.at),
});

export const wireWord = (word: Word): WireWord => ({ ...word, at: toIso(word.at) });

/** What was broken while it held stays so after it has ended. */
const stateOf = (standing: CertificateStanding | null): WireCertificate["standing"]["state"] => {
  if (standing === null) return "ended";
  if (standing.broken.length > 0) return "broken";
  return standing.endedAt === null ? "holds" : "ended";
};

const wireItem = (item: CertificateItem): WireCertificateItem => ({
  ...item,
  evidence: item.evidence.map(seen => ({ ...seen, at: isoOf(seen.at) })),
  byHand: item.byHand && wireWord(item.byHand),
});

const isoOf = (at: Instant | null): string | null => (at === null ? null : toIso(at));
