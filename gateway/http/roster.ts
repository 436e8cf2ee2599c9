import {
  type Absent,
  absent,
  type Present,
  present,
  roster,
  rosterQuery,
  type WireRoster,
} from "../wire/roster.ts";
import { type Commanded, NOT_DONE, refusal } from "./commanded.ts";
import type { Http } from "./http.ts";

/** What the web side asks about who is on duty. */
export type RosterApi = {
  /** @param days  how many days of shifts and gaps, from now */
  roster(days: number): WireRoster;
  absent(asked: Absent): Promise<Commanded<WireRoster>>;
  present(asked: Present): Promise<Commanded<WireRoster>>;
};

const config = { rateLimit: { max: 60, timeWindow: "1 minute" } };
const tags = ["roster"];
const noPerson = (person: string) => ({
  error: "NO_PERSON",
  message: `the hall has nobody called ${person}; GET /api/hall lists its people`,
});

/** Who is on duty, and who is away. */
export const rosterRoutes = (http: Http, api: RosterApi): void => {
  http.get(
    "/api/roster",
    {
      schema: {
        summary: "Who is on duty now and in the days to come, who is away, which days nobody manages",
        tags,
        querystring: rosterQuery,
        response: { 200: roster },
      },
    },
    request => api.roster(request.query.days),
  );
  http.post(
    "/api/roster/absences",
    {
      config,
      schema: {
        summary: "Somebody will be away",
        tags,
        body: absent,
        response: { 200: roster, ...NOT_DONE },
      },
    },
    async (request, reply) => {
      const { person } = request.body;
      const result = await api.absent(request.body);
      if (result.is === "done") return result.answer;
      const { status, body } = refusal(person, result, noPerson(person));
      return reply.code(status).send(body);
    },
  );
  http.post(
    "/api/roster/present",
    {
      config,
      schema: {
        summary: "Somebody is back",
        tags,
        body: present,
        response: { 200: roster, ...NOT_DONE },
      },
    },
    async (request, reply) => {
      const { person } = request.body;
      const result = await api.present(request.body);
      if (result.is === "done") return result.answer;
      const { status, body } = refusal(person, result, noPerson(person));
      return reply.code(status).send(body);
    },
  );
};
