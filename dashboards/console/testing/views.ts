import type { Page } from "playwright-core";
import { CERTIFIED } from "./certified-hall.ts";
import type { FakeGateway } from "./fake-gateway.ts";
import { stickerCode } from "./fake-register.ts";
import { REPORTS } from "./fake-reports.ts";
import {
  dialog,
  openDialog,
  report,
  showAbsence,
  showActivity,
  showByHand,
  showDay,
  showExtend,
  showGrant,
  showGroup,
  showLeft,
  showNumber,
  showPutBack,
  showRead,
  showReplaced,
  showReview,
  showSignIn,
  showSignSheet,
  showTwice,
  task,
  unfold,
  unfoldUses,
} from "./show-view.ts";
import { visit } from "./stage.ts";
import { INSPECTION } from "./working-day.ts";

/** Something that the console can show: a page, or what opens on it. */
export type View = { readonly name: string; readonly show: (page: Page) => Promise<void> };

/**
 * All that the console can show.
 *
 * @param night  ids of the alerts and papers of the night that is shown, by what they are
 */
export const allViews = (
  gateway: () => FakeGateway,
  night: () => Readonly<Record<string, string>>,
): readonly View[] => {
  const at = (name: string) => `#/alerts/${encodeURIComponent(night()[name] ?? "")}`;
  const incident = (name: string) => `#/incidents/${encodeURIComponent(night()[name] ?? "")}`;
  return [
    { name: "the alert board", show: page => visit(page, "#/alerts", ".row") },
    {
      name: "an alert",
      show: page => visit(page, `#/alerts/${encodeURIComponent(doorAlert(gateway()))}`, ".timeline"),
    },
    { name: "the acknowledge dialog", show: openDialog },
    {
      name: "shelved alerts and what is out of service",
      show: page => visit(page, "#/alerts?tab=shelved", ".service"),
    },
    { name: "alerts in hand", show: page => visit(page, "#/alerts?tab=inHand", ".row") },
    { name: "a fire", show: page => visit(page, at("smoke"), ".fire") },
    { name: "a cause with its messages", show: page => visit(page, at("line"), ".deliveries") },
    { name: "a cause unfolded", show: unfold },
    { name: "an incident", show: page => visit(page, at("panic"), ".incident") },
    { name: "the shelve dialog", show: page => dialog(page, at("open"), "shelve") },
    { name: "the note dialog", show: page => dialog(page, at("open"), "note") },
    { name: "the dialog that takes out of service", show: page => dialog(page, at("open"), "take-out") },
    { name: "the dialog that confirms", show: page => dialog(page, at("taken"), "confirm") },
    { name: "the report dialog", show: page => dialog(page, at("panic"), "report") },
    { name: "the reset dialog", show: page => dialog(page, at("panic"), "reset") },
    { name: "the dialog for many", show: showGroup },
    { name: "the dialog that puts back", show: showPutBack },
    { name: "the hall zone by zone", show: page => visit(page, "#/plan?view=list", ".zone") },
    { name: "the floor plan", show: page => visit(page, "#/plan", ".plan-zone") },
    { name: "a place on the plan", show: page => visit(page, "#/plan/back", ".plan-sheet .zone") },
    { name: "the closing check", show: page => visit(page, "#/closing", ".item") },
    { name: "the opening check", show: page => visit(page, "#/opening", ".slots") },
    { name: "the sheet that signs", show: showSignSheet },
    { name: "the dialog that confirms by hand", show: showByHand },
    { name: "the dialog that asks for more time", show: showExtend },
    { name: "the sheet that signs in", show: showSignIn },
    { name: "the certificates", show: page => visit(page, "#/certificates", ".archive") },
    { name: "a certificate", show: page => visit(page, `#/certificates/${CERTIFIED}`, ".paper") },
    { name: "today's tasks", show: page => visit(page, "#/tasks", ".task-row") },
    { name: "a task to be scanned", show: page => visit(page, task(INSPECTION), ".to-scan") },
    { name: "a task with questions", show: page => visit(page, task("hazards/2025-07-08"), ".half") },
    { name: "a task with a number and a text", show: showNumber },
    { name: "a month of tasks", show: page => visit(page, "#/tasks?view=statistics", ".duty-table") },
    { name: "the page that scans", show: page => visit(page, "#/scan", ".ways") },
    { name: "what a sticker opens", show: page => visit(page, `#/x/X1?k=${stickerCode("X1")}`, ".to-do") },
    { name: "the register", show: page => visit(page, "#/register", ".asset") },
    { name: "days and activities", show: page => visit(page, "#/days", ".activities .activity") },
    { name: "the dialog that announces a day", show: showDay },
    { name: "the dialog that asks for an activity", show: showActivity },
    { name: "a set-up link", show: page => visit(page, "#/set-up/first", ".pin-rules") },
    { name: "the tickets", show: page => visit(page, "#/tickets", ".ticket-row") },
    { name: "a ticket", show: page => visit(page, `#/tickets/${night().parked}`, ".ticket-story li") },
    {
      name: "the dialog that opens a ticket",
      show: page => visit(page, "#/tickets?open=D2", "dialog[open]"),
    },
    { name: "the dialog that lets somebody in", show: showGrant },
    { name: "the keys", show: page => visit(page, "#/tickets?tab=keys", ".key-row") },
    { name: "the handovers", show: page => visit(page, "#/handover", ".handover-list") },
    {
      name: "a handover",
      show: page => visit(page, `#/handover/${encodeURIComponent(night().handover ?? "")}`, ".handover-item"),
    },
    { name: "where energy went, unfolded", show: unfoldUses },
    { name: "the meters", show: page => visit(page, "#/meters", ".meter") },
    { name: "the dialog for a meter that was replaced", show: showReplaced },
    { name: "a day of compliance", show: page => visit(page, "#/compliance/2025-07-03", ".compliance-day") },
    { name: "points to choose a course from", show: page => visit(page, "#/trends", ".trend-found") },
    { name: "courses in numbers and in words", show: page => visit(page, COURSES, ".trend-states") },
    { name: "the reports", show: page => visit(page, "#/reports", ".report-row") },
    { name: "a late draft of a report", show: page => visit(page, report(REPORTS.late), ".report-chart") },
    { name: "a report that was released twice", show: showTwice },
    { name: "the sheet that reviews a report", show: showReview },
    { name: "the history", show: page => visit(page, "#/history", ".past") },
    { name: "a search that finds nothing", show: page => visit(page, "#/history?text=xyz", ".calm b") },
    { name: "a panic's page", show: page => visit(page, incident("panic"), ".duty") },
    { name: "a power cut's page", show: page => visit(page, incident("cut"), ".blind-points") },
    { name: "the alarm load", show: page => visit(page, "#/load", ".judged") },
    { name: "the roster", show: page => visit(page, "#/roster", ".ahead, .ahead-list") },
    { name: "the dialog about an absence", show: showAbsence },
    { name: "device health", show: page => visit(page, "#/devices", ".device") },
    { name: "a device that is read now", show: showRead },
    { name: "what is switched", show: page => visit(page, "#/control", ".proposed .order") },
    { name: "the dialog that switches off what is left", show: showLeft },
    { name: "the points", show: page => visit(page, "#/points/D5.lock", "figure.strip") },
  ];
};

const COURSES = "#/trends?points=M-main.power%2CM-light.power%2Chall.temperature%2CD2.contact";

const doorAlert = (gateway: FakeGateway): string =>
  gateway.alerts().find(({ target, label }) => target === "D2" && label === "unacknowledged")?.id ?? "";
