import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { type Instant, toIso } from "#rules/time/instant.ts";
import { dayList, register, type SetDay, setDay, type WireDay, type WireRegister } from "../wire/register.ts";
import type { AccountsApi } from "./accounts.ts";
import { commandRoute } from "./command-route.ts";
import type { Commanded } from "./commanded.ts";
import type { Http } from "./http.ts";

/** What the web side asks about the register. */
export type RegisterApi = {
  /** The code of a sticker says that somebody stood before it. */
  register(codes: "with-codes" | "without-codes"): Promise<WireRegister>;
};

/** What it asks about days that differ from the plan. */
export type DayApi = {
  days(): Promise<readonly WireDay[]>;
  setDay(asked: SetDay): Promise<Commanded<readonly WireDay[]>>;
};

/** What is due for the things of the hall; the page that a sticker opens. */
export const registerRoutes = (http: Http, api: RegisterApi, accounts: AccountsApi): void => {
  http.get(
    "/api/register",
    {
      schema: {
        summary: "Extinguishers, hydrants, …: what is due, when they were looked at last; what has no owner",
        tags: ["register"],
        response: { 200: register },
      },
    },
    async request => {
      const isKnown =
        !accounts.isSetUp() || (await accounts.who(request as unknown as FastifyRequest)) !== null;
      return api.register(isKnown ? "with-codes" : "without-codes");
    },
  );
  http.get(
    "/x/:id",
    {
      schema: {
        hide: true,
        params: z.object({ id: z.string() }),
        querystring: z.object({ k: z.string().max(64).default("") }),
      },
    },
    (request, reply) => {
      const code = new URLSearchParams({ k: request.query.k });
      return reply.redirect(`/#/x/${encodeURIComponent(request.params.id)}?${code}`);
    },
  );
};

/** Days that differ from the plan. */
export const dayRoutes = (http: Http, api: DayApi, now: () => Instant): void => {
  const list = (days: readonly WireDay[]) => ({ days: [...days], at: toIso(now()) });
  http.get(
    "/api/days",
    { schema: { summary: "Days that were announced to differ", tags: ["days"], response: { 200: dayList } } },
    async () => list(await api.days()),
  );
  commandRoute(http, {
    url: "/api/days",
    summary: "Announce other hours for a day, or that it is closed",
    tags: ["days"],
    most: 30,
    body: setDay,
    answer: dayList,
    name: ({ date }) => date,
    missing: ({ date }) => ({ error: "NO_DAY", message: `nothing was announced for ${date}` }),
    ask: async asked => {
      const result = await api.setDay(asked);
      return result.is === "done" ? { is: "done", answer: list(result.answer) } : result;
    },
  });
};
