import { statSync } from "node:fs";
import type { Site } from "#rules/site/model.ts";
import { hours } from "#rules/time/instant.ts";
import { newestBackup } from "../backup/list.ts";
import type { Finding } from "../install/doctor/finding.ts";
import type { Words } from "./words/language.ts";

/** As the gateway itself says it: a day, and two hours for whoever repairs it. */
const TOO_OLD_HOURS = 26;

/** Whether a hall is backed up, and how old the last backup is whose manifest is whole. @param now  ms since 1970 */
export const backupFinding = ({ id, backup }: Site, now: number, words: Words): Finding => {
  const say = words.backup.doctor;
  const about = "backup";
  if (backup === undefined)
    return { mark: "warn", about, text: say.none, fix: "backup: { to: /mnt/backup/hall }" };
  if (statSync(backup.to, { throwIfNoEntry: false })?.isDirectory() !== true)
    return { mark: "bad", about, text: say.missing(backup.to), fix: `mkdir -p ${backup.to}` };
  const last = newestBackup(backup.to, id);
  if (last === null) return { mark: "warn", about, text: say.empty(backup.to) };
  const age = Math.max(0, (now - last.at) / hours(1));
  const isOld = age > TOO_OLD_HOURS;
  return {
    mark: isOld ? "bad" : "ok",
    about,
    text: say.age(Math.floor(age)),
    ...(isOld && { fix: `hallwatch backup verify ${last.directory}` }),
  };
};
