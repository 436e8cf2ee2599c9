import type { Wrong } from "#gateway/ports/audit.ts";
import { certificateHash, certificateText, FIRST_CERTIFICATE } from "#gateway/ports/certificate-hash.ts";
import { Fault } from "#gateway/ports/fault.ts";
import type {
  CertificateQuery,
  IssuedCertificate,
  PaperQuery,
  PapersFound,
  StandingKind,
} from "#gateway/ports/papers.ts";
import type { Certificate } from "#rules/closing/certificate.ts";
import type { Paper } from "#rules/routine/clerk.ts";
import { type CertificateRow, certificateAudit, type Issue } from "../audit/certificates.ts";
import { paperPlace, paperPlaceText } from "../paper-place.ts";

/** Papers and certificates of a record in memory. */
export const memoryPapers = () => {
  const papers = new Map<string, Paper>();
  const issued: CertificateRow[] = [];

  const find = ({
    kind,
    isOpen,
    from = "",
    to = "9",
    before,
    beginning = "",
    limit,
  }: PaperQuery): PapersFound => {
    const place = before === undefined ? null : paperPlace(before);
    const chosen = [...papers.values()]
      .filter(paper => paper.kind === kind && paper.day >= from && paper.day <= to)
      .filter(({ id }) => id.startsWith(beginning))
      .filter(paper => isOpen === undefined || paper.isOpen === isOpen)
      .toSorted(byPlace)
      .filter(paper => place === null || byPlace(paper, place) > 0);
    const last = chosen.length > limit ? chosen[limit - 1] : undefined;
    return { papers: chosen.slice(0, limit), next: last ? paperPlaceText(last) : null };
  };
  const rowOf = ({ id, day, value }: Paper): Omit<CertificateRow, "seq" | "hash" | "previous"> => {
    const certificate = value as Certificate;
    return { id, day, kind: certificate.kind, content: certificateText(certificate) };
  };

  return {
    get issued(): number {
      return issued.length;
    },
    /** @throws {Fault} when a certificate that was issued would be another one */
    check: (changed: readonly Paper[]): void => {
      const contents = new Map(issued.map(({ id, content }) => [id, content]));
      for (const { id, content } of changed.filter(isCertificate).map(rowOf)) {
        if ((contents.get(id) ?? content) !== content)
          throw new Fault("RECORD_FAILED", `certificate ${id} was issued already and says otherwise`, {
            retry: false,
          });
        contents.set(id, content);
      }
    },
    add: (changed: readonly Paper[]): void => {
      for (const paper of changed) {
        if (!isCertificate(paper)) papers.set(`${paper.kind}:${paper.id}`, paper);
        else if (issued.every(({ id }) => id !== paper.id)) {
          const row = rowOf(paper);
          const previous = issued.at(-1)?.hash ?? FIRST_CERTIFICATE;
          const hash = certificateHash(previous, row.content);
          issued.push({ ...row, seq: issued.length + 1, hash, previous });
        }
      }
    },
    open: (): readonly Paper[] =>
      [...papers.values()]
        .filter(({ isOpen }) => isOpen)
        .toSorted((a, b) => compare(a.kind, b.kind) || compare(a.id, b.id)),
    find,
    firstDay: (kind: StandingKind): string | null =>
      [...papers.values()].flatMap(paper => (paper.kind === kind ? [paper.day] : [])).toSorted()[0] ?? null,
    one: (kind: StandingKind, id: string): Paper | null => papers.get(`${kind}:${id}`) ?? null,
    certificates: ({ kind, from = "", to = "9", limit }: CertificateQuery): readonly IssuedCertificate[] =>
      issued
        .filter(row => row.day >= from && row.day <= to && (kind === undefined || row.kind === kind))
        .toReversed()
        .slice(0, limit)
        .map(certificateOf),
    certificate: (id: string): IssuedCertificate | null => {
      const row = issued.find(each => each.id === id);
      return row ? certificateOf(row) : null;
    },
    wrong: (issues: readonly Issue[]): readonly Wrong[] => certificateAudit(issues, issued),
  };
};

const isCertificate = ({ kind }: Paper): boolean => kind === "certificate";

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Latest day first, within it the latest moment. */
const byPlace = (
  a: { readonly day: string; readonly at: number; readonly id: string },
  b: { readonly day: string; readonly at: number; readonly id: string },
): number => compare(b.day, a.day) || b.at - a.at || compare(a.id, b.id);

const certificateOf = ({ seq, content, hash, previous }: CertificateRow): IssuedCertificate => ({
  seq,
  certificate: JSON.parse(content) as Certificate,
  hash,
  previous: previous === FIRST_CERTIFICATE ? null : previous,
});
