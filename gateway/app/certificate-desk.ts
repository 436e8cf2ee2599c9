import type { CertificateStanding } from "#rules/closing/certificate.ts";
import type { Words } from "#rules/site/model.ts";
import { after, hours, instant, toIso } from "#rules/time/instant.ts";
import type { CertificateApi } from "../http/certificate.ts";
import { isAsIssued } from "../ports/certificate-hash.ts";
import type { CertificateQuery, IssuedCertificate } from "../ports/papers.ts";
import type { WireCertificate, WireCertificateList, WireVerified } from "../wire/certificate.ts";
import { allPapers } from "./all-papers.ts";
import { wireCertificate, wireHead } from "./certificate-wire.ts";
import { type PaperDeskParts, paperIn } from "./paper-desk.ts";

/** Certificates of 400 days: some a day. */
const MOST = 5_000;
const KINDS = ["closing", "opening"] as const;

type Kind = (typeof KINDS)[number];
type Query = Parameters<CertificateApi["certificates"]>[0];

/** Where people look certificates up, and ask whether a paper says the same. */
export class CertificateDesk implements CertificateApi {
  readonly #parts: PaperDeskParts;

  constructor(parts: PaperDeskParts) {
    this.#parts = parts;
  }

  async certificates({ kind, from, to }: Query): Promise<WireCertificateList> {
    const { record, clock } = this.#parts;
    const query: CertificateQuery = { from, to, limit: MOST, ...(kind && { kind }) };
    const issued = await record.certificates(query);
    const papers = await allPapers(record, { kind: "standing", from, to });
    const standings = new Map(papers.map(({ id, value }) => [id, value as CertificateStanding]));
    const heads = issued.map(each => wireHead(each, standings.get(each.certificate.id) ?? null));
    const missing = await Promise.all(
      KINDS.filter(each => kind === undefined || each === kind).map(each =>
        this.#missing(each, { from, to }, issued),
      ),
    );
    return {
      certificates: heads,
      missing: missing.flat().toSorted((a, b) => b.day.localeCompare(a.day)),
      at: toIso(clock.now()),
    };
  }

  async certificate(id: string): Promise<WireCertificate | null> {
    const issued = await this.#parts.record.certificate(id);
    return issued && wireCertificate(issued, await this.#standing(id));
  }

  async verifyCertificate(id: string, hash: string): Promise<WireVerified> {
    const issued = await this.#parts.record.certificate(id);
    if (issued === null) return { is: "unknown", why: UNKNOWN, certificate: null };
    const certificate = wireCertificate(issued, await this.#standing(id));
    if (!isAsIssued(issued)) return { is: "differs", why: TOUCHED, certificate };
    return issued.hash.startsWith(hash.toLowerCase())
      ? { is: "genuine", why: GENUINE, certificate }
      : { is: "differs", why: DIFFERS, certificate };
  }

  async #standing(id: string): Promise<CertificateStanding | null> {
    return ((await paperIn(this.#parts, "standing", id))?.value ?? null) as CertificateStanding | null;
  }

  /**
   * Days on which the hall was open and of which there is no certificate, since the first day of which anything is
   * known; the day that goes on is not missing yet. Where nobody knows whether the hall was open, a day counts when it
   * was closed or opened all the same.
   */
  async #missing(
    kind: Kind,
    { from, to }: { readonly from: string; readonly to: string },
    issued: readonly IssuedCertificate[],
  ): Promise<readonly { day: string; kind: Kind }[]> {
    const { record, engine } = this.#parts;
    const { calendar, span } = engine.current.hall;
    const first = await record.firstDay(kind);
    if (first === null) return [];
    const rounds = await record.papers({ kind, from, to, limit: MOST });
    const worked = new Set(rounds.papers.map(({ day }) => day));
    const certified = new Set(
      issued.flatMap(({ certificate }) => (certificate.kind === kind ? [certificate.businessDay] : [])),
    );
    return datesBetween(from > first ? from : first, to)
      .filter(day => day < span.businessDay && !certified.has(day))
      .filter(day => worked.has(day) || calendar.dayOf(day).is === "open")
      .map(day => ({ day, kind }));
  }
}

/** Both included. */
const datesBetween = (from: string, to: string): readonly string[] => {
  const dates: string[] = [];
  for (let at = instant(Date.parse(from)); at <= Date.parse(to); at = after(at, hours(24)))
    dates.push(toIso(at).slice(0, 10));
  return dates;
};

const GENUINE: Words = {
  zh: "属实：与签发时完全一致",
  en: "genuine: exactly as it was issued",
};
const DIFFERS: Words = {
  zh: "不符：编号存在，但校验值不是这张证书的",
  en: "differs: there is such a certificate, but the code is not its own",
};
const TOUCHED: Words = {
  zh: "不符：库中这张证书的内容与签发时的校验值不一致",
  en: "differs: what the record holds is not what was issued",
};
const UNKNOWN: Words = {
  zh: "查无此证：本厅没有签发过这个编号",
  en: "unknown: this hall never issued such a certificate",
};
