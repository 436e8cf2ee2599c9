import { z } from "zod";
import { commandId, who } from "./command.ts";
import { time, words } from "./common.ts";
import { secret } from "./signature.ts";

export const reportCycle = z.enum([
  "daily",
  "weekly",
  "monthly",
  "quarterly",
  "half-yearly",
  "yearly",
  "flash",
]);

/** One version: drawn up once, and never changed. */
export const reportVersion = z.object({
  version: z.number().int(),
  draftedAt: time,
  /** Why there is another version; null: it is the first. */
  why: words.nullable(),
  sha256: z.string(),
  completeness: z.number(),
  reviewed: z.object({ by: z.string(), at: time, note: z.string() }).nullable(),
  released: z.object({ by: z.string(), at: time, note: z.string(), isLate: z.boolean() }).nullable(),
});

/** A report that is owed, with its versions, latest last. */
export const report = z.object({
  id: z.string(),
  /** `20250721设施运行日报` and its English name. */
  name: words,
  cycle: reportCycle,
  subject: z.enum(["facility", "energy", "repair", "complaint"]),
  /** The time that it tells of. */
  from: time,
  to: time,
  state: z.enum(["due", "draft", "reviewed", "released"]),
  warnAt: time.nullable(),
  /** It must be released before this moment; null: none is given. */
  dueAt: time.nullable(),
  /** How the deadline is read, in words. */
  reading: words.nullable(),
  isLate: z.boolean(),
  owner: z.string(),
  reviewer: z.string().nullable(),
  isExternal: z.boolean(),
  versions: z.array(reportVersion),
  /** Data that came after the latest version. */
  lateData: z.object({ since: time, readings: z.number() }).nullable(),
  /** Where somebody might hesitate: gaps, days without a certificate. */
  gaps: z.array(z.object({ what: words, from: time, to: time })),
});

/** `GET /api/reports?cycle&from&to` */
export const reportQuery = z.object({
  cycle: reportCycle.optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export const reportList = z.object({ reports: z.array(report), at: time });

/** One table of a report; every cell is a text as people read it. */
const table = z.object({
  title: words,
  note: words.nullable(),
  columns: z.array(z.object({ title: words, align: z.enum(["left", "right"]) })),
  rows: z.array(z.array(words)),
});

/** `GET /api/reports/:id?version`: what it says. */
export const reportContent = z.object({
  report,
  version: z.number().int(),
  headline: z.array(z.object({ label: words, value: words, note: words.nullable() })),
  tables: z.array(table),
  /** Drawn charts as SVG, by language of their words. */
  charts: z.array(z.object({ title: words, svg: words })),
  /** Files: `GET /api/reports/:id/files/:name`. */
  files: z.array(z.object({ name: z.string(), kind: z.string(), bytes: z.number(), sha256: z.string() })),
});

/** `POST /api/reports/:id/review | release | return`: each is signed. */
export const actOnReport = z.strictObject({
  by: who,
  id: commandId,
  secret,
  version: z.number().int().min(1),
  note: z.string().trim().max(1000).default(""),
});

export type WireReport = z.infer<typeof report>;
export type WireReportVersion = z.infer<typeof reportVersion>;
export type WireReportList = z.infer<typeof reportList>;
export type WireReportContent = z.infer<typeof reportContent>;
export type ActOnReport = z.infer<typeof actOnReport>;
