import type { Alert } from "../alert/alert.ts";
import type { FiledReport } from "../filing/report.ts";
import type { HandoverItem } from "../handover/handover.ts";
import type { RoutineCommand } from "../routine/command.ts";
import type { Task } from "../routine/task.ts";
import type { Role } from "../site/model.ts";
import type { Instant } from "../time/instant.ts";
import type { Papers } from "./papers.ts";

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/**
 * What people do about papers, without when: that is the step's. A task may be named by its duty, a ticket by what it is
 * about, a handover by its post: the one that is open is meant. Empty: whichever has such an item.
 */
export type Work =
  | Exclude<Without<RoutineCommand, "at">, { readonly is: "read-item" }>
  | {
      readonly is: "read-items";
      readonly handover: Role;
      /** As tests name them; null: all. */
      readonly items: readonly string[] | null;
      readonly by: string;
    };

const WORK: ReadonlySet<string> = new Set<Work["is"]>([
  "answer",
  "sign-task",
  "retract",
  "confirm-item",
  "sign-closing",
  "extend-closing",
  "approve-extension",
  "re-enter",
  "except-item",
  "sign-opening",
  "open-ticket",
  "ticket",
  "key",
  "remark",
  "add",
  "sign-handover",
  "hand-over",
  "set-day",
  "read-items",
  "order-control",
  "approve-control",
  "withdraw-control",
  "undo-control",
  "control-tried",
  "report-drafted",
  "review-report",
  "release-report",
  "return-report",
]);

/** Whether a command is about papers. */
export const isWork = (command: { readonly is: string }): command is Work => WORK.has(command.is);

/** Papers and alerts as they stand when somebody speaks of them. */
export type Said = { readonly papers: Papers; readonly alerts: readonly Alert[] };

/** The commands that something asked for means, or why there is nothing that it could be about. */
export const commandsFor = (
  work: Work,
  at: Instant,
  { papers, alerts }: Said,
): readonly RoutineCommand[] | string => {
  switch (work.is) {
    case "answer":
    case "retract": {
      const task = taskFor(work.task, work.item, papers.tasks());
      if (task === null) return `no open task ${work.task === "" ? `with an item ${work.item}` : work.task}`;
      const item = work.item === "" && task.items.length === 1 ? (task.items[0]?.id ?? "") : work.item;
      return [{ ...work, task: task.id, item, at }];
    }
    case "sign-task": {
      const task = taskFor(work.task, null, papers.tasks());
      return task === null ? `no open task ${work.task}` : [{ ...work, task: task.id, at }];
    }
    case "open-ticket": {
      const { cause } = work;
      const alert = alerts.find(({ fact, target }) => `${fact}/${target}` === cause);
      const task = cause === undefined ? null : taskFor(cause, null, papers.tasks());
      const id = alert?.id ?? task?.id ?? cause;
      return [{ ...work, ...(id !== undefined && { cause: id }), at }];
    }
    case "ticket": {
      const open = papers
        .tickets()
        .findLast(({ target, state }) => target === work.ticket && state !== "closed");
      const last = papers.tickets().findLast(({ target }) => target === work.ticket);
      return [{ ...work, ticket: open?.id ?? last?.id ?? work.ticket, at }];
    }
    case "approve-control":
    case "withdraw-control":
    case "undo-control":
    case "control-tried": {
      const order = orderFor(work.is, work.control, papers);
      if (order === null) return `no command of ${work.control} that it could be about`;
      const attempt = order.attempts.length;
      return [{ ...work, control: order.id, at, ...(work.is === "control-tried" && { attempt }) }];
    }
    case "report-drafted":
    case "review-report":
    case "release-report":
    case "return-report": {
      const report = reportFor(work.report, papers, at);
      if (report === null) return `no report ${work.report}`;
      const latest = report.versions.length + (work.is === "report-drafted" ? 1 : 0);
      return [{ ...work, report: report.id, version: work.version === 0 ? latest : work.version, at }];
    }
    case "remark":
    case "add":
    case "sign-handover": {
      const id = handoverFor(work.handover, papers)?.id;
      return id === undefined ? `no handover of ${work.handover}` : [{ ...work, handover: id, at }];
    }
    case "read-items": {
      const handover = handoverFor(work.handover, papers);
      if (handover === null) return `no handover of ${work.handover}`;
      const named = work.items ?? handover.items.map(({ id }) => id);
      const all = { papers, alerts };
      return named.map(name => {
        const item = handover.items.find(each => namesOfItem(each, all).includes(name))?.id ?? name;
        return { is: "read-item", handover: handover.id, item, by: work.by, at };
      });
    }
    default:
      return [{ ...work, at }];
  }
};

/** The open task that is meant, else the last of that name. */
const taskFor = (name: string, item: string | null, tasks: readonly Task[]): Task | null => {
  const isIt = (task: Task): boolean =>
    (name === "" || task.id === name || task.duty === name) &&
    (name !== "" || task.items.some(({ id, answer }) => id === item && answer === null));
  const open = tasks.filter(task => task.state === "open" && isIt(task));
  const [first] = open.toSorted((a, b) => a.dueAt - b.dueAt);
  return first ?? (name === "" ? null : (tasks.findLast(isIt) ?? null));
};

/** The states of a command that something can be done about. */
const STATES: Readonly<Record<Extract<Work, { readonly control: string }>["is"], readonly string[]>> = {
  "approve-control": ["proposed"],
  "withdraw-control": ["proposed"],
  "undo-control": ["proved", "failed"],
  "control-tried": ["sending"],
};

/** The last command for a point about which that can be done, else the last of all. */
const orderFor = (is: keyof typeof STATES, point: string, papers: Papers) => {
  const own = papers.orders().filter(order => order.point === point || order.id === point);
  return own.findLast(({ state }) => STATES[is].includes(state)) ?? own.at(-1) ?? null;
};

/** The report that is meant by its id; by its plan the last whose time is over, else the first. */
const reportFor = (name: string, papers: Papers, at: Instant): FiledReport | null => {
  const own = papers.reports().filter(({ id, plan }) => id === name || plan === name);
  return own.findLast(({ to }) => to <= at) ?? own[0] ?? null;
};

const handoverFor = (post: string, papers: Papers) =>
  papers.handovers().findLast(each => each.post === post && each.state !== "done") ??
  papers.handovers().findLast(each => each.post === post || each.id === post) ??
  null;

/** What tests may call an item of a handover: `alert:light-on/L1` for `alert:<id>`, `ticket:K1`, `task:toilets`. */
export const namesOfItem = (
  { id }: Pick<HandoverItem, "id">,
  { papers, alerts }: Said,
): readonly string[] => {
  const [, kind = "", paper = ""] = /^(\w+):(.*)$/s.exec(id) ?? [];
  const alert = alerts.find(each => each.id === paper);
  const task = papers.tasks().find(each => each.id === paper);
  const ticket = papers.tickets().find(each => each.id === paper);
  const other = alert ? `${alert.fact}/${alert.target}` : (task?.duty ?? ticket?.target);
  return other === undefined ? [id] : [`${kind}:${other}`, id];
};
