import type { Verdict } from "#rules/baseline/nights.ts";
import type { CertificateApi } from "../http/certificate.ts";
import type { WireCertificateList } from "../wire/certificate.ts";

type Head = WireCertificateList["certificates"][number];

/**
 * What the closings of some business days were worth, by day, the first and the last included. A day on which one
 * certificate was broken is broken, whatever was signed later: something of its night was not as it should be.
 */
export const closingVerdicts = async (
  certificates: Pick<CertificateApi, "certificates">,
  from: string,
  to: string,
): Promise<ReadonlyMap<string, Verdict>> => {
  const found = await certificates.certificates({ kind: "closing", from, to });
  const byDay = Map.groupBy(found.certificates, ({ businessDay }) => businessDay);
  return new Map([...byDay].map(([day, all]) => [day, verdictOf(all)]));
};

const verdictOf = (all: readonly Head[]): Verdict => {
  if (all.some(({ standing }) => standing.broken.length > 0)) return "broken";
  return all.some(({ scope }) => scope === "final") ? "signed" : "partial";
};
