import { Fault } from "#gateway/ports/fault.ts";
import type { CertificateQuery, IssuedCertificate } from "#gateway/ports/papers.ts";
import type { CertificateStanding } from "#rules/closing/certificate.ts";
import { certificateTable } from "./certificates.ts";
import { storeFault } from "./failure.ts";
import { recordPath } from "./ledger.ts";
import { paperTable } from "./papers.ts";
import { openToRead } from "./read-record.ts";

/** The certificates of a data directory; read only. */
export type CertificateReader = {
  /** Latest first. */
  list(query: CertificateQuery): readonly IssuedCertificate[];
  one(id: string): IssuedCertificate | null;
  /** What became of it since; null: there is no such certificate. */
  standing(id: string): CertificateStanding | null;
  close(): void;
};

/**
 * Reads certificates without changing anything and also while a gateway writes them. A record of before there were any
 * has none.
 *
 * @throws {Fault} `NO_RECORD`, `RECORD_NEWER`, `RECORD_FAILED`
 */
export const readCertificates = (directory: string): CertificateReader => {
  const attempt = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      if (error instanceof Fault) throw error;
      throw storeFault({ path: recordPath(directory), code: "RECORD" }, "read certificates", error);
    }
  };
  const database = attempt(() => openToRead(directory));
  const close = () => database.close();
  const has = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'certificate'").get();
  if (has === undefined) return { list: () => [], one: () => null, standing: () => null, close };
  const certificates = certificateTable(database);
  const papers = paperTable(database);
  return {
    list: query => attempt(() => certificates.find(query)),
    one: id => attempt(() => certificates.one(id)),
    standing: id => (attempt(() => papers.one("standing", id))?.value ?? null) as CertificateStanding | null,
    close,
  };
};
