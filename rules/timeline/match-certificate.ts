import type { Certificate, StandingPaper } from "../closing/certificate.ts";
import { atMoment, inOrder, sameSet } from "./compare.ts";
import { type Comparisons, personId, same } from "./paper-rows.ts";
import type { WantedCertificate } from "./wanted-papers.ts";

/** A certificate with what became of it since; null: nobody keeps that. */
export type Issued = { readonly certificate: Certificate; readonly standing: StandingPaper | null };

/** Whether a certificate still says how the hall is. */
export const stateOf = ({ standing }: Issued): "holds" | "broken" | "ended" => {
  if (standing === null || standing.endedAt !== null) return "ended";
  return standing.broken.length > 0 ? "broken" : "holds";
};

/** Each thing that can be asked of a certificate. */
export const certificateComparisons: Comparisons<WantedCertificate, Issued> = {
  kind: (expected, { certificate }) => same(expected, certificate.kind),
  id: (expected, { certificate }) => same(expected, certificate.id),
  day: (expected, { certificate }) => same(expected, certificate.businessDay),
  scope: (expected, { certificate }) => same(expected, certificate.scope),
  since: (expected, { certificate }, see) => atMoment(expected, certificate.since, see),
  issued: (expected, { certificate }, see) => atMoment(expected, certificate.issuedAt, see),
  signed: (expected, { certificate }, { site }) =>
    inOrder(
      expected,
      certificate.signatures.map(({ person }) => personId(site, person)),
    ),
  by_hand: (expected, issued) => itemsWith(expected, issued, "by-hand"),
  excepted: (expected, issued) => itemsWith(expected, issued, "excepted"),
  state: (expected, issued) => same(expected, stateOf(issued)),
  broken: (expected, { standing }) => {
    const items = [...new Set(standing?.broken.map(({ item }) => item) ?? [])];
    return typeof expected === "boolean" ? same(expected, items.length > 0) : sameSet(expected, items);
  },
  broken_at: (expected, { standing }, see) => {
    const [first] = (standing?.broken ?? []).toSorted((a, b) => a.at - b.at);
    return atMoment(expected, first?.at ?? null, see);
  },
  ended_by: (expected, { standing }) => same(expected, standing?.endedBy ?? null),
};

const itemsWith = (expected: readonly string[], { certificate }: Issued, verdict: "by-hand" | "excepted") =>
  sameSet(
    expected,
    certificate.items.filter(item => item.verdict === verdict).map(({ id }) => id),
  );

/** A certificate as one line for people: `closing-2025-07-10-1 final holds`. */
export const certificateText = (issued: Issued): string =>
  `${issued.certificate.id} ${issued.certificate.scope} ${stateOf(issued)}`;
