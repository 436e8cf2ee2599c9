import type { DatabaseSync } from "node:sqlite";
import { certificateHash, FIRST_CERTIFICATE } from "#gateway/ports/certificate-hash.ts";
import type { CertificateQuery, IssuedCertificate } from "#gateway/ports/papers.ts";
import type { Certificate } from "#rules/closing/certificate.ts";
import type { CommitRows } from "./record-rows.ts";

/** The chain of certificates, used within the record's transactions. */
export type CertificateTable = {
  /** @throws {Error} when there is another one of the same id: what was issued stays as it is */
  add(certificates: CommitRows["certificates"]): void;
  find(query: CertificateQuery): readonly IssuedCertificate[];
  one(id: string): IssuedCertificate | null;
};

export const certificateTable = (database: DatabaseSync): CertificateTable => {
  const select = (sql: string) => database.prepare(sql);
  const add = select("INSERT INTO certificate VALUES (?, ?, ?, ?, ?, ?, ?)");
  const last = select("SELECT seq, hash FROM certificate ORDER BY seq DESC LIMIT 1");
  const text = select("SELECT content FROM certificate WHERE id = ?");
  const one = select("SELECT * FROM certificate WHERE id = ?");
  const found = select(
    `SELECT * FROM certificate WHERE day BETWEEN ? AND ? AND kind BETWEEN ? AND ? ORDER BY seq DESC LIMIT ?`,
  );
  return {
    add: certificates => {
      for (const { id, kind, day, content } of certificates) {
        const before = text.get(id)?.content;
        if (before === content) continue;
        if (before !== undefined) throw new Error(`certificate ${id} was issued already and says otherwise`);
        const { seq, hash } = last.get() ?? { seq: 0, hash: FIRST_CERTIFICATE };
        const previous = String(hash);
        add.run(Number(seq) + 1, id, kind, day, content, certificateHash(previous, content), previous);
      }
    },
    find: ({ kind, from = "", to = "9", limit }) =>
      found.all(from, to, kind ?? "", kind ?? "z", limit).map(certificateOf),
    one: id => {
      const row = one.get(id);
      return row === undefined ? null : certificateOf(row);
    },
  };
};

/** The row is our own. */
const certificateOf = ({ seq, content, hash, previous }: Record<string, unknown>): IssuedCertificate => ({
  seq: Number(seq),
  certificate: JSON.parse(String(content)) as Certificate,
  hash: String(hash),
  previous: previous === FIRST_CERTIFICATE ? null : String(previous),
});
