import type { FastifyReply, FastifyRequest } from "fastify";
import type { Http } from "../http.ts";
import type { RulesDesk } from "./desk.ts";
import { groupsOf } from "./groups.ts";
import { rulesAsked, rulesPage } from "./pages.ts";

/** Where Grafana's data source of type `prometheus` points; its client adds `/api/v1/…`. */
export const ROOT = "/prom";
const V1 = `${ROOT}/api/v1`;
const tags = ["grafana"];
/** A Prometheus of this version has every part of the rules API that is told here; without `features` it is read only. */
const SPOKEN = "2.53.0";

/**
 * The hall's rules and what they say now, as a Prometheus would tell them: for Grafana's lists of alert rules. Nothing else
 * of a Prometheus is here, since readings are kept elsewhere.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/api/
 */
export const prometheusRoutes = (http: Http, desk: RulesDesk): void => {
  http.get(`${V1}/rules`, { schema: { summary: "As a Prometheus: rules", tags } }, (request, reply) => {
    const paged = rulesPage(groupsOf(desk), rulesAsked(request.query));
    return paged.is === "page" ? success(paged.page) : failure(reply, 400, "bad_data", paged.why);
  });
  http.get(`${V1}/alerts`, { schema: { summary: "As a Prometheus: alerts", tags } }, () =>
    success({ alerts: groupsOf(desk).flatMap(({ rules }) => rules.flatMap(({ alerts }) => alerts)) }),
  );
  http.get(`${V1}/status/buildinfo`, { schema: { summary: "As a Prometheus: version", tags } }, () =>
    success({
      version: SPOKEN,
      revision: `hallwatch-${desk.version}`,
      branch: "",
      buildUser: "",
      buildDate: "",
      goVersion: "",
    }),
  );
  // In a scope of their own: nobody may send a form to any other route.
  void http.register(async scope => {
    scope.addContentTypeParser(
      "application/x-www-form-urlencoded",
      { parseAs: "string", bodyLimit: 16 * 1024 },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    for (const method of ["GET", "POST"] as const) {
      const answer = (path: string, handler: (request: FastifyRequest, reply: FastifyReply) => unknown) =>
        scope.route({ method, url: `${V1}/${path}`, schema: { hide: true }, handler });
      answer("query", (request, reply) => constant(desk, request, reply));
      answer("query_range", (_request, reply) => failure(reply, 422, "execution", NO_SERIES));
      answer("labels", () => success([]));
      answer("series", () => success([]));
      answer("label/:name/values", () => success([]));
      answer("metadata", () => success({}));
    }
  });
};

const NO_SERIES =
  "Hallwatch tells its rules and alerts here and keeps no series: ask the database of the hall for readings";

/** What Grafana asks to see whether a source is there: `1+1`. */
const SUM = /^\s*(\d{1,9})\s*(?:\+\s*(\d{1,9})\s*)?$/;

const constant = (desk: RulesDesk, request: FastifyRequest, reply: FastifyReply) => {
  const from = request.method === "GET" ? request.query : (request.body ?? request.query);
  const query = new Map(Object.entries(from ?? {})).get("query");
  const [all, left, right = "0"] = SUM.exec(typeof query === "string" ? query : "") ?? [];
  if (all === undefined) return failure(reply, 422, "execution", NO_SERIES);
  return success({
    resultType: "scalar",
    result: [desk.now() / 1_000, String(Number(left) + Number(right))],
  });
};

const success = (data: unknown) => ({ status: "success", data });
const failure = (reply: FastifyReply, code: number, errorType: string, error: string) =>
  reply.code(code).send({ status: "error", errorType, error });
