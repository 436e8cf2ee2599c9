import type { ReportsWords } from "./reports-zh.ts";

/** What `hallwatch report list|show|export|verify` says in English. */
export const reportsEn: ReportsWords = {
  head: {
    id: "id",
    name: "name",
    state: "state",
    version: "version",
    complete: "complete",
    due: "due before",
    note: "",
  },
  state: {
    due: "to be drawn up",
    draft: "to be reviewed or released",
    reviewed: "reviewed",
    released: "released",
  },
  late: "late",
  lateData: readings => `${readings} late readings since`,
  none: "no reports in that time",
  unknown: id => `hallwatch: there is no report ${id}, or not in that version`,
  now: "not drawn up yet; this is what is known now",
  already: (id, version) => `hallwatch: ${id} is drawn up as version ${version}: see report show`,
  notYet: id => `hallwatch: ${id} is not drawn up yet: there is no file to save`,
  version: version => `version ${version}`,
  reviewed: (by, at) => `reviewed by ${by} ${at}`,
  released: (by, at, isLate) => `released by ${by} ${at}${isLate ? " (late)" : ""}`,
  gaps: "What is missing",
  written: file => `wrote ${file}`,
  unwritable: (file, why) => `hallwatch: cannot write ${file}: ${why}`,
  fault: { changed: "was changed", missing: "is gone", unlisted: "is in no list of checksums" },
  others: (id, version) =>
    `${id} version ${version}: its documents, or the list of their checksums, are not those that were drawn up`,
  untold: (id, version) => `${id} version ${version}: on record, but no file of the archive says the same`,
  whole: (files, versions) => `${files} files and ${versions} versions are as they were written`,
};
