import { z } from "zod";
import { toIso } from "#rules/time/instant.ts";
import { acknowledge, alert, alertList, alertPage, alertQuery } from "../wire/alert.ts";
import { problem } from "../wire/common.ts";
import type { HallApi } from "./api.ts";
import type { Http } from "./http.ts";

const byId = z.object({ id: z.string() });

export const alertRoutes = (http: Http, api: HallApi): void => {
  http.get(
    "/api/alerts",
    {
      schema: {
        summary: "Alerts, newest first",
        tags: ["alerts"],
        querystring: alertQuery,
        response: { 200: alertList },
      },
    },
    async request => ({ alerts: [...(await api.alerts(request.query))], at: toIso(api.now()) }),
  );
  http.get(
    "/api/alerts/:id",
    {
      schema: {
        summary: "One alert with its whole trail",
        tags: ["alerts"],
        params: byId,
        response: { 200: alertPage, 404: problem },
      },
    },
    async (request, reply) => {
      const page = await api.alert(request.params.id);
      return page
        ? { alert: page.alert, events: [...page.events] }
        : reply.code(404).send(noAlert(request.params.id));
    },
  );
  http.post(
    "/api/alerts/:id/acknowledge",
    {
      config: { rateLimit: { max: 120, timeWindow: "1 minute" } },
      schema: {
        summary: "A person has seen the alert",
        tags: ["alerts"],
        params: byId,
        body: acknowledge,
        response: { 200: z.object({ alert }), 404: problem, 409: problem, 503: problem },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const result = await api.acknowledge(id, request.body.by, request.body.note);
      switch (result.is) {
        case "done":
          return { alert: result.alert };
        case "unknown":
          return reply.code(404).send(noAlert(id));
        case "refused":
          return reply.code(409).send({ error: "REFUSED", message: `alert ${id}: ${result.why}` });
        case "unrecorded":
          return reply.code(503).send({ error: "UNRECORDED", message: `alert ${id} ${result.why}` });
      }
    },
  );
};

const noAlert = (id: string) => ({
  error: "NO_ALERT",
  message: `there is no alert ${id}; GET /api/alerts?state=all lists them`,
});
