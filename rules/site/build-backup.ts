import type { BackupPlan } from "./backup-plan.ts";
import type { Building } from "./building.ts";
import { wallMinute } from "./opening-hours.ts";

/** Where and when the hall is backed up; undefined: the site file does not say, or not where. */
export const buildBackup = ({ tree }: Building): BackupPlan | undefined => {
  const said = tree.backup;
  if (said?.to === undefined) return undefined;
  return { to: said.to, atMinute: wallMinute(said.at ?? "02:30") ?? 150, keep: said.keep ?? 14 };
};
