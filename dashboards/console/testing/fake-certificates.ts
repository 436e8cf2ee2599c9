import type { WireCertificate, WireCertificateList, WireVerified } from "#gateway/wire/certificate.ts";

const DAY_MS = 86_400_000;

/** The certificates of one kind between two dates, and the weekdays up to today that have none. */
export const fakeList = (
  certificates: readonly WireCertificate[],
  query: URLSearchParams,
  now: number,
): WireCertificateList => {
  const kind = query.get("kind") === "opening" ? "opening" : "closing";
  const [from = "", to = ""] = [query.get("from"), query.get("to")].map(each => each ?? "");
  const found = certificates.filter(
    each => each.kind === kind && each.businessDay >= from && each.businessDay <= to,
  );
  const today = new Date(now).toISOString().slice(0, 10);
  const missing: { day: string; kind: "closing" | "opening" }[] = [];
  for (let at = Date.parse(from); at <= Math.min(Date.parse(to), Date.parse(today)); at += DAY_MS) {
    const day = new Date(at).toISOString().slice(0, 10);
    if (new Date(at).getUTCDay() !== 0 && found.every(each => each.businessDay !== day))
      missing.push({ day, kind });
  }
  const summaries = found.map(({ items: _items, ...rest }) => rest);
  return { certificates: summaries, missing, at: new Date(now).toISOString() };
};

/** Whether a document is the JSON of a certificate, exactly. */
export const fakeVerify = (certificates: readonly WireCertificate[], document: string): WireVerified => {
  const told = parsed(document);
  const certificate = certificates.find(({ id }) => id === told?.id) ?? null;
  if (certificate === null)
    return {
      is: "unknown",
      why: { zh: "这份文件里没有本厅出具过的证书。", en: "this file holds nothing that this hall issued" },
      certificate,
    };
  const field = Object.keys(certificate).find(
    key =>
      key !== "standing" &&
      JSON.stringify(certificate[key as keyof WireCertificate]) !== JSON.stringify(told?.[key]),
  );
  if (field === undefined)
    return { is: "genuine", why: { zh: "与出具时一字不差。", en: "exactly as it was issued" }, certificate };
  return {
    is: "differs",
    why: { zh: `第一处不同：${field}`, en: `the first difference: ${field}` },
    certificate,
  };
};

export const fakeVerifyHash = (certificate: WireCertificate | undefined, hash: string): WireVerified => {
  if (certificate === undefined)
    return {
      is: "unknown",
      why: { zh: "没有这张单。", en: "there is no such certificate" },
      certificate: null,
    };
  return certificate.hash.startsWith(hash)
    ? { is: "genuine", why: { zh: "与出具时一致。", en: "as it was issued" }, certificate }
    : { is: "differs", why: { zh: "校验码对不上。", en: "the check code is another" }, certificate };
};

const parsed = (document: string): Readonly<Record<string, unknown>> | null => {
  try {
    return JSON.parse(document) as Readonly<Record<string, unknown>>;
  } catch {
    return null;
  }
};
