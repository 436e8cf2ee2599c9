import type { StandingPaper } from "#rules/closing/certificate.ts";
import type { Paper } from "#rules/routine/clerk.ts";
import type { Log } from "../ports/log.ts";
import type { IssuedCertificate } from "../ports/papers.ts";
import type { RecordStore } from "../ports/record.ts";
import { type WireCertificateHead, wireHead } from "./certificate-wire.ts";
import type { OpenPapers } from "./open-papers.ts";

/** So many are at hand: of a day there are a few. */
const AT_HAND = 20;

export type CertificateShelfParts = {
  readonly record: Pick<RecordStore, "certificates">;
  readonly papers: OpenPapers;
  readonly log: Log;
};

/** The latest certificates, at hand for whoever shows them all the time. */
export class CertificateShelf {
  readonly #parts: CertificateShelfParts;
  #issued: readonly IssuedCertificate[] = [];
  #reading: Promise<void> = Promise.resolve();

  constructor(parts: CertificateShelfParts) {
    this.#parts = parts;
  }

  async start(): Promise<void> {
    this.#issued = await this.#parts.record.certificates({ limit: AT_HAND });
  }

  /** Papers that have become durable; resolves when certificates among them are at hand. */
  told(papers: readonly Paper[]): Promise<void> {
    if (papers.some(({ kind }) => kind === "certificate")) this.#reading = this.#readAgain();
    return this.#reading;
  }

  /** Resolves when all that was told is at hand. */
  settled(): Promise<void> {
    return this.#reading;
  }

  /** The latest one of a kind for a business day; null: there is none. */
  latest(kind: "closing" | "opening", businessDay: string): WireCertificateHead | null {
    const issued = this.#issued.find(
      ({ certificate }) => certificate.kind === kind && certificate.businessDay === businessDay,
    );
    if (issued === undefined) return null;
    const paper = this.#parts.papers.one("standing", issued.certificate.id);
    return wireHead(issued, (paper?.value ?? null) as StandingPaper | null);
  }

  async #readAgain(): Promise<void> {
    try {
      await this.start();
    } catch (error) {
      // What is at hand stays; the next certificate is another try, and the list of them reads for itself.
      this.#parts.log.warn({ err: error }, "the latest certificates cannot be read");
    }
  }
}
