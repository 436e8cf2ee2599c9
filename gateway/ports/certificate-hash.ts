import { hash } from "node:crypto";
import type { Certificate } from "#rules/closing/certificate.ts";
import type { IssuedCertificate } from "./papers.ts";

/** The hash before the first certificate. */
export const FIRST_CERTIFICATE = "0".repeat(64);

/**
 * A value as JSON that is the same for equal values, whoever writes it: keys in the order of their code units, nothing
 * between the tokens, no key without a value.
 *
 * @see RFC 8785, whose numbers and strings are those of JSON.stringify
 */
export const canonical = (value: unknown): string => JSON.stringify(ordered(value));

const ordered = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(ordered);
  if (value === null || typeof value !== "object") return value;
  const names = Object.keys(value).toSorted((a, b) => (a < b ? -1 : 1));
  return Object.fromEntries(names.map(name => [name, ordered((value as Record<string, unknown>)[name])]));
};

/**
 * Hex SHA-256 over the hash of the certificate before and this one: certificates are a chain of their own.
 *
 * @param previous  `FIRST_CERTIFICATE` for the first
 * @param content   the canonical text of the certificate
 */
export const certificateHash = (previous: string, content: string): string =>
  hash("sha256", `${previous}\n${content}`);

/** The canonical text of a certificate: what its hash is made of, and what its documents carry. */
export const certificateText = (certificate: Certificate): string => canonical(certificate);

/** Whether what is kept of a certificate is still what its hash was made of. */
export const isAsIssued = ({ certificate, hash, previous }: IssuedCertificate): boolean =>
  certificateHash(previous ?? FIRST_CERTIFICATE, certificateText(certificate)) === hash;
