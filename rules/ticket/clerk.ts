import type { OutOfService, Transition } from "../alert/alert.ts";
import { type Refusal, refused } from "../alert/refusal.ts";
import type { SettledDuty } from "../language/duty.ts";
import {
  type Affair,
  type Clerk,
  type ClerkFactory,
  type ClerkMaterial,
  type Done,
  type Entry,
  type Hall,
  NOTHING_DONE,
  type Paper,
  type PaperKind,
  type Reminder,
} from "../routine/clerk.ts";
import type { RoutineCommand, TicketCommand } from "../routine/command.ts";
import { forbidden, personOf } from "../routine/who.ts";
import { after, hours, type Instant, type Millis } from "../time/instant.ts";
import { perform } from "./acts.ts";
import { affairsOf } from "./affairs.ts";
import { chaseAt, momentsOf, movedClocks, settled } from "./clocks.ts";
import { type KeyCommand, type KeyStep, keyStep } from "./keys.ts";
import { newsOf } from "./linked.ts";
import { lostKeyTicket, openTicket } from "./open.ts";
import { entryOf, keyPaper, ticketOf, ticketPaper } from "./papers.ts";
import { chaseReminder, spareReminder } from "./reminders.ts";
import { type Act, RIGHTS } from "./rights.ts";
import type { Ticket } from "./ticket.ts";
import { type Times, timesOf } from "./times.ts";

type Step = {
  readonly papers?: readonly Paper[];
  readonly entries?: readonly Entry[];
  readonly reminders?: readonly Reminder[];
  readonly services?: Done["services"];
};

/** Keeps tickets (faults, findings, complaints, lost keys) and the register of keys. */
class TicketClerk implements Clerk {
  readonly kinds: readonly PaperKind[] = ["ticket", "key"];
  readonly #duties: readonly SettledDuty[];
  readonly #times: Times;
  readonly #papers = new Map<string, Paper>();
  /** Until when what comes by time alone has been seen to. */
  #woken = Number.NEGATIVE_INFINITY;

  constructor({ duties, settings }: ClerkMaterial) {
    this.#duties = duties;
    this.#times = timesOf(settings);
  }

  listensTo(): boolean {
    return false;
  }

  dueAt(): number {
    const moments = this.#tickets().flatMap(ticket => momentsOf(ticket, this.#times));
    return moments.reduce(
      (next, moment) => (moment > this.#woken && moment < next ? moment : next),
      Number.POSITIVE_INFINITY,
    );
  }

  wake(hall: Hall): Done {
    this.#woken = hall.now;
    const chased = this.#tickets().filter(ticket => chaseAt(ticket, this.#times.reply) <= hall.now);
    return this.#keep({
      papers: chased.map(ticket => ticketPaper({ ...ticket, remindedAt: hall.now }, hall)),
      reminders: chased.map(ticket => chaseReminder(ticket, hall.now)),
    });
  }

  heard(): Done {
    return NOTHING_DONE;
  }

  cued(): Done {
    return NOTHING_DONE;
  }

  told(hall: Hall, transitions: readonly Transition[]): Done {
    const papers = new Map<string, Paper>();
    const entries: Entry[] = [];
    for (const transition of transitions)
      for (const known of this.#tickets()) {
        const ticket = ticketOf(papers.get(known.id) ?? ticketPaper(known, hall));
        const news = newsOf(ticket, transition);
        if (news === null) continue;
        const at = transition.event.at;
        const next = settled({ ...ticket, state: news === "back" ? "repaired" : before(ticket) }, at);
        papers.set(ticket.id, ticketPaper(next, hall));
        const detail = { alert: transition.alert.id };
        entries.push(entryOf("ticket", ticket.id, { what: news, at, by: null, detail }));
      }
    return this.#keep({ papers: [...papers.values()], entries });
  }

  obey(hall: Hall, command: RoutineCommand): Done | Refusal | undefined {
    switch (command.is) {
      case "open-ticket":
        return this.#open(hall, command);
      case "ticket":
        return this.#act(hall, command);
      case "key":
        return this.#key(hall, command);
      default:
        return undefined;
    }
  }

  affairs(hall: Hall): readonly Affair[] {
    return affairsOf(hall, this.papers());
  }

  papers(): readonly Paper[] {
    return [...this.#papers.values()];
  }

  restore(papers: readonly Paper[]): void {
    for (const paper of papers)
      if (this.kinds.includes(paper.kind)) this.#papers.set(`${paper.kind}:${paper.id}`, paper);
  }

  move(hall: Hall, by: Millis): Done {
    this.#woken = Number.NEGATIVE_INFINITY;
    return this.#keep({ papers: this.#tickets().map(ticket => ticketPaper(movedClocks(ticket, by), hall)) });
  }

  #open(hall: Hall, command: Extract<TicketCommand, { is: "open-ticket" }>): Done | Refusal {
    const known = { open: this.#tickets(), duties: this.#duties, times: this.#times };
    const ticket = openTicket(hall, command, known);
    if ("why" in ticket) return ticket;
    return this.#keep({ papers: [ticketPaper(ticket, hall)], entries: [opened(ticket)] });
  }

  #act(hall: Hall, { ticket: id, act, by, at }: Extract<TicketCommand, { is: "ticket" }>): Done | Refusal {
    const paper = this.#papers.get(`ticket:${id}`);
    const person = personOf(hall.site, by);
    if (!person) return forbidden(person, RIGHTS[act.is].words, RIGHTS[act.is].who);
    if (!paper) return refused(`there is no open ticket ${id}`);
    const ticket = ticketOf(paper);
    const next = perform(ticket, act, { hall, times: this.#times, by: person, at });
    if ("why" in next) return next;
    const detail = { ...act, state: next.state };
    return this.#keep({
      papers: [ticketPaper(next, hall)],
      entries: [entryOf("ticket", id, { what: VERBS[act.is], at, by: person.name, detail })],
      services: servicesOf(hall, next, act),
      reminders: act.is === "remove" && act.expectedDays > 1 ? [spareReminder(next, act.expectedDays)] : [],
    });
  }

  #key(hall: Hall, command: KeyCommand): Done | Refusal {
    const step = keyStep(hall, command, this.papers());
    if ("why" in step) return step;
    const { key, by, standing } = step;
    const { at, note, act, to } = command;
    const ticket = this.#ticketOfKey(hall, step, command);
    const lost = step.is === "lost" ? (ticket?.id ?? null) : standing.lost;
    const detail = { note, ...(act === "give" && { to }), ...(ticket && { ticket: ticket.id }) };
    const what = { give: "given", return: "returned", lost: "lost", "lock-replaced": "lock-replaced" }[act];
    const moved = entryOf("key", key.id, { what, at, by: by.name, detail });
    const told = ticket && (step.is === "lost" ? opened(ticket) : closed(ticket, by.name, at));
    return this.#keep({
      papers: [keyPaper({ ...standing, lost }, hall), ...(ticket ? [ticketPaper(ticket, hall)] : [])],
      entries: [moved, ...(told ? [told] : [])],
    });
  }

  /** The ticket that a loss opens, and that a new lock closes. */
  #ticketOfKey(hall: Hall, { key, by, is }: KeyStep, { at, note }: KeyCommand): Ticket | null {
    if (is === "lost") {
      const zone = hall.site.equipment.find(({ id }) => id === key.opens[0])?.zone ?? "";
      const known = { open: this.#tickets(), times: this.#times };
      return lostKeyTicket(hall, { id: key.id, name: key.name, zone }, { by: by.name, at, note }, known);
    }
    if (is === "moved") return null;
    const running = this.#tickets().find(({ kind, target }) => kind === "key" && target === key.id);
    if (!running) return null;
    const done = { by: by.name, at, note, cause: "the lock was replaced" };
    return settled({ ...running, closed: done, state: "closed" }, at);
  }

  #tickets(): readonly Ticket[] {
    return this.papers()
      .filter(({ kind }) => kind === "ticket")
      .map(ticketOf);
  }

  #keep({ papers = [], entries = [], reminders = [], services = [] }: Step): Done {
    for (const paper of papers) {
      const key = `${paper.kind}:${paper.id}`;
      if (paper.isOpen) this.#papers.set(key, paper);
      else this.#papers.delete(key);
    }
    return { ...NOTHING_DONE, papers, entries, reminders, services };
  }
}

/** Makes the clerk of tickets and keys. */
export const ticketClerk: ClerkFactory = made => new TicketClerk(made);

/** What a ticket was before it seemed to be repaired. */
const before = ({ report }: Ticket): Ticket["state"] => (report ? "reported" : "open");

const VERBS: Readonly<Record<Act["is"], string>> = {
  note: "noted",
  consent: "consented",
  attempt: "attempted",
  sign: "sign-placed",
  report: "reported",
  reply: "replied",
  chase: "chased",
  remove: "removed",
  spare: "spare-linked",
  grant: "granted",
  extend: "extended",
  contacted: "contacted",
  answered: "answered",
  revisited: "revisited",
  close: "closed",
};

const opened = (ticket: Ticket): Entry =>
  entryOf("ticket", ticket.id, { what: "opened", at: ticket.openedAt, by: ticket.openedBy, detail: ticket });

const closed = ({ id, closed: detail }: Ticket, by: string, at: Instant): Entry =>
  entryOf("ticket", id, { what: "closed", at, by, detail });

/**
 * What is taken away is out of service until a day after it is expected back; it is put back when the ticket is closed, or
 * when a spare says what it used to say. What somebody else took out of service stays as he said.
 */
const servicesOf = (hall: Hall, ticket: Ticket, act: Act): Done["services"] => {
  const { id, target, removal, spare } = ticket;
  if (!removal) return [];
  const running = hall.services().find(service => service.target === target);
  if (act.is === "remove") return running ? [] : [{ target, outOfService: parked(id, removal) }];
  const isBack = act.is === "close" || (act.is === "spare" && spare?.target === target);
  return isBack && running?.outOfService.order === id ? [{ target, outOfService: null }] : [];
};

const parked = (
  order: string,
  { by, at, note, expectedDays }: NonNullable<Ticket["removal"]>,
): OutOfService => ({
  order,
  by,
  compensation: note,
  at,
  until: after(at, hours((Math.ceil(expectedDays) + 1) * 24)),
});
