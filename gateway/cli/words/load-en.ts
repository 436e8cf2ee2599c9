import type { LoadWords } from "./load-zh.ts";
import { loadZh } from "./load-zh.ts";

const length = (ms: number): string => {
  if (ms < 60_000) return `${Math.round(ms / 1_000)} s`;
  if (ms < 3_600_000) return `${round(ms / 60_000)} min`;
  return ms < 172_800_000 ? `${round(ms / 3_600_000)} h` : `${round(ms / 86_400_000)} d`;
};
const round = (value: number): string => String(Math.round(value * 10) / 10);
const { percent, value } = loadZh;

/** What `hallwatch report alarm-load` says in English. */
export const loadEn: LoadWords = {
  title: (hall, from, to) => `${hall}: alarm load  ${from} – ${to}`,
  by: {
    roster: "By the guards' shifts of the roster",
    usual: "The roster has no guards' shifts: by 08:00–20:00 and 20:00–08:00",
    week: "By week, from Monday",
  },
  figureHead: ["figure", "is", "target", ""],
  figures: {
    perDay: "calls a day",
    peak10Min: "fullest ten minutes",
    windowsAbove10: "ten minutes with more than 10",
    hoursAbove30: "hours with more than 30",
    flood: "time in floods",
    chattering: "chattering",
    fleeting: "fleeting",
    standing: "standing over 24 h at once",
    topTen: "share of the ten most frequent",
    priorities: "priorities above 1/5/15 %",
    unauthorised: "unauthorised changes",
  },
  value,
  bands: { good: "good", watch: "watch", poor: "poor", none: "too few to judge" },
  perShift: "Shifts",
  perWeek: "Weeks",
  periodHead: [
    "",
    "calls",
    "per h",
    "P1",
    "P2",
    "P3",
    "P4",
    "peak 10 min",
    ">1",
    ">10",
    "floods",
    "shelved",
    "suppressed",
    "out of service",
  ],
  whole: "all",
  partly: "* only a part of it is in the time",
  quiet: count => `${count} more without a call`,
  outside: count => `${count} calls in no shift`,
  callers: "Most frequent",
  noCalls: "No calls",
  chattering: "Chattering (3 or more within 60 s)",
  noChattering: "Nothing chatters",
  bursts: (times, most) => `${times} times, at most ${most} within a minute`,
  fleeting: "Fleeting (over within 10 s)",
  noFleeting: "Nothing is fleeting",
  timesOf: (times, of) => `${times} of ${of}`,
  standing: "Standing (over 24 h)",
  noStanding: "Nothing stands",
  since: (from, to) => (to === null ? `since ${from}` : `${from} – ${to}`),
  nobody: "nobody",
  aside: "put aside, explained or out of service",
  waiting: (calls, still) =>
    `${calls} calls waited for somebody${still > 0 ? `; ${still} still did at the end and count with their time so far` : ""}`,
  percentiles: (p50, p95) => `half of them up to ${p50}, 95 % up to ${p95}`,
  unauthorised: "What the rights of today do not allow",
  noUnauthorised: "Nothing was done without the right to",
  did: is => is,
  proposals: "What to change (the recorded course played again)",
  noProposals: "No change is worth proposing",
  notAdvised: "not advised:",
  proposal: ({ onMs, offMs, before, after, true: real, lost, continued, laterMs }) =>
    [
      onMs > 0 ? `hold ${length(onMs)} longer` : `over only after ${length(offMs)}`,
      `−${percent((before - after) / before)} calls (${before} → ${after})`,
      ...(real === 0
        ? ["none of them was true"]
        : [
            laterMs > 0 ? `latest true alert ${length(laterMs)} later` : "no true alert later",
            lost === 0 ? `none of ${real} true ones lost` : `would lose ${lost} of ${real} true ones`,
          ]),
      ...(continued > 0 ? [`${continued} true ones go on with the one before and call no more`] : []),
    ].join(", "),
  deadBands: "Dead-bands (the recorded readings played again)",
  noDeadBands: "No dead-band is worth it",
  deadBand: band =>
    [
      `${band.rule}/${band.target}: ${band.compares} with a dead-band of ${band.size} (clear: '${band.clear}')`,
      `−${percent((band.before - band.after) / band.before)} findings (${band.before} → ${band.after})`,
      band.lost === 0
        ? `none of ${band.true} lasting ones lost`
        : `would lose ${band.lost} of ${band.true} lasting ones`,
      ...(band.continued > 0 ? [`${band.continued} of them go on with the one before`] : []),
      `stands ${length(band.longer)} longer in all`,
    ].join(", "),
  unreadable: count =>
    `! ${count} events of an earlier version do not say what they changed; they are not counted`,
  more: count => `… and ${count} more (--json lists all)`,
  progress: (percentDone, clock, events) => `${percentDone} %  ${clock}  ${events} events`,
  empty: directory => `hallwatch: the record in ${directory} has no alerts yet`,
  backwards: (from, to) => `hallwatch: ${from} is not before ${to}`,
  elsewhere: (first, last) =>
    `note: the alerts on record are of ${first} – ${last}, not of this time; say --from and --to`,
  length,
  percent,
};
