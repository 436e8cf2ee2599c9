import { describe, expect, test } from "vitest";
import type { VersionWhy } from "../routine/command.ts";
import { raised } from "../routine/testing/alerts.ts";
import { at, Desk, siteA } from "../routine/testing/desk.ts";
import { filingClerk } from "./clerk.ts";
import { draftAsked } from "./commands.ts";
import { completenessOf, shareText } from "./completeness.ts";
import { listedPoints } from "./listed.ts";
import { type FiledReport, isLate, reportOf, silenceOf, stateOf } from "./report.ts";

const site = siteA();
const SETTINGS = { report_draft_after: 30 * 60_000, report_warn_before: 30 * 60_000 };
const MONDAY = "daily-facility/2025-07-21";
const sha256 = "ab".repeat(32);

const report = (desk: Desk, id: string): FiledReport => {
  const paper = desk.kept.get(`report:${id}`);
  const found = paper && reportOf(paper);
  if (!found) throw new Error(`there is no report ${id}`);
  return found;
};

const gapsOf = (desk: Desk): readonly string[] =>
  [...desk.kept.values()].flatMap(paper =>
    (silenceOf(paper)?.gaps ?? []).map(({ point, from, to }) => `${point} ${clock(from)}-${clock(to)}`),
  );
const clock = (moment: number): string => new Date(moment + 8 * 3_600_000).toISOString().slice(8, 16);

const drafted = (desk: Desk, moment: string, id: string, version = 1, why: VersionWhy = "") =>
  desk.ask(moment, {
    is: "report-drafted",
    report: id,
    version,
    sha256,
    documents: sha256,
    completeness: 0.99,
    why,
    by: "hallwatch",
  });
const released = (desk: Desk, moment: string, id: string, version = 1, by = "H1") =>
  desk.ask(moment, { is: "release-report", report: id, version, note: "", by });

describe.each([false, true])("reports of a hall (restarted before every step: %s)", isRestarted => {
  const begin = (from: string) => new Desk(filingClerk, site, from, { isRestarted, settings: SETTINGS });

  test("a daily report is drawn up after midnight, is asked for at half past eight, and is late at nine", () => {
    const desk = begin("2025-07-21 00:00");
    desk.until("2025-07-21 12:00");
    expect(drafted(desk, "2025-07-22 00:29", MONDAY)).toBe(`the time of ${MONDAY} is not over`);
    expect(drafted(desk, "2025-07-22 00:30", MONDAY)).toBe(undefined);
    expect(drafted(desk, "2025-07-22 00:31", MONDAY, 2)).toMatch(/nothing has changed/);
    desk.until("2025-07-22 08:29");
    expect(desk.reminders).toEqual([]);
    desk.until("2025-07-22 08:59:59");
    expect(desk.reminders.map(({ role, title }) => `${role}: ${title.zh}`)).toEqual([
      "hall-director: 20250721设施运行日报还没有报送",
    ]);
    expect(desk.clerk.affairs(desk.hall)).toEqual([]);
    desk.until("2025-07-22 09:00");
    expect(
      desk.clerk.affairs(desk.hall).map(({ key, finding }) => [key, finding.clauses, finding.tell]),
    ).toEqual([["report-late/daily-facility", ["GA-9.5.2.1"], ["hall-director", "superior"]]]);
    expect(released(desk, "2025-07-22 09:00:01", MONDAY, 1, "G1")).toMatch(/may not release this report/);
    expect(released(desk, "2025-07-22 09:00:01", MONDAY)).toBe(undefined);
    expect(desk.clerk.affairs(desk.hall)).toEqual([]);
    expect(isLate(report(desk, MONDAY), desk.hall.now)).toBe(true);
    expect(released(desk, "2025-07-22 09:01", MONDAY)).toMatch(/never changes again/);
  });

  test("a report that was returned is drawn up anew, and what was released stays when late data make another version", () => {
    const desk = begin("2025-07-21 00:00");
    desk.hear("2025-07-21 09:00", "D1.contact", "closed");
    drafted(desk, "2025-07-22 00:30", MONDAY);
    desk.ask("2025-07-22 08:00", { is: "return-report", report: MONDAY, version: 1, why: "无图", by: "H1" });
    expect(stateOf(report(desk, MONDAY))).toBe("due");
    expect(draftAsked(report(desk, MONDAY), at("2025-07-22 08:00"))?.why).toEqual({
      is: "returned",
      by: "陈静",
      note: "无图",
    });
    drafted(desk, "2025-07-22 08:01", MONDAY, 2, "returned");
    expect(released(desk, "2025-07-22 08:02", MONDAY)).toMatch(/the latest version .* is 2/);
    expect(released(desk, "2025-07-22 08:02", MONDAY, 2)).toBe(undefined);
    const before = report(desk, MONDAY).versions;

    desk.hear("2025-07-23 10:00", "D1.contact", "closed", "2025-07-21 23:00");
    desk.hear("2025-07-23 10:01", "D1.contact", "closed", "2025-07-21 23:30");
    expect(report(desk, MONDAY).lateData?.readings).toBe(2);
    expect(draftAsked(report(desk, MONDAY), at("2025-07-23 10:10"))).toBe(null);
    expect(draftAsked(report(desk, MONDAY), at("2025-07-23 10:11"))).toEqual({
      why: { is: "late-data", readings: 2 },
    });
    drafted(desk, "2025-07-23 10:11", MONDAY, 3, { is: "late-data", readings: 2 });
    expect(report(desk, MONDAY).versions.slice(0, 2)).toEqual(before);
    expect(stateOf(report(desk, MONDAY))).toBe("draft");
    expect(isLate(report(desk, MONDAY), desk.hall.now)).toBe(false);
    desk.until("2025-08-24 00:00");
    expect(desk.papers().some(({ id }) => id === MONDAY)).toBe(false);
  });

  test("what a person has reviewed is not taken from under his hands by a version that was on its way", () => {
    const desk = begin("2025-07-21 00:00");
    drafted(desk, "2025-07-22 00:30", MONDAY);
    desk.hear("2025-07-22 08:40", "D1.contact", "closed", "2025-07-21 23:00");
    expect(draftAsked(report(desk, MONDAY), at("2025-07-22 08:55"))).not.toBe(null);
    const review = { is: "review-report", report: MONDAY, version: 1, note: "", by: "H1" } as const;
    expect(desk.ask("2025-07-22 08:56", review)).toBe(undefined);
    expect(drafted(desk, "2025-07-22 08:57", MONDAY, 2, "late data")).toMatch(/is reviewed/);
    expect(released(desk, "2025-07-22 08:59:59", MONDAY)).toBe(undefined);
    expect(isLate(report(desk, MONDAY), desk.hall.now)).toBe(false);
    expect(drafted(desk, "2025-07-22 09:01", MONDAY, 2, "late data")).toBe(undefined);
  });

  test("a report that nobody releases is missed after a week, and what is open does not grow", () => {
    const desk = begin("2025-07-01 00:00");
    desk.until("2025-07-12 00:00");
    const open = () => desk.papers().filter(paper => reportOf(paper)).length;
    const before = open();
    desk.until("2025-07-26 00:00");
    expect(open()).toBeLessThan(before + 9);
    // Silences can be corrected for a week.
    expect(desk.papers().length).toBeLessThan(before + 9 + 8);
    expect(report(desk, "daily-facility/2025-07-01").missedAt).toBe(at("2025-07-09 09:00"));
    const late = desk.clerk.affairs(desk.hall).find(({ target }) => target === "daily-facility");
    expect(late?.finding.title.zh).toBe("7 份报表没有按时报送");
  });

  test("an incident asks for a flash report at once, for which nothing is due", () => {
    const desk = begin("2025-07-16 00:00");
    const found = raised(site, "2025-07-16 10:00", { fact: "system-fault", target: "hall" });
    const grave = {
      ...found,
      alert: { ...found.alert, incident: { reportDueAt: null, overdueAt: null, report: null, owed: [] } },
    } as typeof found;
    desk.tell("2025-07-16 10:00:05", [grave]);
    desk.tell("2025-07-16 10:00:06", [grave, found]);
    const flash = [...desk.kept.values()].flatMap(paper => reportOf(paper) ?? []).filter(each => each.cause);
    expect(flash.map(({ name, dueAt, cause }) => [name.zh, dueAt, cause])).toEqual([
      ["20250716100005突发事件快报", null, found.alert.id],
    ]);
    // The archive knows a report by its name: two that begin together must not have the same.
    const others = ["A", "B"].map(id => ({ ...grave, alert: { ...grave.alert, id } }));
    desk.tell("2025-07-16 10:00:07", others);
    const names = [...desk.kept.values()].flatMap(paper => reportOf(paper)?.name.zh ?? []);
    expect(names.filter(name => name.startsWith("20250716100007"))).toEqual([
      "20250716100007突发事件快报",
      "20250716100007-2突发事件快报",
    ]);
  });
});

describe("how complete a report is", () => {
  const hall = { ...site, equipment: site.equipment.filter(({ id }) => id === "D1") };
  const points = listedPoints(hall).map(({ id }) => id);

  test("a gap is from when a point was heard last until it is heard again, and what comes late fills it", () => {
    const desk = new Desk(filingClerk, hall, "2025-07-21 00:00", { settings: SETTINGS });
    expect(points).toEqual(["D1.contact", "D1.lock"]);
    const both = (moment: string) => {
      desk.hear(moment, "D1.contact", "closed");
      desk.hear(moment, "D1.lock", "locked");
    };
    const silent = (moment: string, point: string) => {
      const index = hall.points.find(({ id }) => id === point)?.index ?? -1;
      desk.until(moment);
      const known = desk.world.signals.get(index);
      if (known) desk.world.signals.set(index, { ...known, state: "stale", since: at(moment) });
      desk.clerk.heard(desk.hall, index, at(moment), null);
    };
    both("2025-07-21 00:00");
    both("2025-07-21 03:00");
    silent("2025-07-21 03:10", "D1.contact");
    desk.hear("2025-07-21 03:20", "D1.contact", "closed");
    silent("2025-07-21 23:55", "D1.lock");
    desk.until("2025-07-22 00:30");
    // It was heard last at three, and is silent over midnight.
    expect(gapsOf(desk)).toEqual(["D1.contact 21T03:00-21T03:20", "D1.lock 21T03:00-22T00:00"]);
    desk.hear("2025-07-22 06:00", "D1.contact", "closed", "2025-07-21 03:05");
    expect(gapsOf(desk)).toEqual(["D1.contact 21T03:05-21T03:20", "D1.lock 21T03:00-22T00:00"]);
    desk.hear("2025-07-22 06:00", "D1.contact", "closed", "2025-07-21 03:12");
    expect(gapsOf(desk)).toEqual(["D1.lock 21T03:00-22T00:00"]);

    const silences = [...desk.kept.values()].flatMap(paper => silenceOf(paper) ?? []);
    const found = completenessOf(report(desk, MONDAY), points, silences);
    expect([found.share, shareText(found.share), found.notBefore]).toEqual([0.5625, "56.25%", null]);
  });

  test("what passed before the gateway began was not measured, and a hall without listed points has no share", () => {
    const desk = new Desk(filingClerk, hall, "2025-07-21 18:00", { settings: SETTINGS });
    desk.until("2025-07-21 19:00");
    const found = completenessOf(report(desk, MONDAY), ["x"], []);
    expect([found.share, found.notBefore]).toEqual([0.25, at("2025-07-21 18:00")]);
    expect(completenessOf(report(desk, MONDAY), [], []).share).toBe(null);
  });
});
