import { problem } from "../wire/common.ts";
import { rulesRefused, rulesReloaded } from "../wire/rules.ts";
import type { HallApi } from "./api.ts";
import type { Http } from "./http.ts";

export const rulesRoutes = (http: Http, api: HallApi): void => {
  http.post(
    "/api/rules/reload",
    {
      config: { rateLimit: { max: 12, timeWindow: "1 minute" } },
      schema: {
        summary: "Read the rules again and put them in force, whole or not at all",
        tags: ["rules"],
        response: { 200: rulesReloaded, 409: problem, 422: rulesRefused, 503: problem },
      },
    },
    async (_request, reply) => {
      const result = await api.reloadRules();
      switch (result.is) {
        case "reloaded":
        case "unchanged":
          return result;
        case "refused": {
          const problems = [...result.problems];
          const message = "the rules were refused; the old ones stay in force";
          return reply.code(422).send({ error: "RULES_REFUSED", message, problems });
        }
        case "busy":
          return reply.code(409).send({ error: "BUSY", message: result.why });
        case "unrecorded": {
          const message = `the rules are in force, but what followed from it will only be recorded and told when the record can be written: ${result.why}`;
          return reply.code(503).send({ error: "UNRECORDED", message });
        }
      }
    },
  );
};
