import { inflateSync } from "node:zlib";
import { canonical } from "../ports/certificate-hash.ts";
import type { IssuedCertificate } from "../ports/papers.ts";

/** Name of the JSON inside a PDF, and id of it inside a page. */
export const EMBEDDED = "certificate.json";

const LARGEST_BYTES = 8_000_000;

/** A certificate as its documents carry it: canonical JSON of what was issued, with its hashes. */
export const embeddedText = ({ certificate, hash, previous }: IssuedCertificate): string =>
  canonical({ certificate, hash, previous });

/**
 * What a document carries: a page or a PDF of ours, or JSON. Whatever was done to it is no reason to fail.
 *
 * @returns the JSON that stands in it; null: none can be read
 */
export const embeddedIn = (document: Buffer): unknown => {
  if (document.subarray(0, 5).toString("latin1") === "%PDF-") return inPdf(document);
  const text = document.toString("utf8");
  const script = new RegExp(`<script[^>]*id="${EMBEDDED}"[^>]*>([^<]*)</script>`).exec(text)?.[1];
  return jsonOf(script ?? text);
};

/** The id that a document names anywhere, where nothing else of it can be read. */
export const idIn = (document: Buffer): string | null =>
  /\b(?:closing|opening)-\d{4}-\d\d-\d\d-\d{1,4}\b/.exec(document.toString("latin1"))?.[0] ?? null;

/** The stream of a PDF that is the JSON of a certificate. @see ISO 32000-1 §7.3.8, §7.4.4 */
const inPdf = (document: Buffer): unknown => {
  let at = 0;
  for (;;) {
    const found = document.indexOf("stream", at);
    if (found < 0) return null;
    at = found + "stream".length;
    if (document.subarray(found - 3, found).toString("latin1") === "end") continue;
    const begin = at + (document[at] === 0x0d ? 2 : 1);
    const end = document.indexOf("endstream", begin);
    if (end < 0) return null;
    const json = jsonOf(inflated(document.subarray(begin, end)));
    if (json !== null) return json;
  }
};

const inflated = (stream: Buffer): string => {
  try {
    return inflateSync(stream, { maxOutputLength: LARGEST_BYTES }).toString("utf8");
  } catch {
    return stream.toString("utf8"); // It may stand there as it is.
  }
};

/** Only an object is a certificate. */
const jsonOf = (text: string): unknown => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
};
