import type { Certificate } from "#rules/closing/certificate.ts";
import type { Entry, Paper, PaperKind } from "#rules/routine/clerk.ts";
import type { Recorded } from "./trail-place.ts";

/** Papers that are kept as they stand now. Certificates are kept as they were issued. */
export type StandingKind = Exclude<PaperKind, "certificate">;

/** What to look for among the papers of a kind; everything that is given must be so. */
export type PaperQuery = {
  readonly kind: StandingKind;
  readonly isOpen?: boolean;
  /** How the id begins: `toilets/` for all tasks of a duty. */
  readonly beginning?: string;
  /** Business days, `2025-07-14`, both included. */
  readonly from?: string;
  readonly to?: string;
  /** Only what comes after this place: `next` of the answer before. */
  readonly before?: string;
  readonly limit: number;
};

/** Latest business day first, within it the latest moment. `next`: where it goes on; null: that was all. */
export type PapersFound = { readonly papers: readonly Paper[]; readonly next: string | null };

/** A certificate as it was issued, with its place in the chain of certificates. */
export type IssuedCertificate = {
  /** 1, 2, 3 … in the order of issue. */
  readonly seq: number;
  readonly certificate: Certificate;
  /** Hex SHA-256 over the hash before and the canonical text. @see certificate-hash.ts */
  readonly hash: string;
  /** Null: it is the first. */
  readonly previous: string | null;
};

export type CertificateQuery = {
  readonly kind?: Certificate["kind"];
  /** Business days, both included. */
  readonly from?: string;
  readonly to?: string;
  readonly limit: number;
};

export type RecordedEntry = Entry & Recorded;

/** What a record store knows of papers. */
export type PaperStore = {
  /** @throws {RangeError} when `before` is no place that a list has told */
  papers(query: PaperQuery): Promise<PapersFound>;
  /** The first business day of which there is a paper of the kind; null: there is none. */
  firstDay(kind: StandingKind): Promise<string | null>;
  paper(kind: StandingKind, id: string): Promise<Paper | null>;
  /** What happened to a paper, oldest first. */
  entries(kind: PaperKind, id: string): Promise<readonly RecordedEntry[]>;
  /** Latest first. */
  certificates(query: CertificateQuery): Promise<readonly IssuedCertificate[]>;
  certificate(id: string): Promise<IssuedCertificate | null>;
};
