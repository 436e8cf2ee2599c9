import type { CertificateEvidence, CertificateItem } from "#rules/closing/certificate.ts";
import type { Instant } from "#rules/time/instant.ts";
import type { IssuedCertificate } from "../ports/papers.ts";
import { type PaperLanguage, paperWords } from "./words/language.ts";

/** What stands on a certificate in one language, whatever the form. */
export type Sheet = {
  readonly title: string;
  readonly hall: string;
  readonly id: string;
  /** In plain words, what was certified. */
  readonly scope: string;
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly counts: string;
  readonly rows: readonly SheetRow[];
  readonly signatures: readonly { readonly as: string; readonly name: string; readonly at: string }[];
  readonly hash: string;
  readonly previous: string;
};

export type SheetRow = {
  readonly name: string;
  readonly id: string;
  readonly expected: string;
  /** What was read, and for what no reading proves, who says so or why it is excepted. */
  readonly evidence: readonly string[];
  readonly verdict: CertificateItem["verdict"];
};

export const sheetOf = (
  { certificate, hash, previous }: IssuedCertificate,
  language: PaperLanguage,
): Sheet => {
  const words = paperWords(language);
  const { kind, items, scope, timeZone, signatures } = certificate;
  const count = (verdict: CertificateItem["verdict"]) =>
    items.filter(each => each.verdict === verdict).length;
  const clock = clockOf(timeZone, certificate.issuedAt);
  return {
    title: words.title[kind],
    hall: certificate.siteName[language],
    id: certificate.id,
    scope: words.scope[scope](count("excepted")),
    facts: [
      [words.number, certificate.id],
      [words.day, certificate.businessDay],
      [words.since, clock.full(certificate.since)],
      [words.issued, clock.full(certificate.issuedAt)],
    ],
    counts: words.counts(count("pass"), count("by-hand"), count("excepted")),
    rows: items.map(item => rowOf(item, language, clock)),
    signatures: signatures.map(({ name, role, at }) => ({
      as: [...(kind === "closing" && role !== "guard" ? [words.lastLeaver] : []), words.role[role]].join(
        " · ",
      ),
      name,
      at: clock.full(at),
    })),
    hash,
    previous: previous ?? words.first,
  };
};

type Clock = { full(at: Instant): string; short(at: Instant): string };

/** The hall's times: `2025-07-10 17:42:03`, and without the date where it is that of the issue. */
export const clockOf = (timeZone: string, issuedAt: Instant): Clock => {
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    dateStyle: "short",
    timeStyle: "medium",
  });
  const full = (at: Instant) => format.format(at);
  const today = full(issuedAt).slice(0, 10);
  return {
    full,
    short: at => {
      const text = full(at);
      return text.startsWith(today) ? text.slice(11) : text.slice(5);
    },
  };
};

const rowOf = (item: CertificateItem, language: PaperLanguage, clock: Clock): SheetRow => {
  const words = paperWords(language);
  const name = item.name[language];
  const read = item.evidence.map(each => evidenceText(each, name, language, clock));
  const says = [
    ...(item.byHand
      ? [
          words.byHand(
            item.byHand.by,
            clock.short(item.byHand.at),
            item.byHand.note.replace(/[。；.;]$/, ""),
            item.byHand.photo !== null,
          ),
        ]
      : []),
    ...(item.except ? [words.excepted(item.except[language])] : []),
  ];
  const seen = read.length === 0 && item.verdict === "by-hand" ? [words.noEvidence] : read;
  return {
    name,
    id: item.id,
    expected: item.expected[language],
    evidence: [seen.join(language === "zh" ? "；" : "; "), ...says].filter(text => text !== ""),
    verdict: item.verdict,
  };
};

const evidenceText = (
  { name, text, at, state }: CertificateEvidence,
  item: string,
  language: PaperLanguage,
  clock: Clock,
): string => {
  const { state: say } = paperWords(language);
  // A point is called after its thing: what stands in the row already is not said again.
  const own = name[language].startsWith(item) ? name[language].slice(item.length).trim() : name[language];
  // "people" is not said twice of "0 people".
  const value = text[language].endsWith(` ${own}`) ? text[language] : `${own} ${text[language]}`.trim();
  if (at === null || state === "never") return `${own} ${say.never}`.trim();
  switch (state) {
    case "good":
      return `${value} ${clock.short(at)}`;
    case "stale":
      return say.stale(value, clock.short(at));
    case "bad":
      return say.bad(own);
  }
};
