import type { ReportWords } from "./zh.ts";

/** What stands on reports beside what they say, in English. */
export const en: ReportWords = {
  language: "en",
  period: "Period",
  drawnUp: "Drawn up",
  version: "Version",
  versionOf: version => `version ${version}`,
  because: "Why it is new",
  completeness: "Data completeness",
  whole: "100 %: every listed point was heard all the time",
  share: percent => `${percent}: what is missing is listed below and was not filled`,
  nothingMeasured: "—: nothing that this report tells of is measured",
  gaps: "What is missing",
  noGaps: "nothing is missing",
  gapHead: { what: "What", about: "Id", from: "From", to: "To", length: "For" },
  length: (hours, minutes) =>
    hours === 0 ? `${minutes} min` : minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`,
  seconds: seconds => `${seconds} s`,
  summary: "Summary",
  charts: "Charts",
  section: "Table",
  item: "Item",
  value: "Value",
  unit: "Unit",
  note: "Note",
  partial: "estimated in part, or not measured all the time",
  notKnown: "no data",
  page: (page, pages) => `page ${page} of ${pages}`,
  hash: "SHA-256 of the content",
  footer: zone =>
    `Times are the hall's (${zone}). Who reviewed and released it, and later versions, are on the page of reports; this file never changes.`,
  dash: "to",
};
