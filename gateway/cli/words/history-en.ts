import type { HistoryWords } from "./history-zh.ts";

/** What `hallwatch history` says in English. */
export const historyEn: HistoryWords = {
  title: directory => `The history in ${directory}`,
  none: directory => `hallwatch: there is no history in ${directory}`,
  hot: (first, last, size) => `hot  history.db  ${size}  ${first} – ${last}`,
  hotEmpty: size => `hot  history.db  ${size}  no readings`,
  heads: ["what", "from", "to", "files", "rows", "size", "bytes a row"],
  kinds: {
    readings: "readings, by day",
    minutes: "minutes, by day",
    quarters: "quarters of an hour, by month",
  },
  late: (day, count, revision) => `${day}: ${count} came late, revision ${revision}`,
  lateTitle: "Readings that came after their day was written",
  without: (day, classes) => `${day}: without ${classes}, which are kept for a shorter time`,
  brokenTitle: "Files that cannot be read",
  broken: (file, why) => `${file}: ${why}`,
  whole: files => `The checksums of ${files} files are right.`,
  unknown: (ids, near) =>
    `hallwatch: the hall has no point ${ids}${near === null ? "" : `; did you mean ${near}?`}`,
  backwards: (from, to) => `hallwatch: ${from} is not before ${to}`,
  exists: file => `hallwatch: ${file} is there already; give another name, or remove it first`,
  progress: clock => `as far as ${clock}`,
  done: (file, size) => `${file}  ${size}`,
};
