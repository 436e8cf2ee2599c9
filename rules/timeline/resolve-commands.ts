import type { Path } from "../site/yaml-source.ts";
import { type Instant, millis } from "../time/instant.ts";
import type { Names } from "./names.ts";
import { resolveWork } from "./resolve-work.ts";
import type { CommandForms } from "./schema-commands.ts";
import type { Action, Command } from "./timeline.ts";

/**
 * What people ask for at a step, in the order of the file's documentation: what they say of people first, since that
 * decides who is told; then about alerts; then about what is out of service and what goes on after hours; then about papers.
 */
export const resolveCommands = (names: Names, step: CommandForms, at: Instant, path: Path): Action[] => [
  ...rosters(names, step, at, path),
  ...ABOUT_ALERTS.flatMap(is => aboutAlert(names, step, is, at, path)),
  ...services(names, step, at, path),
  ...requests(names, step, at, path),
  ...approvals(names, step, path),
  ...resolveWork(names, step, at, path),
];

const command = (asked: Command, path: Path): Action => ({
  is: "command",
  command: asked,
  wait: millis(0),
  path,
});

const ABOUT_ALERTS = [
  "acknowledge",
  "unacknowledge",
  "note",
  "confirm",
  "reset",
  "shelve",
  "unshelve",
  "report",
  "supplement",
] as const;

const aboutAlert = (
  names: Names,
  step: CommandForms,
  is: (typeof ABOUT_ALERTS)[number],
  at: Instant,
  path: Path,
): Action[] => {
  const form = step[is];
  if (form === undefined) return [];
  const where = [...path, is];
  names.fact(form.fact, [...where, "fact"]);
  names.target(form.target, [...where, "target"]);
  names.person(form.by, [...where, "by"]);
  const target = names.targetId(form.target);
  const until = "until" in form ? { until: names.momentFrom(form.until, at, [...where, "until"]) } : {};
  // The form has the keys of the command of that name; the schema says so key by key.
  return [command({ ...form, ...until, is, target } as Command, where)];
};

const services = (names: Names, { take_out, put_back }: CommandForms, at: Instant, path: Path): Action[] => {
  const actions: Action[] = [];
  if (take_out !== undefined) {
    const where = [...path, "take_out"];
    names.target(take_out.target, [...where, "target"]);
    names.person(take_out.by, [...where, "by"]);
    const { second, ...form } = take_out;
    if (second !== undefined) names.person(second, [...where, "second"]);
    const until = names.momentFrom(form.until, at, [...where, "until"]);
    const by = second === undefined ? {} : { second };
    actions.push(
      command({ ...form, ...by, is: "take-out", target: names.targetId(form.target), until }, where),
    );
  }
  if (put_back !== undefined) {
    const where = [...path, "put_back"];
    names.target(put_back.target, [...where, "target"]);
    names.person(put_back.by, [...where, "by"]);
    actions.push(
      command({ is: "put-back", target: names.targetId(put_back.target), by: put_back.by }, where),
    );
  }
  return actions;
};

const rosters = (names: Names, { roster }: CommandForms, at: Instant, path: Path): Action[] => {
  if (roster === undefined) return [];
  const where = [...path, "roster"];
  const { absent, present, why, by } = roster;
  for (const key of ["absent", "present"] as const)
    for (const [index, person] of roster[key].entries()) names.person(person, [...where, key, index]);
  if (by !== undefined) names.person(by, [...where, "by"]);
  if (absent.length > 0 && roster.until === undefined)
    names.wrong("CFG101", where, "who is away is away until some time", 'write until: "+1 d 07:50"');
  const from = roster.from === undefined ? at : names.momentBefore(roster.from, at, [...where, "from"]);
  const to = roster.until === undefined ? from : names.momentFrom(roster.until, from, [...where, "until"]);
  return [
    ...present.map(person => command({ is: "present", person, by: by ?? person }, where)),
    ...absent.map(person => command({ is: "absent", person, from, to, why, by: by ?? person }, where)),
  ];
};

const requests = (
  names: Names,
  { request_activity: asked }: CommandForms,
  at: Instant,
  path: Path,
): Action[] => {
  if (asked === undefined) return [];
  const where = [...path, "request_activity"];
  for (const [index, zone] of asked.zones.entries()) names.zone(zone, [...where, "zones", index]);
  names.person(asked.by, [...where, "by"]);
  const from = names.momentFrom(asked.from, at, [...where, "from"]);
  const to = names.momentFrom(asked.to, from, [...where, "to"]);
  const { id, zones, by } = asked;
  return [command({ is: "request-activity", id, zones, from, to, by }, where)];
};

const approvals = (names: Names, { approve_activity: approved }: CommandForms, path: Path): Action[] => {
  if (approved === undefined) return [];
  const where = [...path, "approve_activity"];
  names.person(approved.by, [...where, "by"]);
  const { id, by, override } = approved;
  return [command({ is: "approve-activity", id, by, ...(override !== undefined && { override }) }, where)];
};
