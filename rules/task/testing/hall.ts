import type { SettledDuty } from "../../language/duty.ts";
import { type Ask, at, Desk, siteA } from "../../routine/testing/desk.ts";
import type { Equipment, Site } from "../../site/model.ts";
import { clockText } from "../../time/clock-text.ts";
import type { Instant } from "../../time/instant.ts";
import { taskClerk } from "../clerk.ts";

const own = siteA();
const checkpoint = (id: string, more: Partial<Equipment> = {}): Equipment => ({
  id,
  kind: "checkpoint",
  name: { zh: `${id} 号点`, en: `Point ${id}` },
  zone: "hall",
  points: {},
  alwaysOn: false,
  tags: [],
  ...more,
});

/** The service hall with five places to be scanned on a round; the fourth is behind door D4. Photos are allowed. */
export const site: Site = {
  ...own,
  photos: true,
  equipment: [
    ...own.equipment.filter(({ kind }) => kind !== "checkpoint"),
    checkpoint("K1"),
    checkpoint("K2"),
    checkpoint("K3"),
    checkpoint("K4", { behind: "D4" }),
    checkpoint("K5"),
  ],
};

/** The clerk of tasks at work in that hall, from a moment on. */
export const deskOf = (duties: readonly SettledDuty[], from: string, isRestarted = false): Desk =>
  new Desk(taskClerk, site, from, { duties, isRestarted });

/** What was written on the trail: `07-14 08:15 answered fire/2025-07-14 X1`. */
export const trail = (desk: Desk): readonly string[] =>
  desk.entries.map(({ at: moment, what, paper, by, detail }) => {
    const { item, items, lateBy, why, isLateNews } = detail as {
      readonly item?: string;
      readonly items?: readonly string[];
      readonly lateBy?: number | null;
      readonly why?: string | { readonly en: string };
      readonly isLateNews?: boolean;
    };
    const parts = [
      shown(moment),
      what,
      paper,
      item,
      what === "missed" ? items?.join("+") : undefined,
      by ?? undefined,
      lateBy ? `late by ${lateBy / 60_000} min` : undefined,
      isLateNews ? "late news" : undefined,
      why === undefined || why === null ? undefined : `(${typeof why === "string" ? why : why.en})`,
    ];
    return parts.filter(part => part !== undefined && part !== "").join(" ");
  });

/** `07-14 08:15`. */
export const shown = (moment: Instant): string => {
  const clock = clockText(moment, at("2025-01-01 00:00"), "Asia/Shanghai");
  return clock;
};

/** What others hear of: `late-fire: Monday inspection (2025-07-14) overdue: X4, X5 → hall-director`. */
export const heard = (desk: Desk, moment: string): readonly string[] => {
  desk.until(moment);
  return desk.clerk
    .affairs(desk.hall)
    .map(
      ({ fact, target, finding }) => `${fact}/${target}: ${finding.title.en} → ${finding.tell.join(", ")}`,
    );
};

/** An answer, without its moment. */
export type AnswerAsk = Extract<Ask, { is: "answer" }>;

/** That a person answers for an item: scanned, all right, unless the test says otherwise. */
export const scans = (by: string, task: string, item: string, more: Partial<AnswerAsk> = {}): AnswerAsk => ({
  is: "answer",
  by,
  task,
  item,
  evidence: "scan",
  scan: "nfc",
  values: {},
  outcome: "ok",
  note: "",
  ...more,
});

/** That a person says so. */
export const says = (by: string, task: string, item = "it", more: Partial<AnswerAsk> = {}): AnswerAsk =>
  scans(by, task, item, { evidence: "confirmation", ...more });
