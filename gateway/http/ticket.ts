import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { type Instant, toIso } from "#rules/time/instant.ts";
import { problem } from "../wire/common.ts";
import {
  type ActOnKey,
  type ActOnTicket,
  actOnKey,
  actOnTicket,
  key,
  keyList,
  type OpenTicket,
  openTicket,
  ticket,
  ticketList,
  ticketQuery,
  type WireKey,
  type WireTicket,
} from "../wire/ticket.ts";
import type { AccountsApi } from "./accounts.ts";
import { commandRoute } from "./command-route.ts";
import type { Commanded } from "./commanded.ts";
import type { Http } from "./http.ts";

/** Who looks, by id: what is confidential is shown to those alone who handle it. Null: nobody who is known. */
export type Reader = string | null;

/** What the web side asks about tickets and keys. */
export type TicketApi = {
  tickets(state: "open" | "closed" | "all", reader: Reader): Promise<readonly WireTicket[]>;
  ticket(id: string, reader: Reader): Promise<WireTicket | null>;
  openTicket(asked: OpenTicket, reader: Reader): Promise<Commanded<WireTicket>>;
  actOnTicket(asked: ActOnTicket, reader: Reader): Promise<Commanded<WireTicket>>;
  keys(): Promise<readonly WireKey[]>;
  actOnKey(asked: ActOnKey): Promise<Commanded<WireKey>>;
};

const tags = ["tickets"];
const noTicket = (id: string) => ({
  error: "NO_TICKET",
  message: `there is no ticket ${id}; GET /api/tickets?state=all lists them`,
});

/** What is to be put right: faults, findings, complaints. */
export const ticketRoutes = (
  http: Http,
  api: TicketApi,
  { accounts, now }: { readonly accounts: AccountsApi; readonly now: () => Instant },
): void => {
  const reader = (request: unknown): Promise<Reader> => accounts.who(request as FastifyRequest);
  http.get(
    "/api/tickets",
    {
      schema: {
        summary: "Tickets, newest first, those with a clock that is over first of all",
        tags,
        querystring: ticketQuery,
        response: { 200: ticketList },
      },
    },
    async request => ({
      tickets: [...(await api.tickets(request.query.state, await reader(request)))],
      at: toIso(now()),
    }),
  );
  http.get(
    "/api/tickets/:id",
    {
      schema: {
        summary: "One ticket",
        tags,
        params: z.object({ id: z.string() }),
        response: { 200: ticket, 404: problem },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      return (await api.ticket(id, await reader(request))) ?? reply.code(404).send(noTicket(id));
    },
  );
  commandRoute(http, {
    url: "/api/tickets",
    summary: "Open a ticket: a fault, a finding, a complaint",
    tags,
    most: 60,
    body: openTicket,
    answer: ticket,
    name: ({ target }) => target,
    missing: ({ target }) => ({
      error: "NO_TARGET",
      message: `the hall has no equipment or zone ${target}; GET /api/hall lists them`,
    }),
    ask: (asked, reader) => api.openTicket(asked, reader),
  });
  commandRoute(http, {
    url: "/api/tickets/act",
    summary: "Do something about a ticket: report it, answer it, take the thing away, close it, …",
    tags,
    most: 120,
    body: actOnTicket,
    answer: ticket,
    name: ({ ticket: id }) => `ticket ${id}`,
    missing: ({ ticket: id }) => noTicket(id),
    ask: (asked, reader) => api.actOnTicket(asked, reader),
  });
};

/** The register of keys. */
export const keyRoutes = (http: Http, api: TicketApi, now: () => Instant): void => {
  http.get(
    "/api/keys",
    { schema: { summary: "Keys, and who has them", tags: ["keys"], response: { 200: keyList } } },
    async () => ({ keys: [...(await api.keys())], at: toIso(now()) }),
  );
  commandRoute(http, {
    url: "/api/keys/act",
    summary: "Give a key out, take it back, note that it is lost or that the lock was replaced",
    tags: ["keys"],
    most: 60,
    body: actOnKey,
    answer: key,
    name: ({ key: id }) => `key ${id}`,
    missing: ({ key: id }) => ({
      error: "NO_KEY",
      message: `the hall has no key ${id}; GET /api/keys lists them`,
    }),
    ask: asked => api.actOnKey(asked),
  });
};
