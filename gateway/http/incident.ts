import { z } from "zod";
import { problem } from "../wire/common.ts";
import { incidentPage, type WireIncidentPage } from "../wire/incident.ts";
import type { Http } from "./http.ts";
import { noAlert } from "./no-alert.ts";

/** What the web side asks about incidents. */
export type IncidentApi = {
  incident(id: string): Promise<WireIncidentPage | null>;
};

/** An alert with all that it explains. */
export const incidentRoutes = (http: Http, api: IncidentApi): void => {
  http.get(
    "/api/alerts/:id/incident",
    {
      schema: {
        summary: "One alert with all that it explains or has explained, each with its trail and messages",
        tags: ["alerts"],
        params: z.object({ id: z.string() }),
        response: { 200: incidentPage, 404: problem },
      },
    },
    async (request, reply) =>
      (await api.incident(request.params.id)) ?? reply.code(404).send(noAlert(request.params.id)),
  );
};
