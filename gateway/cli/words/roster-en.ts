import type { RosterWords } from "./roster-zh.ts";

/** What `hallwatch roster` says in English. */
export const rosterEn: RosterWords = {
  now: at => `On duty at ${at}`,
  always: "always (no shifts)",
  nobody: "nobody",
  days: days => `The next ${days} days`,
  noShifts: "No shifts",
  away: "Away",
  noneAway: "Nobody is away",
  gaps: "Days without a duty manager (ZX-5-3)",
  noGaps: days => `Each of the next ${days} days has a duty manager`,
  closed: "closed",
  weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
  imported: (file, shifts, from, to) =>
    `${file}: ${shifts} ${shifts === 1 ? "shift" : "shifts"}, ${from} to ${to}`,
  name: file => `The site file does not name it yet; add: roster: { file: ${file} }`,
  reload: "A running gateway takes it with: hallwatch rules reload",
  empty: "the roster has no shifts",
  unreadable: (file, why) => `cannot read ${file}: ${why}`,
  unwritable: (file, why) => `cannot write ${file}: ${why}`,
};
