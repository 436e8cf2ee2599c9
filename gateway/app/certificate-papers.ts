import type { CertificateStanding } from "#rules/closing/certificate.ts";
import type { Deed } from "#rules/engine/deed.ts";
import type { Paper } from "#rules/routine/clerk.ts";
import type { Site } from "#rules/site/model.ts";
import { instant } from "#rules/time/instant.ts";
import type { CertificateApi, CertificateFiles } from "../http/certificate.ts";
import type { PaperPages } from "../http/paper-pages.ts";
import type { RegisterApi } from "../http/register.ts";
import { type Archive, type ArchivedFile, paperName } from "../papers/archive.ts";
import { labelsPage } from "../papers/labels-page.ts";
import { renderAll } from "../papers/render.ts";
import { verifyDocument } from "../papers/verify-document.ts";
import { verifyPage } from "../papers/verify-page.ts";
import type { PaperLanguage } from "../papers/words/language.ts";
import type { Log } from "../ports/log.ts";
import type { IssuedCertificate } from "../ports/papers.ts";
import type { RecordStore } from "../ports/record.ts";
import type { WireVerified } from "../wire/certificate.ts";
import type { LiveEngine } from "./live-engine.ts";
import type { Recorder } from "./recorder.ts";

export type CertificatePapersParts = {
  readonly site: Site;
  readonly record: RecordStore;
  readonly recorder: Recorder;
  readonly engine: LiveEngine;
  readonly archive: Archive;
  readonly certificates: CertificateApi;
  readonly register: RegisterApi;
  readonly log: Log;
  /** Where a telephone in the hall reaches the gateway, with a `/` at its end. */
  readonly address: () => string;
};

/** So many of the latest are looked after at a start: a stop between an issue and its documents leaves one. */
const LATEST = 20;
/** As many hex digits of the hash as a code carries. */
const CODE_DIGITS = 32;

type Found = Awaited<ReturnType<CertificateApi["certificate"]>>;

/** Certificates as documents: made and archived when they are issued, shown and checked ever after. */
export class CertificatePapers implements CertificateFiles, PaperPages {
  readonly #parts: CertificatePapersParts;
  #work: Promise<void> = Promise.resolve();
  #isStopping = false;
  /** Whose documents are being made, so that nobody makes them twice. */
  readonly #making = new Map<string, Promise<void>>();

  constructor(parts: CertificatePapersParts) {
    this.#parts = parts;
  }

  async start(): Promise<void> {
    this.#later(() => this.#keepLatest());
  }

  /** Resolves when what is being made is archived. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    if (this.#parts.recorder.trouble === "") await this.#work;
  }

  /** Papers that have become durable: certificates among them get their documents. */
  told(papers: readonly Paper[]): void {
    if (papers.some(({ kind }) => kind === "certificate")) this.#later(() => this.#keepLatest());
  }

  async archived(
    id: string,
    { form, lang }: Parameters<CertificateFiles["archived"]>[1],
  ): ReturnType<CertificateFiles["archived"]> {
    const { record, archive } = this.#parts;
    const issued = await record.certificate(id);
    if (issued === null) return null;
    await this.#keep(issued);
    const bytes = await archive.read(id, lang, form);
    const type = form === "pdf" ? "application/pdf" : "text/html; charset=utf-8";
    return bytes && { bytes, type, name: paperName(id, lang, form) };
  }

  async verify(document: Buffer): Promise<WireVerified> {
    const { record, certificates } = this.#parts;
    const { is, why, id } = await verifyDocument(document, {
      certificate: asked => record.certificate(asked),
      archived: async asked => (await this.#archivedFiles(asked)).map(({ sha256 }) => sha256),
    });
    return { is, why, certificate: id === null ? null : await certificates.certificate(id) };
  }

  async verifyPage(
    id: string,
    hash: string | null,
    language: PaperLanguage,
  ): Promise<{ isKnown: boolean; html: string }> {
    const { record, certificates } = this.#parts;
    const issued = await record.certificate(id);
    const code = hash ?? "";
    const { is, why } =
      issued !== null && !/^[0-9a-f]{32,64}$/i.test(code)
        ? { is: "differs" as const, why: NO_CODE }
        : await certificates.verifyCertificate(id, code);
    const standing = standingOf(issued && (await certificates.certificate(id)));
    return { isKnown: issued !== null, html: verifyPage({ is, why, issued, standing }, language) };
  }

  async labelsPage(language: PaperLanguage): Promise<string> {
    const { register, site, address } = this.#parts;
    const { assets } = await register.register("with-codes");
    const labels = assets.map(({ id, name, sticker }) => ({
      id,
      name: name[language],
      url: new URL(sticker.replace(/^\//, ""), address()).href,
    }));
    return labelsPage(labels, site.name[language], language);
  }

  #later(work: () => Promise<void>): void {
    this.#work = this.#work
      .then(() => (this.#isStopping ? undefined : work()))
      // The certificate stands in the record all the same; whoever asks for its documents has them made then.
      .catch(error =>
        this.#parts.log.warn({ err: error }, "documents of a certificate could not be archived"),
      );
  }

  async #keepLatest(): Promise<void> {
    const latest = await this.#parts.record.certificates({ limit: LATEST });
    for (const issued of latest.toReversed()) await this.#keep(issued);
  }

  #keep(issued: IssuedCertificate): Promise<void> {
    const { id } = issued.certificate;
    const making = this.#making.get(id) ?? this.#make(issued).finally(() => this.#making.delete(id));
    this.#making.set(id, making);
    return making;
  }

  /** Makes and archives the documents of a certificate, unless the trail says that it was done. */
  async #make(issued: IssuedCertificate): Promise<void> {
    const { recorder, engine, archive, address } = this.#parts;
    const { id } = issued.certificate;
    if ((await this.#archivedFiles(id)).length > 0) return;
    const url = new URL(`v/${encodeURIComponent(id)}`, address());
    url.searchParams.set("h", issued.hash.slice(0, CODE_DIGITS));
    const files = await archive.keep(id, await renderAll(issued, url.href));
    const at = engine.current.now();
    const deed: Deed = {
      is: "entry",
      kind: "certificate",
      paper: id,
      what: "archived",
      at,
      by: null,
      detail: { files },
    };
    const nothing = { transitions: [], activities: [], messages: [], holds: [], signals: [], memos: [] };
    await recorder.commit({ ...nothing, at, deeds: [deed] });
  }

  /** As the trail names them; only what was said first counts. */
  async #archivedFiles(id: string): Promise<readonly ArchivedFile[]> {
    const entries = await this.#parts.record.entries("certificate", id);
    const said = entries.find(({ what, by }) => what === "archived" && by === null);
    return (said?.detail as { readonly files: readonly ArchivedFile[] } | undefined)?.files ?? [];
  }
}

const NO_CODE = {
  zh: "地址里没有校验值，或不完整：编号存在，但无法核验这张纸。",
  en: "The address has no code, or not the whole of it: there is such a certificate, but this paper cannot be checked.",
};

/** What became of it, as everybody is told it. */
const standingOf = (found: Found): Omit<CertificateStanding, "id"> | null => {
  if (found === null) return null;
  const { broken, endedAt, endedBy, state } = found.standing;
  if (state === "ended" && endedAt === null) return null;
  const moment = (time: string) => instant(Date.parse(time));
  return {
    broken: broken.map(each => ({ ...each, at: moment(each.at), learnedAt: moment(each.learnedAt) })),
    endedAt: endedAt === null ? null : moment(endedAt),
    endedBy,
  };
};
