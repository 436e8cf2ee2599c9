import type { BackupWords } from "./backup-zh.ts";

const counted = (count: number, one: string): string =>
  `${count.toLocaleString("en-US")} ${one}${count === 1 ? "" : "s"}`;

/** What `hallwatch backup` and `hallwatch restore` say in English. */
export const backupEn: BackupWords = {
  noPlace: "nobody said where backups go: give --to, or write backup: { to: … } into the site file",
  taken: (directory, { files, size }, shared, seconds) =>
    `backed up to ${directory}: ${counted(files, "file")}, ${size}, each read back (${seconds} s)${shared === 0 ? "" : `; ${shared} unchanged, shared with the one before`}`,
  loss: at => `A hall restored from it lacks at most what came after ${at}.`,
  good: (directory, at, { files, size }) => `${directory}: good (${at}, ${counted(files, "file")}, ${size})`,
  nowhere: (directory, isNear) =>
    `${directory}: there is no such directory${isNear ? "; the newest that there are:" : ""}`,
  noBackup: directory => `${directory}: it is no backup: it has no manifest.json, or was never finished`,
  inIt: newest => `  The newest one in it: ${newest}`,
  refused: (directory, count) =>
    `${directory}: do not use it: ${counted(count, "thing")} in it ${count === 1 ? "is" : "are"} not as written when it was taken`,
  trouble: ({ path, is, why }) => `  ${path} ${is}: ${why}`,
  more: count => `  … ${count} more`,
  restored: (data, { files, size }, seconds) =>
    `restored to ${data}: ${counted(files, "file")}, ${size} (${seconds} s)`,
  lacking: at => `What came after ${at} is not in it. Note down when and why you restored.`,
  audit: (events, wrong) =>
    wrong === 0
      ? `Trail: ${counted(events, "event")}, all as recorded.`
      : `Trail: ${counted(wrong, "thing")} not as recorded; so it was when it was backed up: run hallwatch audit verify.`,
  reports: (files, wrong) =>
    files + wrong === 0
      ? "Archived reports: there are none."
      : wrong === 0
        ? `Archived reports: ${counted(files, "file")}, checksums fit.`
        : `Archived reports: ${counted(wrong, "file")} with a checksum that does not fit.`,
  next: command => `Start it: ${command}`,
  head: ["backup", "of", "files", "size", "version"],
  unusable: "no whole manifest: it is no backup",
  doctor: {
    none: "no backup is scheduled: the site file has no backup",
    missing: to => `${to} is not there: make it, or mount its disk`,
    empty: to => `no backup of this hall in ${to} yet`,
    age: hours => `the last one is ${counted(hours, "hour")} old`,
  },
  none: to => `There are no backups of this hall in ${to}.`,
};
