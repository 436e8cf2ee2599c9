import type { FastifyRequest } from "fastify";
import { problem } from "../wire/common.ts";
import { entryList, entryQuery, type WireEntry } from "../wire/entry.ts";
import type { AccountsApi } from "./accounts.ts";
import type { Http } from "./http.ts";
import type { Reader } from "./ticket.ts";

/** What the web side asks about what happened to a paper. */
export type EntryApi = {
  /** Oldest first; null: the reader may not know. */
  entries(kind: WireEntry["kind"], paper: string, reader: Reader): Promise<readonly WireEntry[] | null>;
};

/** All that ever happened to a task, a ticket, a closing, …, as the trail has it. */
export const entryRoutes = (http: Http, api: EntryApi, accounts: AccountsApi): void => {
  http.get(
    "/api/entries",
    {
      schema: {
        summary: "What happened to a paper, oldest first: also tries that were refused",
        tags: ["papers"],
        querystring: entryQuery,
        response: { 200: entryList, 403: problem },
      },
    },
    async (request, reply) => {
      const { kind, paper } = request.query;
      const reader = await accounts.who(request as unknown as FastifyRequest);
      const entries = await api.entries(kind, paper, reader);
      if (entries !== null) return { entries: [...entries] };
      return reply.code(403).send({
        error: "NOT_ALLOWED",
        message: `${kind} ${paper} is confidential: sign in as one who handles it`,
      });
    },
  );
};
