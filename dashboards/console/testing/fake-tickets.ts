import { withoutWords } from "#gateway/app/ticket-wire.ts";
import type { WireHall } from "#gateway/wire/hall.ts";
import * as wire from "#gateway/wire/ticket.ts";
import { CLOCKS } from "#rules/ticket/clock-words.ts";
import { KEY_RIGHTS, RIGHTS } from "#rules/ticket/rights.ts";
import type { ClockName } from "#rules/ticket/ticket.ts";
import type { Answer } from "./fake-accounts.ts";
import { personOf } from "./fake-rounds.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

type World = { readonly hall: WireHall; readonly now: number };
type Clocks = Readonly<Partial<Record<ClockName, number>>>;

/** Tickets and keys of the fake hall: who may is the rules' own word, what an act asks for the wire's. */
export class FakeTickets {
  readonly tickets: wire.WireTicket[] = [];
  readonly keys: wire.WireKey[] = [];

  reset(): void {
    this.tickets.length = 0;
    this.keys.length = 0;
  }

  /** Open or closed ones, as somebody sees them. @param reader  name of whoever is signed in; null: nobody is known */
  list(query: URLSearchParams, reader: string | null, { hall, now }: World): object {
    const state = query.get("state") ?? "open";
    const tickets = this.tickets
      .filter(ticket => state === "all" || (ticket.state === "closed") === (state === "closed"))
      .map(ticket => this.#shown(ticket, reader, hall));
    return { tickets, at: iso(now) };
  }

  one(id: string, reader: string | null, { hall }: World): wire.WireTicket | undefined {
    const ticket = this.tickets.find(each => each.id === id);
    return ticket && this.#shown(ticket, reader, hall);
  }

  keyList({ now }: World): object {
    return { keys: this.keys, at: iso(now) };
  }

  /** A ticket that is there already, opened some minutes ago; `clocks`: minutes after that when each is due. */
  put(
    given: Partial<wire.WireTicket> & Pick<wire.WireTicket, "kind" | "target" | "description">,
    { hall, now }: World,
    { ago = 0, clocks = {} }: { readonly ago?: number; readonly clocks?: Clocks } = {},
  ): wire.WireTicket {
    const openedAt = now - ago * MINUTE_MS;
    const name = nameOf(hall, given.target);
    const ticket: wire.WireTicket = {
      id: `T-20250708-${given.target}-${this.tickets.length + 1}`,
      targetName: name,
      zone: "hall",
      title: { zh: `${name.zh}：${given.description}`, en: `${name.en}: to be put right` },
      clauses: given.kind === "complaint" ? ["GA-7.2"] : ["ZX-12-1"],
      isAffecting: false,
      isConfidential: false,
      isMajor: false,
      openedAt: iso(openedAt),
      openedBy: "李娜",
      cause: null,
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
      notes: [],
      clocks: Object.entries(clocks).map(([is, minutes]) =>
        clockOf(is as ClockName, openedAt + minutes * MINUTE_MS),
      ),
      next: [],
      ...given,
    };
    const kept = { ...ticket, next: nextOf(ticket) };
    this.tickets.push(kept);
    return kept;
  }

  open(body: unknown, world: World): Answer {
    const parsed = wire.openTicket.safeParse(body);
    if (!parsed.success) return problem(400, "INVALID", parsed.error.message);
    const { by, id: _id, cause = null, ...given } = parsed.data;
    const same = this.tickets.find(
      ({ target, state, kind }) => target === given.target && state !== "closed" && kind !== "complaint",
    );
    if (same && given.kind !== "complaint")
      return problem(409, "REFUSED", `${given.target}: there is ticket ${same.id}`);
    const clocks: Clocks =
      given.kind === "complaint"
        ? { contact: 45, answer: 2 * 24 * 60 }
        : { sign: 15, ...(given.isAffecting && { report: 30 }) };
    const openedBy = personOf(world.hall, by).name;
    return { status: 200, value: this.put({ ...given, openedBy, cause }, world, { clocks }) };
  }

  act(body: unknown, world: World): Answer {
    const parsed = wire.actOnTicket.safeParse(body);
    if (!parsed.success) return problem(400, "INVALID", parsed.error.message);
    const { by, ticket: id, act } = parsed.data;
    const place = this.tickets.findIndex(each => each.id === id);
    const ticket = this.tickets[place];
    if (!ticket) return problem(404, "NO_TICKET", `there is no ticket ${id}`);
    const person = personOf(world.hall, by);
    const { who, words } = RIGHTS[act.is];
    if (!person.roles.some(role => who.includes(role as (typeof who)[number])))
      return problem(403, "NOT_ALLOWED", `ticket ${id}: ${person.name} may not ${words}: ask the ${who[0]}`);
    if (act.is === "attempt" && ticket.consent === null)
      return problem(409, "REFUSED", `ticket ${id}: fixed at once with the director's consent`);
    const changed = acted(ticket, act, person.name, world.now);
    const kept = { ...changed, next: nextOf(changed) };
    this.tickets[place] = kept;
    return { status: 200, value: kept };
  }

  actOnKey(body: unknown, world: World): Answer {
    const parsed = wire.actOnKey.safeParse(body);
    if (!parsed.success) return problem(400, "INVALID", parsed.error.message);
    const { by, key: id, act, to, note } = parsed.data;
    const place = this.keys.findIndex(each => each.id === id);
    const key = this.keys[place];
    if (!key) return problem(404, "NO_KEY", `there is no key ${id}`);
    const person = personOf(world.hall, by);
    const { who, words } = KEY_RIGHTS[act];
    const isOwn = act === "return" && key.holder === person.id;
    if (!isOwn && !person.roles.some(role => who.includes(role as (typeof who)[number])))
      return problem(403, "NOT_ALLOWED", `key ${id}: ${person.name} may not ${words}: ask the ${who[0]}`);
    const lost = (): string =>
      this.put(
        {
          kind: "key",
          target: id,
          targetName: key.name,
          description: note || "丢失",
          openedBy: person.name,
        },
        world,
        { clocks: { "replace-lock": 24 * 60 } },
      ).id;
    const since = iso(world.now);
    const changes: Readonly<Record<typeof act, () => Partial<wire.WireKey>>> = {
      give: () => ({ holder: to ?? person.id, since }),
      return: () => ({ holder: null, since }),
      lost: () => ({ holder: null, since, lost: lost() }),
      "lock-replaced": () => ({ lost: null, since }),
    };
    const kept = { ...key, ...changes[act]() };
    this.keys[place] = kept;
    return { status: 200, value: kept };
  }

  #shown(ticket: wire.WireTicket, reader: string | null, hall: WireHall): wire.WireTicket {
    const sees =
      !ticket.isConfidential ||
      (reader !== null &&
        (reader === ticket.openedBy ||
          personOf(hall, reader).roles.some(role =>
            (RIGHTS.answered.who as readonly string[]).includes(role),
          )));
    return sees ? ticket : withoutWords(ticket);
  }
}

/** What may be done next, first what is most likely. */
const nextOf = ({ kind, state, ...ticket }: wire.WireTicket): string[] => {
  const { contacted, answered, consent, report, removal, spare, sign, clocks } = ticket;
  if (kind === "key") return state === "closed" ? [] : ["note"];
  if (kind === "complaint") {
    if (state === "closed") return ticket.revisited === null ? ["revisited"] : [];
    return [contacted ? null : "contacted", answered ? null : "answered", "close", "note"].filter(
      act => act !== null,
    );
  }
  if (state === "closed") return [];
  if (state === "repaired") return ["close", "note", "attempt"];
  return [
    sign === null && clocks.some(({ is, doneAt }) => is === "sign" && doneAt === null) ? "sign" : null,
    removal !== null && spare === null ? "spare" : null,
    consent === null ? "consent" : "attempt",
    report === null ? "report" : "reply",
    removal === null ? "remove" : null,
    "grant",
    "close",
    "note",
  ].filter(act => act !== null);
};

const acted = (
  ticket: wire.WireTicket,
  act: wire.ActOnTicket["act"],
  by: string,
  now: number,
): wire.WireTicket => {
  const said = { by, at: iso(now), note: "note" in act ? act.note : "" };
  const ended = (...names: ClockName[]) => ({
    clocks: ticket.clocks.map(clock =>
      names.includes(clock.is as ClockName) && clock.doneAt === null ? { ...clock, doneAt: iso(now) } : clock,
    ),
  });
  switch (act.is) {
    case "note":
      return { ...ticket, notes: [...ticket.notes, said] };
    case "consent":
      return { ...ticket, consent: said };
    case "sign":
      return { ...ticket, sign: said, ...ended("sign") };
    case "chase":
      return { ...ticket, chases: [...ticket.chases, said] };
    case "contacted":
      return { ...ticket, contacted: said, ...ended("contact", "contact-promised") };
    case "answered":
      return { ...ticket, answered: said, ...ended("answer") };
    case "revisited":
      return { ...ticket, revisited: said, ...ended("revisit") };
    case "attempt": {
      const attempts = [...ticket.attempts, { ...said, isRepaired: act.isRepaired }];
      return { ...ticket, attempts, state: act.isRepaired ? "repaired" : ticket.state };
    }
    case "report": {
      const { receiver, department, limit } = act;
      const clocks = [...ended("report").clocks, clockOf("limit", Date.parse(limit))];
      return { ...ticket, report: { ...said, receiver, department, limit }, state: "reported", clocks };
    }
    case "reply":
      return { ...ticket, reply: { ...said, limit: act.limit ?? null } };
    case "remove": {
      const clocks =
        act.expectedDays > 1 ? [...ticket.clocks, clockOf("spare", now + 24 * HOUR_MS)] : ticket.clocks;
      return { ...ticket, removal: { ...said, expectedDays: act.expectedDays }, state: "parked", clocks };
    }
    case "spare":
      return { ...ticket, spare: { ...said, target: act.target }, ...ended("spare") };
    case "grant": {
      const { who, doors, from, to } = act;
      return { ...ticket, grants: [...ticket.grants, { who, doors, from, to, by }] };
    }
    case "extend":
      return { ...ticket, extension: { ...said, until: act.until } };
    case "close":
      return {
        ...ticket,
        closed: { ...said, cause: act.cause },
        state: "closed",
        ...ended("limit", "same-day", "close", "replace-lock"),
      };
    default:
      return act satisfies never;
  }
};

const clockOf = (is: ClockName, dueAt: number): wire.WireTicket["clocks"][number] => ({
  is,
  title: CLOCKS[is].title,
  clauses: [...CLOCKS[is].clauses],
  dueAt: iso(dueAt),
  doneAt: null,
  isCertain: true,
});

const nameOf = (hall: WireHall, target: string): wire.WireTicket["title"] =>
  [...hall.equipment, ...hall.zones].find(({ id }) => id === target)?.name ?? { zh: target, en: target };

const problem = (status: number, error: string, message: string): Answer => ({
  status,
  value: { error, message },
});

const iso = (at: number): string => new Date(at).toISOString();
