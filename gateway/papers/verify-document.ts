import { createHash } from "node:crypto";
import type { Words } from "#rules/site/model.ts";
import { isAsIssued } from "../ports/certificate-hash.ts";
import type { IssuedCertificate } from "../ports/papers.ts";
import { type Difference, firstDifference } from "./difference.ts";
import { embeddedIn, idIn } from "./embedded.ts";

/** What a document that somebody hands in is worth. `id`: of the certificate that it is, or says it is. */
export type Verdict = {
  readonly is: "genuine" | "differs" | "unknown";
  readonly why: Words;
  readonly id: string | null;
};

/** What is known of certificates here. */
export type Known = {
  certificate(id: string): Promise<IssuedCertificate | null>;
  /** Hex SHA-256 of the documents that were archived when it was issued. */
  archived(id: string): Promise<readonly string[]>;
};

/**
 * Whether a document is one of ours, as it was issued: a PDF or page by its bytes, the JSON of a certificate by what it
 * says. One whose JSON is right and whose bytes are not is none: what people read on it may have been changed.
 */
export const verifyDocument = async (document: Buffer, known: Known): Promise<Verdict> => {
  const embedded = embeddedIn(document) as Record<string, unknown> | null;
  const shown = whole(embedded);
  const id = idOf(shown) ?? idIn(document);
  if (id === null) return { is: "unknown", why: NO_CERTIFICATE, id };
  const issued = await known.certificate(id);
  if (issued === null) return { is: "unknown", why: none(id), id };
  if (!isAsIssued(issued)) return { is: "differs", why: TOUCHED, id };
  const digest = createHash("sha256").update(document).digest("hex");
  if ((await known.archived(id)).includes(digest)) return { is: "genuine", why: AS_ARCHIVED, id };
  if (shown === null) return { is: "differs", why: UNREADABLE, id };
  const { certificate, hash, previous } = issued;
  const difference =
    "hash" in shown
      ? firstDifference({ certificate, hash, previous }, shown)
      : firstDifference({ certificate }, shown);
  if (difference) return { is: "differs", why: otherwise(difference), id };
  return isJson(document) ? { is: "genuine", why: SAYS_THE_SAME, id } : { is: "differs", why: REWRITTEN, id };
};

/** With its hashes, as documents carry it, or the certificate alone. */
const whole = (embedded: Record<string, unknown> | null): Record<string, unknown> | null => {
  if (embedded === null) return null;
  return "certificate" in embedded ? embedded : { certificate: embedded };
};

const idOf = (shown: Record<string, unknown> | null): string | null => {
  const { id } = (shown?.certificate ?? {}) as { readonly id?: unknown };
  return typeof id === "string" ? id : null;
};

const isJson = (document: Buffer): boolean => document.toString("utf8").trimStart().startsWith("{");

const AS_ARCHIVED: Words = {
  zh: "与签发时存档的文件逐字节相同。",
  en: "It is byte for byte the document that was archived when the certificate was issued.",
};
const SAYS_THE_SAME: Words = {
  zh: "内容与签发的证书完全一致。",
  en: "It says exactly what the certificate says that was issued.",
};
const NO_CERTIFICATE: Words = {
  zh: "这个文件里没有本厅的证书。",
  en: "There is no certificate of this hall in this document.",
};
const UNREADABLE: Words = {
  zh: "文件自称是这张证书，但其中的证书内容已损坏或被改动，读不出来。",
  en: "It claims to be this certificate, but the certificate inside was damaged or changed and cannot be read.",
};
const REWRITTEN: Words = {
  zh: "其中附带的数据与签发的一致，但文件本身不是存档的那一份：页面上显示的内容可能被改动过。请以存档文件为准。",
  en: "The data inside are as issued, but this is not the document that was archived: what it shows may have been changed. Go by the archived one.",
};

const TOUCHED: Words = {
  zh: "库中这张证书的内容与签发时的哈希不一致：记录被改动过，无法据此核验。",
  en: "What the record of this hall holds is not what was issued: it was changed, and nothing can be checked against it.",
};

const none = (id: string): Words => ({
  zh: `本厅没有编号为 ${id} 的证书。`,
  en: `This hall has issued no certificate ${id}.`,
});

const otherwise = ({ field, issued, shown }: Difference): Words => ({
  zh: `与签发的不同：${field.zh}，文件写“${shown}”，签发的是“${issued}”。`,
  en: `It differs from what was issued: ${field.en} is "${shown}" in the document and "${issued}" as issued.`,
});
