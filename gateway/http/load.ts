import { problem } from "../wire/common.ts";
import { type LoadAskedFor, load, loadQuery, type WireLoad } from "../wire/load.ts";
import type { Http } from "./http.ts";

export type LoadFound =
  | { readonly is: "found"; readonly load: WireLoad }
  /** The time makes no sense; a sentence. */
  | { readonly is: "refused"; readonly why: string };

/** What the web side asks about the load. */
export type LoadApi = {
  load(asked: LoadAskedFor): Promise<LoadFound>;
};

/** How the alerts of a time were to live with. */
export const loadRoutes = (http: Http, api: LoadApi): void => {
  http.get(
    "/api/load",
    {
      config: { rateLimit: { max: 30, timeWindow: "1 minute" } },
      schema: {
        summary:
          "Alarm load of a time by shift or week: rates, floods, what chatters, what to change and its price",
        tags: ["alerts"],
        querystring: loadQuery,
        response: { 200: load, 400: problem },
      },
    },
    async (request, reply) => {
      const answer = await api.load(request.query);
      if (answer.is === "found") return answer.load;
      return reply.code(400).send({ error: "BAD_TIME", message: answer.why });
    },
  );
};
