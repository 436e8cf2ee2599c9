import { z } from "zod";
import { alert } from "../wire/alert.ts";
import {
  acknowledge,
  confirm,
  noteDown,
  report,
  reset,
  shelve,
  supplement,
  unacknowledge,
  unshelve,
} from "../wire/command.ts";
import type { AlertAsked, HallApi } from "./api.ts";
import { NOT_DONE, refusal } from "./commanded.ts";
import type { Http } from "./http.ts";
import { noAlert } from "./no-alert.ts";

/** What people may do about an alert: `POST /api/alerts/<id>/<verb>`. */
const VERBS: { readonly [V in AlertAsked["is"]]: readonly [summary: string, body: z.ZodType] } = {
  acknowledge: ["A person has seen the alert", acknowledge],
  unacknowledge: ["A person takes the acknowledgement back, within 10 s", unacknowledge],
  note: ["Note something about the alert", noteDown],
  confirm: ["What had to be done is done", confirm],
  reset: ["A latched alert was looked at and is over", reset],
  shelve: ["Put the alert aside until a time or until it is over", shelve],
  unshelve: ["Take the alert from the shelf", unshelve],
  report: ["The incident was reported upward", report],
  supplement: ["A level that was skipped got its report", supplement],
};

export const alertCommandRoutes = (http: Http, api: HallApi): void => {
  for (const [verb, [summary, body]] of Object.entries(VERBS))
    http.post(
      `/api/alerts/:id/${verb}`,
      {
        config: { rateLimit: { max: 120, timeWindow: "1 minute" } },
        schema: {
          summary,
          tags: ["alerts"],
          params: z.object({ id: z.string() }),
          body,
          response: { 200: z.object({ alert }), ...NOT_DONE },
        },
      },
      async (request, reply) => {
        const { id } = request.params;
        // The body has passed the schema of this verb.
        const asked = { ...(request.body as object), is: verb } as AlertAsked;
        const result = await api.commandAlert(id, asked);
        if (result.is === "done") return { alert: result.answer };
        const { status, body: why } = refusal(`alert ${id}`, result, noAlert(id));
        return reply.code(status).send(why);
      },
    );
};
