import { codes } from "#rules/site/codes.ts";
import { accountEn } from "./account-en.ts";
import { auditEn } from "./audit-en.ts";
import { backupEn } from "./backup-en.ts";
import { certificateEn } from "./certificate-en.ts";
import { deviceEn } from "./device-en.ts";
import { doctorEn } from "./doctor-en.ts";
import { energyEn } from "./energy-en.ts";
import { grafanaEn } from "./grafana-en.ts";
import { historyEn } from "./history-en.ts";
import { initEn } from "./init-en.ts";
import { installEn } from "./install-en.ts";
import { loadEn } from "./load-en.ts";
import { notifyEn } from "./notify-en.ts";
import { planEn } from "./plan-en.ts";
import { profilesEn } from "./profiles-en.ts";
import { reportsEn } from "./reports-en.ts";
import { rosterEn } from "./roster-en.ts";
import { diffEn, reloadEn, replayEn, rolesEn } from "./rules-en.ts";
import { storeEn } from "./store-en.ts";
import type { Dictionary } from "./zh.ts";

const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

const onlyInPart = (blind: number, inPart: number): string =>
  blind > 0 ? `${inPart} only in part` : `${counted(inPart, "clause")} can be judged only in part`;

/** Every text of the command line in English. */
export const en: Dictionary = {
  language: "en",
  stopped: "stopped",
  usage: ({ message }) => message,
  seeHelp: command => `(${command} --help tells more)`,
  expected: {
    positive: "expected a number above 0, such as 60",
    number: "expected a number, such as 12.5 or -3",
    count: most => `expected a whole number from 1 to ${most}`,
    time: "expected a time such as 2025-07-08T17:00+08:00",
    address: "expected host:port, such as 127.0.0.1:8080",
    moment: "expected a time such as 2025-07-08, 2025-07-08 11:50 (at the hall) or 2025-07-08T11:50+08:00",
    length: "expected a length of time such as 5 min, 1 h, 1 d",
    shifts: "expected the times at which shifts begin, early to late, such as 08:00,20:00",
    history: "expected embedded:<data directory>, influx:<name> or csv:<file>",
  },
  fault: () => "",
  portHolder: ({ name, url }) =>
    `A Hallwatch already runs there, for ${name.en}: open ${url} to see it, or stop it first.`,
  problems: {
    count: (errors, warnings) =>
      [
        ...(errors > 0 ? [counted(errors, "error")] : []),
        ...(warnings > 0 ? [counted(warnings, "warning")] : []),
      ].join(", "),
    in: (count, files) => `${count} in ${files}`,
    more: count => `… ${count} more`,
  },
  gateway: {
    silent: (url, why) =>
      `hallwatch: no gateway answers at ${url} (${why}): start one, or say where it is with --http host:port`,
    refused: "nothing listens there",
    late: seconds => `no answer in ${seconds} s`,
    stranger: url =>
      `hallwatch: what answers at ${url} is no Hallwatch gateway of this version: say where it is with --http host:port`,
  },
  check: {
    extent: (zones, equipment, points, rules) =>
      [
        counted(zones, "zone"),
        counted(equipment, "piece of equipment", "pieces of equipment"),
        counted(points, "point"),
        counted(rules, "rule instance"),
      ].join(", "),
    needs: what => `needs ${what}`,
    gaps: (blind, inPart) =>
      `Sensors or entries are missing: ${[
        ...(blind > 0 ? [`${counted(blind, "clause")} cannot be judged (✕)`] : []),
        ...(inPart > 0 ? [`${onlyInPart(blind, inPart)} (!)`] : []),
      ].join(", ")}`,
    missing: (missing, ids, more) => {
      const whose = (of: string) => `${of} ${ids.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
      const has = ids.length + more > 1 ? "have" : "has";
      switch (missing.is) {
        case "point":
          return `${whose(missing.of)} ${has} no point ${missing.name}`;
        case "key":
          return `${whose(missing.of)} ${has} no ${missing.name} in the site file`;
        case "thing":
          return `${whose(missing.of)} ${has} no ${missing.name}`;
        case "kind":
          return `the hall has no ${missing.name}`;
        case "season":
          return `the calendar has no season ${missing.name}`;
        case "other":
          return missing.why;
        default:
          return missing satisfies never;
      }
    },
    inPart: (judged, all) => `(${judged} of ${all} judged) `,
    unmarked: "There, but none is tagged, used or equipped as the rules ask:",
    nowhere: "Not in this hall:",
    chosen: (kind, where) =>
      `${kind} ${where
        .replaceAll(/"([\w-]+)" in \w+\.tags/g, "tagged $1")
        .replaceAll(/\w+\.use == "([\w-]+)"/g, "used for $1")
        .replaceAll(/\w+\.use in \[([^\]]*)\]/g, (_, uses: string) => `used for ${uses.replaceAll('"', "")}`)
        .replaceAll(/has\(([\w.]+)\)/g, "with $1")
        .replaceAll(" || ", " or ")
        .replaceAll(" && ", " and ")}`,
    more: count => `… ${count} more (--all lists everything)`,
    verdict: (warnings, lacks, rules) =>
      `${[
        warnings === 0 ? "Nothing is wrong" : `Nothing is wrong but for ${counted(warnings, "warning")}`,
        ...(lacks.blind > 0
          ? [`${counted(lacks.blind, "clause")} cannot be judged for lack of a sensor or entry`]
          : []),
        ...(lacks.inPart > 0 ? [onlyInPart(lacks.blind, lacks.inPart)] : []),
        ...(lacks.absent > 0
          ? [
              `${counted(lacks.absent, "clause")} ${lacks.absent === 1 ? "finds" : "find"} nothing to judge here`,
            ]
          : []),
        ...(rules > 0 && lacks.blind + lacks.inPart + lacks.absent === 0 ? ["nothing is lacking"] : []),
        ...(rules === 0 ? ["no rule judges anything"] : []),
      ].join(", ")}.`,
    duties: "Duties:",
    dutyItems: count => counted(count, "item"),
    dutyLack: {
      role: {
        who: role => `nobody is ${role}: there is nobody to do it`,
        sign: role => `nobody is ${role}: nobody can sign it`,
        late: roles => `nobody is ${roles}: nobody else hears when it is late`,
      },
      things: (each, where) =>
        where === null ? `the hall has no ${each}` : `the hall has no ${each} with ${where}`,
      reading: (things, role) => `${things}: no point ${role}, and nothing else is taken as proof`,
      fact: fact => `no rule finds ${fact}: it never falls due`,
    },
    strict: "--strict: warnings count as errors.",
  },
  points: {
    head: {
      point: "POINT",
      name: "NAME",
      value: "VALUE",
      age: "AGE",
      state: "STATE",
      why: "WHY",
      via: "THROUGH",
    },
    state: word => word,
    age: (count, unit) => `${count} ${unit}`,
    trust: (all, untrusted) =>
      untrusted === 0
        ? `${counted(all, "point")}, all to be trusted`
        : `${counted(all, "point")}, ${untrusted} not to be trusted`,
    none: (ids, meant) =>
      `hallwatch: no point has ${ids} in its id${meant === null ? "; without an id all are shown" : `; did you mean ${meant}?`}`,
    hidden: count => `… ${count} more; make the window taller, or give a part of an id`,
    trying: "trying again, Ctrl-C ends",
  },
  demo: {
    title: (name, from, speed, closing) =>
      `Hallwatch demo: ${name}, ${from}, ${speed}×${closing === null ? "" : `, closing at ${closing}`}`,
    labels: { console: "console", running: "running", wrong: "wrong", data: "data", link: "account" },
    running: (points, rules, mqtt, modbus) =>
      `${points} points by MQTT (${mqtt}) and Modbus TCP (${modbus}), ${rules} rules`,
    nothingWrong: "nothing: a good evening",
    data: directory => `${directory}, made anew at each start; Ctrl-C stops everything`,
    moreLinks: command => `that is the first; for others: ${command}`,
    putRight: (by, fault) => `${by} acknowledged it and somebody went there: ${fault} is over`,
    devicesGone: code =>
      `hallwatch: the simulated devices stopped by themselves (exit code ${code ?? "none"}); so does the demo`,
    devicesNotUp: code =>
      `hallwatch: the simulated devices could not start (exit code ${code ?? "none"}); what they said is above`,
    status: (time, speed) => `${time}  ${speed}×`,
    alerts: byPriority => {
      const names = ["critical", "high", "medium", "low"];
      const open = byPriority.flatMap((count, index) => (count > 0 ? [`${count} ${names[index]}`] : []));
      return open.length === 0 ? "no open alerts" : `alerts: ${open.join(", ")}`;
    },
    trusted: (good, all) => `${good}/${all} points good`,
  },
  start: (name, points, rules, url) =>
    `Hallwatch watches ${name}: ${counted(points, "point")}, ${counted(rules, "rule")}\n  console  ${url}  (Ctrl-C stops)`,
  consoleBuild: {
    going: "building the console …",
    failed: "hallwatch: the console could not be built; `npm run console` says why. Going on without it.",
  },
  rulesTest: {
    nowhere: paths => `hallwatch: no rule tests (*.timeline.yaml) in ${paths}`,
    took: ms => (ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`),
    summary: (passed, failed, refused, took) =>
      `${[
        ...(failed > 0 ? [`${counted(failed, "rule test")} failed`] : []),
        ...(refused > 0 ? [`${refused} could not be read`] : []),
        failed + refused > 0 ? `${passed} passed` : `${counted(passed, "rule test")} passed`,
      ].join(", ")} (${took})`,
    untested: (count, rules, more) =>
      `${counted(count, "rule has", "rules have")} no test: ${rules}${more > 0 ? ` … ${more} more (-v lists all)` : ""}`,
  },
  roles: rolesEn,
  replay: replayEn,
  diff: diffEn,
  reload: reloadEn,
  account: accountEn,
  device: deviceEn,
  certificate: certificateEn,
  reports: reportsEn,
  audit: auditEn,
  backup: backupEn,
  notify: notifyEn,
  grafana: grafanaEn,
  store: storeEn,
  roster: rosterEn,
  load: loadEn,
  install: installEn,
  init: initEn,
  doctor: doctorEn,
  energy: energyEn,
  plan: planEn,
  history: historyEn,
  profiles: profilesEn,
  explain: {
    meanings: codes,
    severity: {
      error: "an error: nothing starts until it is put right",
      warning: "a warning: it stops nothing; with check --strict it counts as an error",
    },
    next: {
      0: "The file must first read as YAML; other mistakes only show once it does.",
      1: "Keys and values are those of the schema: `hallwatch schema` prints it, and editors complete from it.",
      2: "Such a value has a fixed form; the help line of the message shows one to copy.",
      3: "The name is misspelt or not defined in this file; the message names the nearest one.",
      4: "Each key is right by itself, together they are not; the help line says which one to change.",
      5: "This is about a regulation pack or its settings; docs/rules.md tells how rules are written, with examples.",
      6: "This is about a rule test; docs/rule-tests.md explains every key of such a file.",
      7: "This is about the page of a device model; `hallwatch profiles` shows pages to copy from.",
      9: "Mostly something was forgotten. If it is meant to be so, let it be.",
    },
    wrong: "not:",
    right: "but:",
    unknown: (code, meant) =>
      `hallwatch: there is no code ${code}${meant === null ? "" : `; did you mean ${meant}?`} (hallwatch explain lists all)`,
  },
};
