import { z } from "zod";
import { time, words } from "./common.ts";

/** `GET /api/trends?points=a,b&from&to&buckets`: the course of any points, thinned to what a chart can show. */
export const trendQuery = z.object({
  /** Ids, separated by commas, 1 … 8. */
  points: z.string().min(1).max(2000),
  from: time,
  to: time,
  buckets: z.coerce.number().int().min(1).max(4000).default(1000),
});

export const trends = z.object({
  from: time,
  to: time,
  trends: z.array(
    z.object({
      point: z.string(),
      name: words,
      unit: z.string(),
      /** Words of a worded class by value; empty: numbers. */
      words: z.array(z.string()),
      stepMs: z.number(),
      source: z.enum(["readings", "minutes", "quarters"]),
      /** ms since 1970: columns of equal length. */
      at: z.array(z.number()),
      min: z.array(z.number()),
      max: z.array(z.number()),
      mean: z.array(z.number()),
      first: z.array(z.number()),
      last: z.array(z.number()),
      /** A gap in the course longer than this is drawn as a gap. */
      gapMs: z.number(),
    }),
  ),
  /** Points that were asked for and are none of the hall's. */
  unknown: z.array(z.string()),
});

/** `GET /api/trends/export?points&from&to&format=csv|parquet|lines` streams a file. */
export const exportQuery = trendQuery.omit({ buckets: true }).extend({
  format: z.enum(["csv", "parquet", "lines"]).default("csv"),
});

export type WireTrends = z.infer<typeof trends>;
export type TrendAskedFor = z.infer<typeof trendQuery>;
export type ExportAskedFor = z.infer<typeof exportQuery>;
