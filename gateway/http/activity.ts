import { z } from "zod";
import { toIso } from "#rules/time/instant.ts";
import { activity, activityApproval, activityList, activityRequest } from "../wire/activity.ts";
import { problem } from "../wire/common.ts";
import type { ActivityNoted, HallApi } from "./api.ts";
import type { Http } from "./http.ts";

const config = { rateLimit: { max: 60, timeWindow: "1 minute" } };
const noted = { 200: z.object({ activity }), 404: problem, 409: problem, 503: problem };
const tags = ["activities"];

export const activityRoutes = (http: Http, api: HallApi): void => {
  http.get(
    "/api/activities",
    { schema: { summary: "Activities after hours", tags, response: { 200: activityList } } },
    () => ({ activities: [...api.activities()], at: toIso(api.now()) }),
  );
  http.post(
    "/api/activities",
    {
      config,
      schema: {
        summary: "Ask for zones of the hall after hours",
        tags,
        body: activityRequest,
        response: noted,
      },
    },
    async (request, reply) => {
      const result = await api.requestActivity(request.body);
      return result.is === "done"
        ? { activity: result.activity }
        : reply.code(CODES[result.is]).send(refusal(request.body.id, result));
    },
  );
  http.post(
    "/api/activities/:id/approve",
    {
      config,
      schema: {
        summary: "Approve an activity after hours",
        tags,
        params: z.object({ id: z.string() }),
        body: activityApproval,
        response: noted,
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const result = await api.approveActivity(id, request.body);
      return result.is === "done"
        ? { activity: result.activity }
        : reply.code(CODES[result.is]).send(refusal(id, result));
    },
  );
};

type NotDone = Exclude<ActivityNoted, { is: "done" }>;

const CODES = { unknown: 404, refused: 409, unrecorded: 503 } as const;

const refusal = (id: string, result: NotDone) => {
  switch (result.is) {
    case "unknown":
      return {
        error: "NO_ACTIVITY",
        message: `there is no activity ${id}; GET /api/activities lists them`,
      };
    case "refused":
      return { error: "REFUSED", message: result.why };
    case "unrecorded":
      return { error: "UNRECORDED", message: `activity ${id} ${result.why}` };
  }
};
