import { z } from "zod";
import { problem } from "../wire/common.ts";
import {
  type ActOnReport,
  actOnReport,
  report,
  reportContent,
  reportList,
  reportQuery,
  type WireReport,
  type WireReportContent,
  type WireReportList,
} from "../wire/report.ts";
import { type AccountsApi, NOT_PROVED, proved } from "./accounts.ts";
import { type Commanded, NOT_DONE, refusal } from "./commanded.ts";
import type { Http } from "./http.ts";

/** What people decide about a version. */
export type ReportAct = "review" | "release" | "return";

/** A file of a report, as it was archived. */
export type ReportFileShown = { readonly bytes: Buffer; readonly type: string; readonly name: string };

/** What the web side asks about reports. */
export type ReportApi = {
  reports(asked: z.infer<typeof reportQuery>): Promise<WireReportList>;
  /**
   * What a version says; absent: the latest, or where none is there yet what it would say now.
   *
   * @returns null: there is no such report, or version
   */
  report(id: string, version: number | undefined): Promise<WireReportContent | null>;
  /** Null: there is none. */
  reportFile(id: string, name: string): Promise<ReportFileShown | null>;
  actOnReport(id: string, act: ReportAct, asked: Omit<ActOnReport, "secret">): Promise<Commanded<WireReport>>;
};

const tags = ["reports"];
const params = z.object({ id: z.string().max(200) });

const SUMMARIES: Readonly<Record<ReportAct, string>> = {
  review: "Stand by a version after reading it",
  release: "Release a version: it goes to its receivers and never changes again",
  return: "Have a report drawn up anew, with the reason",
};

const noReport = (id: string) => ({
  error: "NO_REPORT",
  message: `there is no report ${id}, or not in that version; GET /api/reports lists them`,
});

/** Reports that the hall owes: what they say, as documents too, and who stands by them. */
export const reportRoutes = (http: Http, api: ReportApi, accounts: AccountsApi): void => {
  http.get(
    "/api/reports",
    {
      schema: {
        summary: "Reports by the time that they tell of, the latest first",
        tags,
        querystring: reportQuery,
        response: { 200: reportList },
      },
    },
    ({ query }) => api.reports(query),
  );
  http.get(
    "/api/reports/:id",
    {
      config: { rateLimit: { max: 60, timeWindow: "1 minute" } },
      schema: {
        summary: "What a report says; without a version the latest, or what it would say now",
        tags,
        params,
        querystring: z.object({ version: z.coerce.number().int().min(1).optional() }),
        response: { 200: reportContent, 404: problem },
      },
    },
    async ({ params: { id }, query: { version } }, reply) =>
      (await api.report(id, version)) ?? reply.code(404).send(noReport(id)),
  );
  http.get(
    "/api/reports/:id/files/:name",
    {
      config: { rateLimit: { max: 60, timeWindow: "1 minute" }, needsSomebody: true },
      schema: {
        summary: "A file of a report as it was archived",
        tags,
        params: params.extend({ name: z.string().max(200) }),
      },
    },
    async ({ params: { id, name } }, reply) => {
      const file = await api.reportFile(id, name);
      if (file === null) return reply.code(404).send(noReport(id));
      return reply
        .type(file.type)
        .header(
          "content-security-policy",
          "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
        )
        .header("content-disposition", disposition(file))
        .send(file.bytes);
    },
  );
  for (const [act, summary] of Object.entries(SUMMARIES) as [ReportAct, string][])
    http.post(
      `/api/reports/:id/${act}`,
      {
        config: { rateLimit: { max: 30, timeWindow: "1 minute" } },
        schema: {
          summary,
          tags,
          params,
          body: actOnReport,
          response: { 200: report, ...NOT_DONE, ...NOT_PROVED },
        },
      },
      async (request, reply) => {
        const { id } = request.params;
        const { secret, ...asked } = request.body;
        const not = await proved(accounts, { by: asked.by, secret });
        if (not !== null) return reply.code(not.status).send(not.body);
        const result = await api.actOnReport(id, act, asked);
        if (result.is === "done") return result.answer;
        const { status, body } = refusal(`report ${id}`, result, noReport(id));
        return reply.code(status).send(body);
      },
    );
};

/** Pages and PDFs open, the rest is saved. @see RFC 6266 §4.3, RFC 8187: names in Chinese */
const disposition = ({ name, type }: ReportFileShown): string => {
  const manner = /^(?:text\/html|application\/pdf)/.test(type) ? "inline" : "attachment";
  const plain = name.replaceAll(/[^\w.-]/g, "_");
  return `${manner}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`;
};
