import type { diffZh, reloadZh, replayZh, rolesZh } from "./rules-zh.ts";

const length = (ms: number): string => {
  const size = Math.abs(ms);
  if (size < 60_000) return `${Math.round(size / 1_000)} s`;
  if (size < 7_200_000) return `${Math.round(size / 60_000)} min`;
  return size < 172_800_000 ? `${(size / 3_600_000).toFixed(1)} h` : `${(size / 86_400_000).toFixed(1)} d`;
};

const number = (value: number): string => Math.round(value).toLocaleString("en-US");

const counted = (count: number, one: string, many = `${one}s`): string =>
  `${number(count)} ${count === 1 ? one : many}`;

export const rolesEn: typeof rolesZh = {
  guard: "guard",
  "duty-manager": "duty manager",
  "hall-director": "hall director",
  "safety-officer": "safety officer",
  facilities: "facilities",
  staff: "staff",
  "it-support": "IT support",
  cleaner: "cleaner",
  superior: "superior department",
};

export const replayEn: typeof replayZh = {
  noSite: "hallwatch: give a site file, or set HALLWATCH_CONFIG",
  noStore: (name, known, near) =>
    `hallwatch: the site file has no ${name} in history.influx${near === null ? "" : `; did you mean ${near}?`}${known === "" ? "" : ` (there are: ${known})`}`,
  empty: (recording, strangers) =>
    `hallwatch: ${recording} has no reading of this hall's points${strangers === "" ? "" : `; it has others, such as ${strangers}`}`,
  afterEnd: (from, last) =>
    `hallwatch: nothing was recorded from --from ${from} on: the last reading is of ${last}`,
  beforeStart: (to, first) =>
    `hallwatch: nothing was recorded before --to ${to}: the first reading is of ${first}`,
  backwards: (from, to) => `hallwatch: --from ${from} is not before --to ${to}: there is nothing to replay`,
  interrupted: clock => `interrupted at ${clock}; there is no result`,
  progress: (percent, clock, perSecond, left) =>
    `${percent}%  ${clock}  ${number(perSecond)} readings/s${left === null ? "" : `  ${length(left * 1_000)} left`}`,
  readings: (count, recording, seconds) =>
    `${counted(count, "reading")} from ${recording} in ${seconds.toFixed(1)} s`,
  judged: (instances, acknowledgeAfter) =>
    `${counted(instances, "rule instance")}; ${acknowledgeAfter === null ? "nobody acknowledges alerts" : `alerts taken as acknowledged within ${length(acknowledgeAfter)}`}`,
  alerts: (counts, all) =>
    all === 0
      ? "No alerts"
      : `${counted(all, "alert")} (${["critical", "high", "medium", "low"].flatMap((name, index) => ((counts[index] ?? 0) > 0 ? [`${counts[index]} ${name}`] : [])).join(", ")})`,
  more: count => `… ${number(count)} more; --format json has all`,
  open: condition => (condition === "unknown" ? "unknown" : "still open"),
  level: level => level,
  rules: "What each rule found, by week",
  quiet: (quiet, all) => `${quiet} of ${counted(all, "rule")} found nothing`,
  noSuch: (option, id, near) =>
    `hallwatch: --${option}: there is no ${option} ${id}${near === null ? "" : `; did you mean ${near}?`}`,
  only: ({ rules, targets, zones }) =>
    `only ${[
      ...(rules.length > 0 ? [`rule ${rules.join(", ")}`] : []),
      ...(targets.length > 0 ? [`target ${targets.join(", ")}`] : []),
      ...(zones.length > 0 ? [`zone ${zones.join(", ")}`] : []),
    ].join("; ")}`,
  before: count =>
    `${counted(count, "alert")} ${count === 1 ? "was" : "were"} open when it began, and ${count === 1 ? "is" : "are"} not counted by week`,
  impossible: ({ count, first }) =>
    `! ${counted(count, "value")} outside what ${count === 1 ? "its point" : "their points"} can have, taken as bad; the first: ${first}`,
  load: role => `Alerts told to the ${role}, by shift`,
  neverHeard: (count, points) =>
    `! no trustworthy reading of ${counted(count, "point")} was recorded; rules that need them saw nothing: ${points}`,
  strangers: points => `! the recording also has points that the hall does not: ${points}`,
  cut: count => `! too many alerts: ${number(count)} of them are counted but not listed`,
  head: {
    opened: "OPENED",
    cleared: "CLEARED",
    priority: "P",
    level: "LEVEL",
    target: "TARGET",
    what: "WHAT",
    clauses: "CLAUSES",
    times: "TIMES",
    told: "TOLD",
    rule: "RULE",
    total: "TOTAL",
    mostInAWeek: "MOST IN A WEEK",
    shift: "SHIFT",
    shifts: "SHIFTS",
    aShift: "A SHIFT",
    most: "MOST IN A SHIFT",
    urgent: "CRITICAL OR HIGH",
  },
};

export const diffEn: typeof diffZh = {
  twoKinds: (before, after) =>
    `hallwatch: ${before} and ${after} are not of one kind: give two site files, or two packs (files or directories)`,
  nothing: path => `hallwatch: there is no pack in ${path}`,
  noPath: path => `hallwatch: there is no file or directory ${path}`,
  sides: (before, after) => `${before} → ${after}`,
  summary: (before, after) => `Alerts: ${number(before)} before, ${number(after)} after`,
  counts: (come, gone, moved, same) =>
    `${number(come)} come, ${number(gone)} go, ${number(moved)} move, ${number(same)} stay`,
  come: count => `${counted(count, "alert")} would come`,
  gone: count => `${counted(count, "alert")} would go`,
  moved: count => `${counted(count, "alert")} would move`,
  change: change => change,
  shift: ms => (ms === null ? "–" : ms === 0 ? "=" : `${length(ms)} ${ms > 0 ? "later" : "earlier"}`),
  by: { rule: "By rule", zone: "By zone", week: "By week" },
  head: {
    key: "",
    come: "COME",
    gone: "GO",
    moved: "MOVE",
    opened: "OPENED",
    cleared: "CLEARED",
    changes: "WHAT CHANGES",
    before: "A SHIFT BEFORE",
    after: "AFTER",
    mostBefore: "MOST BEFORE",
    mostAfter: "AFTER",
  },
  load: role => `Alerts told to the ${role}, by shift`,
  rulesAdded: rules => `rules added: ${rules}`,
  rulesRemoved: rules => `rules removed: ${rules}`,
  rulesChanged: rules => `rules changed: ${rules}`,
  settingChanged: ({ name, before, after, rules }) =>
    `settings changed: ${name} ${before} → ${after} (${rules.length === 0 ? "no rule names it" : rules.join(", ")})`,
  added: (names, known) =>
    `note: the hall has no pack called ${names} (it has ${known}), so it was added and took no other's place; to take one's place, give it the same name (pack: …)`,
  rulesSame: "the rules themselves do not differ",
  lacking: (count, some) =>
    `! ${counted(count, "thing")} could be judged before and cannot after, for lack of a point: ${some}`,
  lost: count =>
    `✗ ${counted(count, "alert")} of priority 1 or 2 would be lost or become lesser (exit code 1)`,
};

export const reloadEn: typeof reloadZh = {
  done: (rules, instances) => `rules reloaded: ${counted(rules, "rule")}, ${counted(instances, "instance")}`,
  unchanged: "the rules have not changed; they run on",
  refused: "the rules were not reloaded; the old ones stay in force",
  tests: count => (count === 0 ? "no rule tests" : `${counted(count, "rule test")} passed`),
  not: why => `hallwatch: the rules were not reloaded: ${why}`,
};
