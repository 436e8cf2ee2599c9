import { type Refusal, refused } from "../alert/refusal.ts";
import type { Hall } from "../routine/clerk.ts";
import type { ReportCommand, VersionWhy } from "../routine/command.ts";
import { forbidden, personOf, roleAmong } from "../routine/who.ts";
import type { Role } from "../site/model.ts";
import { type FiledReport, firstReleased, isLate, type ReportVersion, stateOf } from "./report.ts";

/** What became of a report by what somebody did, and what is written down of it. */
export type Acted = {
  readonly report: FiledReport;
  /** `drafted`, `reviewed`, `released`, `returned` */
  readonly what: string;
  /** Null: the gateway itself. */
  readonly by: string | null;
  readonly detail: unknown;
};

type Command<Is extends ReportCommand["is"]> = Extract<ReportCommand, { readonly is: Is }>;

/** What follows from a command about a report, or why it is not done. */
export const act = (report: FiledReport, command: ReportCommand, hall: Hall): Acted | Refusal => {
  switch (command.is) {
    case "report-drafted":
      return draft(report, command, hall);
    case "review-report":
      return review(report, command, hall);
    case "release-report":
      return release(report, command, hall);
    case "return-report":
      return giveBack(report, command, hall);
    default:
      return command satisfies never;
  }
};

/** Why a report is to be drawn up now; null: it is not. `why` is what its version will say. */
export const draftAsked = (
  report: FiledReport,
  now: FiledReport["to"],
): { readonly why: VersionWhy } | null => {
  if (now < report.draftAt) return null;
  const last = report.versions.at(-1);
  if (last === undefined) return { why: "" };
  if (last.returned !== null)
    return { why: { is: "returned", by: last.returned.by, note: last.returned.note } };
  const { lateData } = report;
  // What a person has read and stands by is not taken from under his hands: late data wait until it is released.
  if (lateData === null || stateOf(report) === "reviewed") return null;
  const isQuiet = now - lateData.last >= QUIET || now - lateData.since >= LONGEST_WAIT;
  return isQuiet ? { why: { is: "late-data", readings: lateData.readings } } : null;
};

/** Late data come in a row: a version is drawn up once they have paused, or after an hour at the latest. Our proposal. */
const QUIET = 10 * 60_000;
const LONGEST_WAIT = 60 * 60_000;

const SHA256 = /^[0-9a-f]{64}$/;

/** Only the gateway draws reports up: what bears the name of a person is refused. */
const draft = (report: FiledReport, command: Command<"report-drafted">, hall: Hall): Acted | Refusal => {
  const { version, sha256, documents, completeness, why, by, at, upTo = at } = command;
  if (personOf(hall.site, by)) return refused("reports are drawn up by the gateway itself");
  if (at < report.draftAt) return refused(`the time of ${report.id} is not over`);
  const last = report.versions.at(-1);
  const isAsked = last === undefined || last.returned !== null || report.lateData !== null;
  if (stateOf(report) === "reviewed")
    return refused(
      `version ${report.versions.length} of ${report.id} is reviewed: what is new waits for its release`,
    );
  if (!isAsked) return refused(`version ${last.version} of ${report.id} stands: nothing has changed since`);
  const next = report.versions.length + 1;
  if (version !== next) return refused(`the next version of ${report.id} is ${next}, not ${version}`);
  if (!SHA256.test(sha256) || !SHA256.test(documents) || !(completeness >= 0 && completeness <= 1))
    return refused(`version ${version} of ${report.id} comes without a checksum or its completeness`);
  const made: ReportVersion = {
    version,
    draftedAt: at,
    why,
    sha256,
    documents,
    completeness,
    reviewed: null,
    returned: null,
    released: null,
  };
  const detail = { version, sha256, documents, completeness, why };
  return {
    report: { ...report, versions: [...report.versions, made], lateData: laterThan(report.lateData, upTo) },
    what: "drafted",
    by: null,
    detail,
  };
};

/** What came while a version was drawn up asks for the next one. */
const laterThan = (late: FiledReport["lateData"], upTo: FiledReport["to"]): FiledReport["lateData"] =>
  late !== null && late.last > upTo ? late : null;

/** Whoever the plan names reads it; where it names nobody, whoever answers for it. */
const review = (
  report: FiledReport,
  { version, note, by, at }: Command<"review-report">,
  hall: Hall,
): Acted | Refusal => {
  const known = current(report, version, by, hall, {
    roles: [report.reviewer ?? report.owner],
    words: "review this report",
  });
  if ("why" in known) return known;
  const { last, name } = known;
  if (last.reviewed) return refused(`${last.reviewed.by} has reviewed version ${version} already`);
  const reviewed = { by: name, at, note };
  return changed(report, { ...last, reviewed }, { what: "reviewed", by: name, detail: { version, note } });
};

/** @see GA-9.5.2 in the clause catalogue: what goes out of the house is reviewed first */
const release = (
  report: FiledReport,
  { version, note, by, at }: Command<"release-report">,
  hall: Hall,
): Acted | Refusal => {
  const known = current(report, version, by, hall, { roles: [report.owner], words: "release this report" });
  if ("why" in known) return known;
  const { last, name } = known;
  const needsReview = report.isExternal || report.reviewer !== null;
  if (needsReview && last.reviewed === null)
    return refused(`version ${version} must be reviewed before it is released`);
  const late = firstReleased(report) === null && isLate(report, at);
  const detail = { version, note, isLate: late, dueAt: report.dueAt, reading: report.reading };
  const released = { by: name, at, note, isLate: late };
  return changed(report, { ...last, released }, { what: "released", by: name, detail });
};

const giveBack = (
  report: FiledReport,
  { version, why, by, at }: Command<"return-report">,
  hall: Hall,
): Acted | Refusal => {
  const known = current(report, version, by, hall, {
    roles: [report.reviewer ?? report.owner, report.owner],
    words: "return this report",
  });
  if ("why" in known) return known;
  if (why.trim() === "") return refused("say why it is to be drawn up anew");
  const returned = { by: known.name, at, note: why };
  const detail = { version, why };
  return changed(report, { ...known.last, returned }, { what: "returned", by: known.name, detail });
};

/** The version that somebody speaks of, if it is the latest, nobody has settled it, and he may. */
const current = (
  { id, versions }: FiledReport,
  version: number,
  by: string,
  { site }: Pick<Hall, "site">,
  { roles, words }: { readonly roles: readonly Role[]; readonly words: string },
): { readonly last: ReportVersion; readonly name: string } | Refusal => {
  const person = personOf(site, by);
  if (!person || !roleAmong(person, roles)) return forbidden(person, words, [...new Set(roles)]);
  const last = versions.at(-1);
  if (last === undefined) return refused(`${id} is not drawn up yet`);
  if (last.version !== version) return refused(`the latest version of ${id} is ${last.version}`);
  if (last.returned) return refused(`${last.returned.by} has returned version ${version}`);
  if (last.released) return refused(`version ${version} was released and never changes again`);
  return { last, name: person.name };
};

const changed = (
  report: FiledReport,
  version: ReportVersion,
  { what, by, detail }: Omit<Acted, "report">,
): Acted => ({
  report: { ...report, versions: [...report.versions.slice(0, -1), version] },
  what,
  by,
  detail,
});
