import { z } from "zod";
import { hours, instant, toIso } from "#rules/time/instant.ts";
import { problem } from "../wire/common.ts";
import { pointHistory, pointHistoryQuery, pointList } from "../wire/point.ts";
import type { HallApi } from "./api.ts";
import type { Http } from "./http.ts";

export const pointRoutes = (http: Http, api: HallApi): void => {
  http.get(
    "/api/points",
    {
      schema: { summary: "Every point: value, quality, age", tags: ["points"], response: { 200: pointList } },
    },
    () => ({ points: [...api.points()], at: toIso(api.now()) }),
  );
  http.get(
    "/api/points/:id/history",
    {
      schema: {
        summary: "What a point said, oldest first; the last two hours unless `from` and `to` say otherwise",
        tags: ["points"],
        params: z.object({ id: z.string() }),
        querystring: pointHistoryQuery,
        response: { 200: pointHistory, 404: problem, 501: problem },
      },
    },
    async (request, reply) => {
      const { from, to, limit } = request.query;
      const end = to ? instant(Date.parse(to)) : instant(api.now() + 1);
      const begin = from ? instant(Date.parse(from)) : instant(end - hours(2));
      const found = await api.history(request.params.id, begin, end, limit);
      if (!found)
        return reply.code(404).send({
          error: "NO_POINT",
          message: `the hall has no point ${request.params.id}; GET /api/points lists them`,
        });
      if (!found.values)
        return reply
          .code(501)
          .send({ error: "NO_HISTORY", message: "this store cannot be read back; ask it directly" });
      return { values: [...found.values] };
    },
  );
};
