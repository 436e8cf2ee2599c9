import { tariffOn } from "#rules/energy/tariff.ts";
import type { Code } from "#rules/site/codes.ts";
import type { Diagnostic } from "#rules/site/diagnostic.ts";
import type { Site } from "#rules/site/model.ts";
import { after, hours, type Instant } from "#rules/time/instant.ts";
import { kindOfDay } from "#rules/time/workdays.ts";
import { placeIn } from "./place-in.ts";

/** Days that are looked at in advance. */
export const TARIFF_DAYS = 30;

type Read = { readonly file: string; readonly text: string; readonly site: Site };

/**
 * What is soon to be wrong with the hall's tariffs, as warnings at its energy: none in force today or in a month, or one by
 * working days in a year whose holidays nobody has published. A hall that has no tariff has no doubts.
 */
export const energyDoubts = ({ file, text, site }: Read, now: Instant): readonly Diagnostic[] => {
  const { energy, calendar } = site;
  if (energy === undefined || energy.tariffs.length === 0) return [];
  const warn = (code: Code, message: string, help: string): Diagnostic => {
    const place = placeIn(text, file, ["energy"], "key");
    return { severity: "warning", code, file, ...place, message: `energy: ${message}`, help };
  };
  const ahead = (days: number): string => calendar.dateAt(after(now, hours(24 * days)));
  const today = ahead(0);
  const bare = Array.from({ length: TARIFF_DAYS + 1 }, (_, days) => ahead(days)).find(
    date => tariffOn(energy.tariffs, date) === undefined,
  );
  const doubts: Diagnostic[] = [];
  if (bare !== undefined) {
    const when = bare === today ? "no tariff is in force today" : `no tariff is in force from ${bare} on`;
    doubts.push(
      warn("CFG930", `${when}: what is used then has no cost`, "add the next one under energy.tariffs"),
    );
  }
  const tariff = tariffOn(energy.tariffs, today);
  const isByDays = tariff?.seasons.some(
    ({ days }) => days.weekend !== undefined || days.holiday !== undefined,
  );
  if (isByDays && !kindOfDay(calendar.holidays, today).isCertain) {
    const year = today.slice(0, 4);
    const why = `the tariff goes by working days, and there is no official calendar of ${year}`;
    doubts.push(warn("CFG931", why, "until there is one, Monday to Friday are taken for working days"));
  }
  return doubts;
};
