import { z } from "zod";
import { session, setUp, useSetUp } from "../wire/account.ts";
import { problem } from "../wire/common.ts";
import type { AccountsDesk } from "./accounts-desk.ts";
import type { Http } from "./http.ts";
import { spokenBy } from "./spoken.ts";

const tags = ["accounts"];
const params = z.object({ token: z.string().max(100) });
const config = { rateLimit: { max: 30, timeWindow: "1 minute" } };
const GONE = {
  error: "LINK_GONE",
  message: "there is no such link, or it was used, or its day is over: ask for a new one",
};

/** What a one-time link opens. It is proof enough: whoever has it sets the secret. */
export const setUpRoutes = (http: Http, accounts: AccountsDesk): void => {
  http.get(
    "/api/set-up/:token",
    {
      config,
      schema: { summary: "For whom a set-up link is", tags, params, response: { 200: setUp, 404: problem } },
    },
    async (request, reply) => {
      reply.header("cache-control", "no-store");
      return accounts.setUp(request.params.token) ?? reply.code(404).send(GONE);
    },
  );
  http.post(
    "/api/set-up/:token",
    {
      config,
      schema: {
        summary: "Set one's PIN or password with a set-up link",
        tags,
        params,
        body: useSetUp,
        response: { 200: session, 404: problem, 409: problem },
      },
    },
    async (request, reply) => {
      const done = await accounts.useSetUp(request.params.token, request.body);
      switch (done.is) {
        case "set":
          return done.session;
        case "gone":
          return reply.code(404).send(GONE);
        case "refused":
          return reply.code(409).send({ error: "WEAK_SECRET", message: done.why[spokenBy(request)] });
      }
    },
  );
};
