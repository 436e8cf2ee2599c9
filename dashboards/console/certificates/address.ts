import type { WireCertificate } from "#gateway/wire/certificate.ts";
import type { Language } from "../words/language.ts";

/** A certificate without its items, as lists and the closing check tell it. */
export type Summary = Omit<WireCertificate, "items">;

/** The archived file of a certificate, as it was issued. */
export const fileOf = (id: string, language: Language, form: "pdf" | "html"): string =>
  `/api/certificates/${encodeURIComponent(id)}/file?form=${form}&lang=${language}`;

/** How much of the hash stands in the link, in hex digits: more than anybody can find by trying. */
const HASH_DIGITS = 32;

/** What the QR code opens: whoever scans it sees what was issued, and whether the copy in hand says the same. */
export const checkLink = (id: string, hash: string, origin: string): string =>
  `${origin}/v/${encodeURIComponent(id)}?h=${hash.slice(0, HASH_DIGITS)}`;

/** A hash as people compare it: groups of four. */
export const grouped = (hash: string): string => hash.replace(/(.{4})(?=.)/g, "$1 ");
