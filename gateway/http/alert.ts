import { z } from "zod";
import { toIso } from "#rules/time/instant.ts";
import { alertList, alertPage } from "../wire/alert.ts";
import { problem } from "../wire/common.ts";
import { alertQuery } from "../wire/search.ts";
import type { HallApi } from "./api.ts";
import type { Http } from "./http.ts";
import { noAlert } from "./no-alert.ts";

const byId = z.object({ id: z.string() });
const tags = ["alerts"];

/** Reading alerts; what people do about them is in `alert-command.ts`. */
export const alertRoutes = (http: Http, api: HallApi): void => {
  http.get(
    "/api/alerts",
    {
      schema: {
        summary: "Alerts, newest first, by what is looked for",
        tags,
        querystring: alertQuery,
        response: { 200: alertList, 400: problem },
      },
    },
    async (request, reply) => {
      const found = await api.alerts(request.query);
      return found.is === "found"
        ? { alerts: [...found.alerts], next: found.next, at: toIso(api.now()) }
        : reply.code(400).send({ error: "BAD_CURSOR", message: found.why });
    },
  );
  http.get(
    "/api/alerts/:id",
    {
      schema: {
        summary: "One alert with its whole trail, its messages, and what it explains",
        tags,
        params: byId,
        response: { 200: alertPage, 404: problem },
      },
    },
    async (request, reply) =>
      (await api.alert(request.params.id)) ?? reply.code(404).send(noAlert(request.params.id)),
  );
};
