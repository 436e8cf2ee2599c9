import { Readable } from "node:stream";
import { problem } from "../wire/common.ts";
import {
  type ExportAskedFor,
  exportQuery,
  type TrendAskedFor,
  trendQuery,
  trends,
  type WireTrends,
} from "../wire/trend.ts";
import type { Http } from "./http.ts";

export type TrendsFound =
  | { readonly is: "found"; readonly trends: WireTrends }
  /** The time or the points make no sense; a sentence. */
  | { readonly is: "refused"; readonly why: string };

export type ExportFound =
  | {
      readonly is: "found";
      /** What the file is called. */
      readonly name: string;
      readonly type: string;
      readonly bytes: AsyncIterable<Uint8Array>;
    }
  | { readonly is: "refused"; readonly why: string };

/** What the web side asks about courses of points. */
export type TrendApi = {
  trends(asked: TrendAskedFor): Promise<TrendsFound>;
  exportReadings(asked: ExportAskedFor): ExportFound;
};

/** Courses of points, and their readings as files. */
export const trendRoutes = (http: Http, api: TrendApi): void => {
  http.get(
    "/api/trends",
    {
      config: { rateLimit: { max: 240, timeWindow: "1 minute" } },
      schema: {
        summary:
          "The course of up to eight points over any time: least, greatest, mean, first and last of each bucket",
        tags: ["points"],
        querystring: trendQuery,
        response: { 200: trends, 400: problem },
      },
    },
    async (request, reply) => {
      const answer = await api.trends(request.query);
      if (answer.is === "found") return answer.trends;
      return reply.code(400).send({ error: "BAD_TIME", message: answer.why });
    },
  );
  http.get(
    "/api/trends/export",
    {
      config: { rateLimit: { max: 10, timeWindow: "1 minute" }, needsSomebody: true },
      schema: {
        summary: "Readings of points as a file: CSV, Parquet or line protocol",
        tags: ["points"],
        querystring: exportQuery,
      },
    },
    (request, reply) => {
      const answer = api.exportReadings(request.query);
      if (answer.is === "refused") return reply.code(400).send({ error: "BAD_TIME", message: answer.why });
      return reply
        .header("content-type", answer.type)
        .header("content-disposition", `attachment; filename="${answer.name}"`)
        .send(Readable.from(answer.bytes, { objectMode: false }));
    },
  );
};
