import type { Wrong } from "#gateway/ports/audit.ts";
import { canonical, certificateHash, FIRST_CERTIFICATE } from "#gateway/ports/certificate-hash.ts";
import type { Entry } from "#rules/routine/clerk.ts";

/** A certificate as it is stored; `content` is the text that was stored, not a re-encoding of it. */
export type CertificateRow = {
  readonly seq: number;
  readonly id: string;
  readonly kind: string;
  readonly day: string;
  readonly content: string;
  readonly hash: string;
  readonly previous: string;
};

/** What stands on the trail under which a certificate can be issued. */
export const ISSUING = ["certificate", "closing", "opening"] as const;

/** Where the trail tells that a certificate was issued, and what it said then. */
export type Issue = { readonly seq: number; readonly id: string; readonly text: string };

/** The issue that an entry of the trail tells of; null: it tells of something else. */
export const issueOf = (seq: number, { what, detail }: Pick<Entry, "what" | "detail">): Issue | null => {
  if (what !== "issued" || detail === null || typeof detail !== "object" || !("id" in detail)) return null;
  return { seq, id: String(detail.id), text: canonical(detail) };
};

/**
 * Compares the chain of certificates with what the trail tells of their issue.
 *
 * @param issues  in the order of the trail
 * @param rows    in the order of the chain
 */
export const certificateAudit = (
  issues: readonly Issue[],
  rows: readonly CertificateRow[],
): readonly Wrong[] => {
  const expected = new Map<string, Issue & { place: number; hash: string; previous: string }>();
  let previous = FIRST_CERTIFICATE;
  for (const issue of issues) {
    if (expected.has(issue.id)) continue;
    const hash = certificateHash(previous, issue.text);
    expected.set(issue.id, { ...issue, place: expected.size + 1, hash, previous });
    previous = hash;
  }
  const wrong = rows.flatMap(({ id, content, seq, hash, previous, kind, day }): Wrong[] => {
    const issue = expected.get(id);
    if (issue === undefined) return [{ is: "certificate", seq: null, certificate: id, how: "inserted" }];
    const differs = { is: "certificate", seq: issue.seq, certificate: id } as const;
    if (content !== issue.text || !isFoundBy(content, kind, day)) return [{ ...differs, how: "edited" }];
    const isThere = seq === issue.place && hash === issue.hash && previous === issue.previous;
    return isThere ? [] : [{ ...differs, how: "moved" }];
  });
  const there = new Set(rows.map(({ id }) => id));
  for (const { id, seq } of expected.values())
    if (!there.has(id)) wrong.push({ is: "certificate", seq, certificate: id, how: "deleted" });
  return wrong;
};

/** Whether the columns that it is found by are its own: others would hide it. */
const isFoundBy = (content: string, kind: string, day: string): boolean => {
  const certificate = JSON.parse(content) as Readonly<Record<string, unknown>>;
  return certificate.kind === kind && certificate.businessDay === day;
};
