import { z } from "zod";
import { alertRights, rightsQuery, type WireAlertRights } from "../wire/command.ts";
import { problem } from "../wire/common.ts";
import type { Http } from "./http.ts";
import { noAlert } from "./no-alert.ts";

/** What the web side asks about what a person may do. */
export type RightsApi = {
  /** Null for an unknown alert. */
  rights(alert: string, by: string): Promise<WireAlertRights | null>;
};

const byId = z.object({ id: z.string() });
const tags = ["alerts"];

export const rightsRoutes = (http: Http, api: RightsApi): void => {
  http.get(
    "/api/alerts/:id/rights",
    {
      schema: {
        summary: "What a person may do about an alert now",
        tags,
        params: byId,
        querystring: rightsQuery,
        response: { 200: alertRights, 404: problem },
      },
    },
    async (request, reply) =>
      (await api.rights(request.params.id, request.query.by)) ??
      reply.code(404).send(noAlert(request.params.id)),
  );
};
