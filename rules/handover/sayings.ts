import type { Alert } from "../alert/alert.ts";
import type { CertificateStanding } from "../closing/certificate.ts";
import type { ClosingRound } from "../closing/round.ts";
import type { Hall } from "../routine/clerk.ts";
import type { Task } from "../routine/task.ts";
import type { Site, Words } from "../site/model.ts";
import type { Ticket } from "../ticket/ticket.ts";
import { clockText } from "../time/clock-text.ts";
import type { Instant } from "../time/instant.ts";
import type { HandoverItem } from "./handover.ts";
import { joined } from "./words.ts";

type Saying = Omit<HandoverItem, "read">;
const item = (saying: Saying): HandoverItem => ({ ...saying, read: {} });

/**
 * How each kind of thing is written down.
 *
 * @param openedAt  moments of its date are written without the date
 */
export const sayings = ({ site, now }: Hall, openedAt: Instant) => {
  const text = (moment: Instant): string => clockText(moment, openedAt, site.calendar.timeZone);
  const since = (what: Words, moment: Instant): Words => ({
    zh: `${text(moment)} 起${what.zh}`,
    en: `${what.en} since ${text(moment)}`,
  });
  const alert = (found: Alert): HandoverItem => {
    const { id, fact, target, targetName, title, priority, shelf } = found;
    const named: Words = { zh: `${targetName.zh}：${title.zh}`, en: `${targetName.en}: ${title.en}` };
    if (shelf)
      return item({
        id: `shelf:${fact}/${target}`,
        kind: "shelf",
        title: named,
        standing: {
          zh: `${shelf.by}搁置到 ${text(shelf.until)}：${shelf.reason}`,
          en: `put aside by ${shelf.by} until ${text(shelf.until)}: ${shelf.reason}`,
        },
        priority,
      });
    const isBlind = fact === "blind";
    return item({
      id: isBlind ? `blind:${target}` : `alert:${id}`,
      kind: isBlind ? "blind" : "alert",
      title: named,
      standing: joined([alertState(found, since), seenBy(found, text)]),
      priority,
    });
  };
  return {
    alert,
    service: ({ target, outOfService }: ReturnType<Hall["services"]>[number]): HandoverItem =>
      item({
        id: `service:${target}`,
        kind: "service",
        title: nameOf(site, target),
        standing: {
          zh: `停用到 ${text(outOfService.until)}，工单 ${outOfService.order}`,
          en: `out of service until ${text(outOfService.until)}, order ${outOfService.order}`,
        },
        priority: null,
      }),
    task: (task: Task): HandoverItem =>
      item({
        id: `task:${task.id}`,
        kind: "task",
        title: { zh: `${task.title.zh}（${task.period.zh}）`, en: `${task.title.en} (${task.period.en})` },
        standing:
          task.dueAt <= now
            ? since({ zh: "逾期", en: "overdue" }, task.dueAt)
            : { zh: `${text(task.dueAt)} 前完成`, en: `due at ${text(task.dueAt)}` },
        priority: null,
      }),
    ticket: (ticket: Ticket): HandoverItem =>
      item({
        id: `ticket:${ticket.id}`,
        kind: "ticket",
        title: ticket.title,
        standing: joined([
          since(TICKET_STATES[ticket.state], ticketSince(ticket)),
          ...(ticket.removal && !ticket.spare ? [{ zh: "没有备用设备", en: "no spare" }] : []),
        ]),
        priority: null,
      }),
    broken: ({ id, broken }: CertificateStanding): HandoverItem =>
      item({
        id: `certificate:${id}`,
        kind: "certificate",
        title: { zh: `${id} 已失效`, en: `${id} is broken` },
        standing: joined(broken.map(({ name, text: what, at }) => contradicted(name, what, text(at)))),
        priority: null,
      }),
    uncertified: ({ id, dueAt }: ClosingRound): HandoverItem =>
      item({
        id: `certificate:${id}`,
        kind: "certificate",
        title: { zh: "没有关门单", en: "No closing certificate" },
        standing: since({ zh: "逾期", en: "overdue" }, dueAt),
        priority: null,
      }),
  };
};

const contradicted = (name: Words, what: Words, clock: string): Words => ({
  zh: `${clock} ${name.zh}${what.zh}`,
  en: `${clock} ${name.en} ${what.en}`,
});

const alertState = (
  { condition, openedAt, changedAt, clearedAt }: Alert,
  since: (what: Words, moment: Instant) => Words,
): Words => {
  if (condition === "clear") return since({ zh: "已恢复", en: "over" }, clearedAt ?? changedAt);
  if (condition === "unknown") return since({ zh: "未知", en: "unknown" }, changedAt);
  return since({ zh: "未恢复", en: "open" }, openedAt);
};

const seenBy = ({ acknowledgement }: Alert, text: (moment: Instant) => string): Words =>
  acknowledgement
    ? {
        zh: `${acknowledgement.by} ${text(acknowledgement.at)} 确认`,
        en: `acknowledged by ${acknowledgement.by} at ${text(acknowledgement.at)}`,
      }
    : { zh: "无人确认", en: "not acknowledged" };

const TICKET_STATES: Readonly<Record<Ticket["state"], Words>> = {
  open: { zh: "待处理", en: "open" },
  reported: { zh: "已上报", en: "reported" },
  parked: { zh: "停用待修", en: "parked" },
  repaired: { zh: "待确认修好", en: "repaired, to be confirmed" },
  closed: { zh: "已关闭", en: "closed" },
};

const ticketSince = ({ state, openedAt, report, removal }: Ticket): Instant => {
  if (state === "parked" && removal) return removal.at;
  return state === "reported" && report ? report.at : openedAt;
};

const nameOf = ({ zones, equipment }: Site, target: string): Words =>
  [...equipment, ...zones].find(({ id }) => id === target)?.name ?? { zh: target, en: target };
