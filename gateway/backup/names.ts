import { type Instant, instant, toIso } from "#rules/time/instant.ts";

/** What ends the name of a backup that is not finished, or is being removed. */
export const UNFINISHED = ".unfinished";

/** How the name of a backup ends: `2025-07-08T18-30-00Z`; a later one sorts after an earlier one, to the second. */
export const MOMENT = /(?<=-)\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d(?:-\d{3})?Z$/;

/** Name of a backup's directory: `service-hall-2025-07-08T18-30-00Z`, with milliseconds where they are not zero. */
export const backupName = (site: string, at: Instant): string =>
  `${site}-${toIso(at).replace(".000", "").replaceAll(/[:.]/g, "-")}`;

/** When the backup of a name was taken; null: it is no name of a backup of this hall. */
export const backupMoment = (site: string, name: string): Instant | null => {
  const found = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)(?:-(\d{3}))?Z$/.exec(
    name.startsWith(`${site}-`) ? name.slice(site.length + 1) : "",
  );
  if (found === null) return null;
  const [, date, hour, minute, second, thousandth = "000"] = found;
  const at = Date.parse(`${date}T${hour}:${minute}:${second}.${thousandth}Z`);
  return Number.isNaN(at) ? null : instant(at);
};
