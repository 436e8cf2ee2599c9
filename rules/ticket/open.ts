import { type Refusal, refused } from "../alert/refusal.ts";
import type { SettledDuty } from "../language/duty.ts";
import type { Hall } from "../routine/clerk.ts";
import type { TicketCommand } from "../routine/command.ts";
import { forbidden, personOf } from "../routine/who.ts";
import type { EquipmentKind, Site, Words } from "../site/model.ts";
import { nearest } from "../site/nearest.ts";
import { clockStamp, clockText } from "../time/clock-text.ts";
import { after, type Instant } from "../time/instant.ts";
import { CLOCKS } from "./clock-words.ts";
import { clock, dayClock, workdayClock } from "./clocks.ts";
import { causeOf } from "./linked.ts";
import type { Ticket, TicketClock, TicketKind } from "./ticket.ts";
import type { Times } from "./times.ts";

type Open = Extract<TicketCommand, { is: "open-ticket" }>;

/** What customers use: where it does not work, a sign says so. @see GA-1.2-7b, TL-3.4-5a in the clause catalogue */
const PUBLIC: readonly EquipmentKind[] = ["kiosk", "queue-machine", "screen", "terminal"];

/** What a ticket is about. */
type Subject = { readonly targetName: Words; readonly zone: string; readonly kind?: EquipmentKind };

/**
 * A ticket that somebody opens, with the clocks that begin to run.
 *
 * @param open    those that are open now: a thing has one
 * @param duties  of the hall's packs: where one of them asks for the sign already, the ticket does not ask twice
 */
export const openTicket = (
  hall: Hall,
  command: Open,
  {
    open,
    duties,
    times,
  }: { readonly open: readonly Ticket[]; readonly duties: readonly SettledDuty[]; readonly times: Times },
): Ticket | Refusal => {
  const { site, calendar } = hall;
  const { kind, target, at } = command;
  const by = personOf(site, command.by);
  if (!by) return forbidden(by, "open a ticket", ["staff", "guard", "duty-manager"]);
  if (command.description.trim() === "") return refused("say what is wrong");
  const subject = subjectOf(site, target);
  if (!subject) return stranger(site, target);
  const same = open.find(each => each.target === target && each.kind !== "complaint");
  if (same && kind !== "complaint")
    return refused(
      `${target} has ticket ${same.id}, open since ${clockText(same.openedAt, at, calendar.timeZone)}: add to that`,
    );
  const isComplaint = kind === "complaint";
  const isHidden = isComplaint && command.isConfidential === true;
  const cause = isComplaint ? null : causeOf(hall, target, command.cause);
  const ticket = blank({
    // Where it happened may tell whom it is about, and others hear of a ticket by its id.
    id: ticketId(isHidden ? "complaint" : target, at, calendar.timeZone, open),
    kind,
    target,
    targetName: subject.targetName,
    zone: subject.zone,
    title: isHidden ? HIDDEN : titleOf(kind, subject.targetName),
    description: command.description.trim(),
    clauses: CLAUSES[kind],
    isAffecting: command.isAffecting,
    isConfidential: isHidden,
    isMajor: isComplaint && command.isMajor === true,
    openedAt: at,
    openedBy: by.name,
    cause: cause?.id ?? command.cause ?? null,
  });
  if (isComplaint) return { ...ticket, clocks: complaintClocks(hall, ticket, times) };
  const isPublic = kind === "fault" && subject.kind !== undefined && PUBLIC.includes(subject.kind);
  const isAsked = cause !== null && duties.some(duty => asksForSign(duty, cause.fact));
  const shownAt = cause?.openedAt ?? at;
  return {
    ...ticket,
    clocks: [
      ...(isPublic && !isAsked ? [clock("sign", after(shownAt, times.sign))] : []),
      ...(command.isAffecting ? [clock("report", after(at, times.report))] : []),
    ],
  };
};

/** The ticket of a key that somebody lost. @see GA-5.3-7b in the clause catalogue */
export const lostKeyTicket = (
  hall: Hall,
  key: { readonly id: string; readonly name: Words; readonly zone: string },
  asked: { readonly by: string; readonly at: Instant; readonly note: string },
  { open, times }: { readonly open: readonly Ticket[]; readonly times: Times },
): Ticket => ({
  ...blank({
    id: ticketId(key.id, asked.at, hall.calendar.timeZone, open),
    kind: "key",
    target: key.id,
    targetName: key.name,
    zone: key.zone,
    title: titleOf("key", key.name),
    description: asked.note,
    clauses: CLAUSES.key,
    isAffecting: false,
    isConfidential: false,
    isMajor: false,
    openedAt: asked.at,
    openedBy: asked.by,
    cause: null,
  }),
  clocks: [clock("replace-lock", after(asked.at, times.replaceLock))],
});

type Said = Pick<
  Ticket,
  | "id"
  | "kind"
  | "target"
  | "targetName"
  | "zone"
  | "title"
  | "description"
  | "clauses"
  | "isAffecting"
  | "isConfidential"
  | "isMajor"
  | "openedAt"
  | "openedBy"
  | "cause"
>;

const blank = (said: Said): Ticket => ({
  ...said,
  state: "open",
  consent: null,
  attempts: [],
  report: null,
  reply: null,
  chases: [],
  removal: null,
  spare: null,
  sign: null,
  grants: [],
  contacted: null,
  answered: null,
  revisited: null,
  extension: null,
  closed: null,
  clocks: [],
  notes: [],
  remindedAt: null,
});

/** Major ones are answered and settled within one time. @see GA-7.2, GA-7.6 in the clause catalogue, and C12 for the two contacts */
const complaintClocks = (
  { calendar }: Hall,
  { openedAt, isMajor }: Ticket,
  times: Times,
): readonly TicketClock[] => [
  clock("contact", after(openedAt, times.contact)),
  workdayClock("contact-promised", calendar, openedAt, 1),
  ...(isMajor
    ? [dayClock("close", calendar, openedAt, times.majorDays)]
    : [
        workdayClock("answer", calendar, openedAt, times.answerWorkdays),
        workdayClock("close", calendar, openedAt, times.closeWorkdays),
      ]),
];

const CLAUSES: Readonly<Record<TicketKind, readonly string[]>> = {
  fault: ["ZX-12-1", "ZX-12-5"],
  finding: ["ZX-6-2g", "ZX-6-2h"],
  complaint: ["GA-7.2", "GA-7.6"],
  key: ["GA-5.3-7b"],
};

const HIDDEN: Words = { zh: "保密投诉", en: "Confidential complaint" };

const titleOf = (kind: TicketKind, { zh, en }: Words): Words => {
  switch (kind) {
    case "fault":
      return { zh: `${zh}报修`, en: `${en}: fault` };
    case "finding":
      return { zh: `${zh}：检查发现问题`, en: `${en}: found by a check` };
    case "complaint":
      return { zh: `投诉：${zh}`, en: `Complaint: ${en}` };
    case "key":
      return { zh: `${zh}遗失`, en: `${en}: lost` };
    default:
      return kind satisfies never;
  }
};

/** Whether a duty asks for the sign as soon as an alert of the fact begins. */
const asksForSign = ({ when, clauses }: SettledDuty, fact: string): boolean =>
  when.is === "event" &&
  when.edge === "begin" &&
  when.fact === fact &&
  clauses.some(clause => CLOCKS.sign.clauses.includes(clause));

const subjectOf = ({ name, zones, equipment }: Site, target: string): Subject | undefined => {
  const thing = equipment.find(({ id }) => id === target);
  if (thing) return { targetName: thing.name, zone: thing.zone, kind: thing.kind };
  const zone = zones.find(({ id }) => id === target);
  if (zone) return { targetName: zone.name, zone: zone.id };
  return target === "hall" ? { targetName: name, zone: "" } : undefined;
};

/** Unlike any other, also where a thing breaks twice within a second. */
const ticketId = (target: string, at: Instant, timeZone: string, open: readonly Ticket[]): string => {
  const [date = "", clock = ""] = clockStamp(at, timeZone).split("T");
  const id = `T-${date}-${target}-${clock}`;
  const isTaken = open.some(each => each.id === id);
  return isTaken ? `${id}-${open.filter(each => each.id.startsWith(id)).length + 1}` : id;
};

const stranger = ({ zones, equipment }: Site, target: string): Refusal => {
  const near = nearest(
    target,
    [...equipment, ...zones].map(({ id }) => id),
  );
  return refused(`there is no ${target} in this hall${near === null ? "" : `; did you mean ${near}?`}`);
};
