import type { Paper } from "#rules/routine/clerk.ts";
import type { TicketCommand } from "#rules/routine/command.ts";
import { nameOf, personOf } from "#rules/routine/who.ts";
import { standingOf } from "#rules/ticket/keys.ts";
import { RIGHTS } from "#rules/ticket/rights.ts";
import type { Ticket } from "#rules/ticket/ticket.ts";
import { toIso } from "#rules/time/instant.ts";
import type { Commanded } from "../http/commanded.ts";
import type { Reader, TicketApi } from "../http/ticket.ts";
import type { ActOnKey, ActOnTicket, OpenTicket, WireKey, WireTicket } from "../wire/ticket.ts";
import { asking, momentOf, type PaperDeskParts, paperIn, putAbout } from "./paper-desk.ts";
import { byUrgency, wireTicket, withoutWords } from "./ticket-wire.ts";

/** Closed tickets that are listed; whoever looks for older ones names them. */
const MOST_CLOSED = 200;

/** Where people open tickets and see to them, and give keys out. */
export class TicketDesk implements TicketApi {
  readonly #parts: PaperDeskParts;

  constructor(parts: PaperDeskParts) {
    this.#parts = parts;
  }

  async tickets(state: "open" | "closed" | "all", reader: Reader): Promise<readonly WireTicket[]> {
    return (await this.#kept(state)).map(ticket => this.#shown(ticket, reader));
  }

  async ticket(id: string, reader: Reader): Promise<WireTicket | null> {
    const paper = await paperIn(this.#parts, "ticket", id);
    return paper && this.#shown(ticketOf(paper), reader);
  }

  /** Whether somebody may read all of a ticket. */
  async maySee(id: string, reader: Reader): Promise<boolean> {
    const paper = await paperIn(this.#parts, "ticket", id);
    return paper === null || this.#sees(ticketOf(paper), reader);
  }

  async openTicket(asked: OpenTicket, reader: Reader): Promise<Commanded<WireTicket>> {
    const { kind, target, description, isAffecting, isConfidential, isMajor, cause } = asked;
    const { site, desk } = this.#parts;
    const isKnown = [...site.equipment, ...site.zones].some(({ id }) => id === target);
    if (!isKnown && target !== "hall") return { is: "unknown" };
    const who = asking(this.#parts, asked);
    return desk.put({
      command: {
        is: "open-ticket",
        ...who,
        kind,
        target,
        description,
        isAffecting,
        isConfidential,
        isMajor,
        ...(cause !== undefined && { cause }),
      },
      id: asked.id,
      done: "opened",
      answer: async () => {
        const found = (await this.#kept("all")).find(
          ticket =>
            ticket.target === target &&
            ticket.kind === kind &&
            ticket.description === description &&
            ticket.openedBy === nameOf(site, who.by),
        );
        return found ? this.#shown(found, reader) : null;
      },
    });
  }

  actOnTicket(asked: ActOnTicket, reader: Reader): Promise<Commanded<WireTicket>> {
    const who = asking(this.#parts, asked);
    return putAbout(this.#parts.desk, {
      command: { is: "ticket", ...who, ticket: asked.ticket, act: actOf(asked.act) },
      id: asked.id,
      done: "noted",
      answer: () => this.ticket(asked.ticket, reader),
    });
  }

  async keys(): Promise<readonly WireKey[]> {
    const { site, papers } = this.#parts;
    return (site.keys ?? []).map(key => {
      const { holder, since, lost } = standingOf(key, papers.of("key"));
      const { id, name, opens } = key;
      return { id, name, opens: [...opens], holder, since: since > 0 ? toIso(since) : null, lost };
    });
  }

  async actOnKey(asked: ActOnKey): Promise<Commanded<WireKey>> {
    const { key, act, note } = asked;
    const { site } = this.#parts;
    const to = asked.to === undefined ? undefined : (personOf(site, asked.to)?.id ?? asked.to);
    return putAbout(this.#parts.desk, {
      command: {
        is: "key",
        ...asking(this.#parts, asked),
        key,
        act,
        note,
        ...(to !== undefined && { to }),
      },
      id: asked.id,
      done: "noted",
      answer: async () => (await this.keys()).find(({ id }) => id === key) ?? null,
    });
  }

  async #kept(state: "open" | "closed" | "all"): Promise<readonly Ticket[]> {
    const { papers, record, clock } = this.#parts;
    const closed = { kind: "ticket", isOpen: false, limit: MOST_CLOSED } as const;
    const ended = state === "open" ? [] : (await record.papers(closed)).papers;
    const open = state === "closed" ? [] : papers.of("ticket");
    return [...open, ...ended].map(ticketOf).toSorted(byUrgency(clock.now()));
  }

  #shown(ticket: Ticket, reader: Reader): WireTicket {
    const { engine, clock } = this.#parts;
    const { current } = engine;
    const { site } = current.hall;
    const hall = { site, calendar: site.calendar, services: () => current.services() };
    const wire = wireTicket(ticket, { hall, at: clock.now() });
    return this.#sees(ticket, reader) ? wire : withoutWords(wire);
  }

  /** What is confidential is for those who answer complaints, and for whoever wrote it. */
  #sees({ isConfidential, openedBy }: Ticket, reader: Reader): boolean {
    if (!isConfidential) return true;
    const person = reader === null ? undefined : personOf(this.#parts.site, reader);
    if (person === undefined) return false;
    return person.name === openedBy || person.roles.some(role => RIGHTS.answered.who.includes(role));
  }
}

const ticketOf = ({ value }: Paper): Ticket => value as Ticket;

type Act = Extract<TicketCommand, { is: "ticket" }>["act"];

/** Times as the engine counts them. */
const actOf = (act: ActOnTicket["act"]): Act => {
  switch (act.is) {
    case "report":
      return { ...act, limit: momentOf(act.limit) };
    case "reply": {
      const { limit, ...reply } = act;
      return { ...reply, ...(limit !== undefined && { limit: momentOf(limit) }) };
    }
    case "grant":
      return { ...act, from: momentOf(act.from), to: momentOf(act.to) };
    case "extend":
      return { ...act, until: momentOf(act.until) };
    default:
      return act;
  }
};
