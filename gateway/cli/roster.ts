import { instant } from "#rules/time/instant.ts";
import { wireRoster } from "../app/roster-desk.ts";
import { hall as hallShape } from "../wire/hall.ts";
import { roster as rosterShape, type WireRoster } from "../wire/roster.ts";
import { type Address, ask } from "./api.ts";
import { EXIT } from "./exit.ts";
import { hallOrStop } from "./hall.ts";
import { rosterText } from "./roster-text.ts";
import type { Words } from "./words/language.ts";

export type RosterOptions = {
  readonly days: number;
  readonly begin?: Date;
  readonly http: Address;
  readonly json: boolean;
};

/**
 * Prints who is on duty now and in the days to come, who is away, and the days without a duty manager: of a site file, or
 * as the running gateway knows it, with what people have said since. Exit code 1 when there are such days.
 */
export const roster = async (
  site: string | undefined,
  options: RosterOptions,
  words: Words,
): Promise<number> => {
  const { roster: seen, timeZone } = await (site === undefined
    ? ofGateway(options, words)
    : ofFile(site, options, words));
  if (options.json) console.log(JSON.stringify({ schema: 1, ...seen }, null, 2));
  else console.log(rosterText(seen, options.days, timeZone, words));
  return seen.gaps.length > 0 ? EXIT.found : EXIT.ok;
};

type Seen = { readonly roster: WireRoster; readonly timeZone: string };

const ofFile = async (file: string, { days, begin }: RosterOptions, words: Words): Promise<Seen> => {
  const { site } = await hallOrStop(file, words);
  const at = instant(begin?.getTime() ?? Date.now());
  return { roster: wireRoster(site, site.roster, { at, days }), timeZone: site.calendar.timeZone };
};

const ofGateway = async ({ http, days }: RosterOptions, words: Words): Promise<Seen> => {
  const seen = await ask(http, `/api/roster?days=${days}`, rosterShape, words);
  const { timeZone } = await ask(http, "/api/hall", hallShape, words);
  return { roster: seen, timeZone };
};
