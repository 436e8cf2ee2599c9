import { versionWhyWords } from "#rules/filing/version-why.ts";
import type { ReportCell, ReportColumn, ReportGap } from "#rules/report/facility-report.ts";
import { type Instant, type Millis, millis } from "#rules/time/instant.ts";
import { draftHash, type ReportDraft } from "./draft.ts";
import { hallEnd, hallTime } from "./hall-time.ts";
import { type ReportLanguage, reportWords } from "./words/language.ts";
import type { ReportWords } from "./words/zh.ts";

/** What stands on a report beside its tables and charts, as texts in one language: the same for every form. */
export type ReportSheet = {
  readonly words: ReportWords;
  readonly hall: string;
  readonly title: string;
  /** Label and value. */
  readonly facts: readonly (readonly [string, string])[];
  readonly gaps: readonly ReportGapRow[];
  readonly hash: string;
  readonly footer: string;
};

export type ReportGapRow = {
  readonly what: string;
  readonly about: string;
  readonly from: string;
  readonly to: string;
  readonly length: string;
};

export const sheetOf = (draft: ReportDraft, language: ReportLanguage): ReportSheet => {
  const { report, version, why } = draft;
  const { timeZone } = report;
  const words = reportWords(language);
  const because = versionWhyWords(why);
  const between = (from: Instant, to: Instant): string =>
    `${hallTime(from, timeZone)} ${words.dash} ${hallEnd(to, timeZone)}`;
  return {
    words,
    hall: report.siteName[language],
    title: report.name[language],
    facts: [
      [words.period, between(report.from, report.to)],
      [words.drawnUp, hallTime(report.madeAt, timeZone)],
      [words.version, words.versionOf(version)],
      ...(because === null ? [] : [[words.because, because[language]] as const]),
      [words.completeness, completenessText(report.completeness, words)],
    ],
    gaps: report.gaps.map(gap => gapRow(gap, { language, timeZone, words })),
    hash: draftHash(draft),
    footer: words.footer(timeZone),
  };
};

/** Rounded down, so that only what is whole reads as whole. */
const completenessText = (share: number | null, words: ReportWords): string => {
  if (share === null) return words.nothingMeasured;
  if (share >= 1) return words.whole;
  return words.share(`${(Math.floor(share * 10_000) / 100).toFixed(2)}%`);
};

const gapRow = (
  { what, about, from, to }: ReportGap,
  { language, timeZone, words }: { language: ReportLanguage; timeZone: string; words: ReportWords },
): ReportGapRow => ({
  what: what[language],
  about,
  from: hallTime(from, timeZone),
  to: hallEnd(to, timeZone),
  length: lengthText(millis(to - from), words),
});

const lengthText = (length: Millis, words: ReportWords): string => {
  const seconds = Math.round(length / 1_000);
  if (seconds < 60) return words.seconds(seconds);
  const minutes = Math.round(seconds / 60);
  return words.length(Math.floor(minutes / 60), minutes % 60);
};

/** The title of a column with its unit. */
export const columnTitle = ({ title, unit }: ReportColumn, language: ReportLanguage): string =>
  unit === "" ? title[language] : `${title[language]} (${unit})`;

/** A cell as people read it. */
export const cellText = (cell: ReportCell, language: ReportLanguage): string => cell.text[language];
