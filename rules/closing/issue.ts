import type { Hall } from "../routine/clerk.ts";
import type { Signature } from "../routine/person.ts";
import { type Instant, millis } from "../time/instant.ts";
import type { Certificate, CertificateItem, StandingPaper } from "./certificate.ts";
import type { ClosingItem } from "./check.ts";
import { seenOf } from "./seen.ts";

/** What a certificate says beside its items. */
export type Heading = Pick<Certificate, "id" | "kind" | "businessDay" | "scope" | "since" | "issuedAt"> & {
  readonly signatures: readonly Signature[];
};

/**
 * A certificate of items as they are seen now.
 *
 * @throws {RangeError}  when an item is failing or unknown: nobody may have come as far as that
 */
export const certificateOf = (hall: Hall, heading: Heading, items: readonly ClosingItem[]): Certificate => {
  const { id, kind, businessDay, scope, since, issuedAt, signatures } = heading;
  return {
    id,
    kind,
    site: hall.site.id,
    siteName: hall.site.name,
    timeZone: hall.calendar.timeZone,
    businessDay,
    scope,
    since,
    issuedAt,
    items: items.map(item => certified(hall, item)),
    signatures,
  };
};

const certified = (hall: Hall, item: ClosingItem): CertificateItem => {
  const { id, name, zone, kind, expected, verdict, why, points, byHand } = item;
  if (verdict === "fail" || verdict === "unknown")
    throw new RangeError(`${id} is ${verdict} and cannot be certified`);
  return {
    id,
    name,
    zone,
    kind,
    expected,
    verdict,
    evidence: points.map(point => seenOf(point, hall.signalOf(point.index))),
    byHand,
    except: verdict === "excepted" ? why : null,
  };
};

/** The standing of a certificate that was issued just now. */
export const newStanding = (
  certificate: Certificate,
  { round, approved }: Pick<StandingPaper, "round" | "approved">,
): StandingPaper => ({
  id: certificate.id,
  certificate,
  round,
  approved,
  broken: [],
  endedAt: null,
  endedBy: null,
  movedBy: millis(0),
});

/** `closing-2025-07-10-2`: the next one of the day. Those of the day are still known, whatever became of them. */
export const nextCertificateId = (
  kind: Certificate["kind"],
  businessDay: string,
  standings: readonly StandingPaper[],
): string => {
  const stem = `${kind}-${businessDay}-`;
  const numbers = standings
    .filter(({ id }) => id.startsWith(stem))
    .map(({ id }) => Number(id.slice(stem.length)));
  return `${stem}${Math.max(0, ...numbers) + 1}`;
};

/** The certificate ends: it says nothing of the hall any more. */
export const endStanding = (
  standing: StandingPaper,
  at: Instant,
  by: NonNullable<StandingPaper["endedBy"]>,
): StandingPaper => ({ ...standing, endedAt: at, endedBy: by });
