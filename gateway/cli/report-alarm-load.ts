import type { DeadBandProposal } from "#rules/report/dead-band-trials.ts";
import { hours, type Instant, instant } from "#rules/time/instant.ts";
import { alarmLoad } from "../app/alarm-load.ts";
import { wireLoad } from "../app/load-wire.ts";
import { readTrail } from "../stores/sqlite/read-trail.ts";
import { EXIT, Stop } from "./exit.ts";
import { hallOrStop } from "./hall.ts";
import { localText, momentAt } from "./hall-time.ts";
import type { Moment } from "./moments.ts";
import { alarmLoadText } from "./report-alarm-load-text.ts";
import { deadBandsOf } from "./report-dead-bands.ts";
import { siteFile } from "./rules-replay.ts";
import { StatusLine } from "./status-line.ts";
import type { Whereabouts } from "./whereabouts.ts";
import type { Words } from "./words/language.ts";

export type AlarmLoadOptions = {
  readonly data: string;
  readonly from?: Moment;
  readonly to?: Moment;
  readonly per: "shift" | "week";
  readonly json: boolean;
  /** Recorded readings on which dead-bands are tried; absent: none are. */
  readonly history?: Whereabouts;
};

const USUAL = hours(24 * 7);
/** Between two words of how far it is: on a terminal one line that moves, in a pipe a new one. */
const SHOWN_EVERY_MS = { terminal: 200, pipe: 5_000 };

/**
 * Says how the alerts of a time were to live with, from the record of a data directory, also while a gateway runs on it.
 *
 * @param file  site file; absent: the one that HALLWATCH_CONFIG names
 */
export const reportAlarmLoad = async (
  file: string | undefined,
  options: AlarmLoadOptions,
  words: Words,
): Promise<number> => {
  const hall = await hallOrStop(siteFile(file, words), words);
  const { site, book } = hall;
  const { timeZone } = site.calendar;
  const trail = readTrail(options.data);
  const span = trail.span();
  if (span === null) throw new Stop(EXIT.usage, words.load.empty(options.data));
  const now = instant(Math.max(Date.now(), span.last + 1));
  const to = options.to ? earlier(momentAt(options.to, timeZone), now) : now;
  const from = options.from ? momentAt(options.from, timeZone) : instant(to - USUAL);
  if (from >= to)
    throw new Stop(EXIT.usage, words.load.backwards(localText(from, timeZone), localText(to, timeZone)));
  const progress = progressOn(words, timeZone, from, to);
  const report = await alarmLoad(
    { site, book, roster: site.roster, trail, now },
    { from, to, per: options.per },
    progress.show,
  );
  progress.clear();
  trail.close();
  const bands = options.history && (await deadBandsOf(hall, report, options.history, words));
  const load = wireLoad(report, timeZone);
  if (options.json)
    console.log(
      JSON.stringify(
        { schema: 1, site: site.id, ...load, ...(bands && { deadBands: bands.map(deadBandJson) }) },
        null,
        2,
      ),
    );
  else
    console.log(
      [alarmLoadText(site.name[words.language], load, words), ...deadBandLines(bands, words)].join("\n"),
    );
  if (!options.json && (span.last < from || span.first >= to))
    console.error(words.load.elsewhere(localText(span.first, timeZone), localText(span.last, timeZone)));
  return EXIT.ok;
};

const deadBandJson = ({ longer, ...told }: DeadBandProposal) => ({ ...told, longerMs: longer });

const deadBandLines = (bands: readonly DeadBandProposal[] | undefined, { load }: Words): string[] => {
  if (bands === undefined) return [];
  return [
    "",
    bands.length === 0 ? load.noDeadBands : load.deadBands,
    ...bands.map(each => `  ${load.deadBand(each)}`),
  ];
};

const earlier = (a: Instant, b: Instant): Instant => instant(Math.min(a, b));

const progressOn = ({ load }: Words, timeZone: string, from: Instant, to: Instant) => {
  const { stderr } = process;
  const line = stderr.isTTY ? new StatusLine(stderr) : null;
  const every = line ? SHOWN_EVERY_MS.terminal : SHOWN_EVERY_MS.pipe;
  let next = performance.now() + every;
  return {
    show: (done: number, events: number): void => {
      if (performance.now() < next) return;
      next = performance.now() + every;
      const clock = localText(instant(from + done * (to - from)), timeZone);
      const text = load.progress(Math.min(99, Math.floor(done * 100)), clock, events);
      if (line) line.show(text);
      else stderr.write(`${text}\n`);
    },
    clear: () => line?.clear(),
  };
};
