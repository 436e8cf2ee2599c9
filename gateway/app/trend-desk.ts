import type { Point, Site } from "#rules/site/model.ts";
import { type Instant, instant, type Millis, toIso } from "#rules/time/instant.ts";
import type { ExportFound, TrendApi, TrendsFound } from "../http/trend.ts";
import type { Trend, Trends } from "../ports/trends.ts";
import { exportedApart } from "../stores/parquet/export-apart.ts";
import type { ExportFormat } from "../stores/parquet/exported.ts";
import type { ExportAskedFor, TrendAskedFor, WireTrends } from "../wire/trend.ts";

/** Lines that one chart shows. */
const MOST_POINTS = 8;
/** Exports at once: each has a thread of its own. */
const MOST_EXPORTS = 2;

const FILES: Readonly<Record<ExportFormat, { readonly type: string; readonly ending: string }>> = {
  csv: { type: "text/csv; charset=utf-8", ending: "csv" },
  parquet: { type: "application/vnd.apache.parquet", ending: "parquet" },
  lines: { type: "text/plain; charset=utf-8", ending: "line" },
};

export type TrendDeskParts = {
  readonly site: Site;
  /** Null: no history tells courses. */
  readonly trends: Trends | null;
  /** The data directory. */
  readonly directory: string;
};

/** Where people ask for courses of points, and for readings as files. */
export class TrendDesk implements TrendApi {
  readonly #parts: TrendDeskParts;
  #exports = 0;

  constructor(parts: TrendDeskParts) {
    this.#parts = parts;
  }

  async trends(asked: TrendAskedFor): Promise<TrendsFound> {
    const { points, unknown, from, to } = this.#read(asked);
    if (points.length + unknown.length > MOST_POINTS)
      return { is: "refused", why: `${MOST_POINTS} points at most` };
    if (from >= to) return { is: "refused", why: "`from` must be before `to`" };
    const found = await this.#parts.trends?.trend({
      points: points.map(({ id }) => id),
      from,
      to,
      buckets: asked.buckets,
    });
    if (!found) return { is: "refused", why: "this hall keeps no history that tells courses" };
    const trends = found.flatMap(trend => {
      const point = points.find(({ id }) => id === trend.point);
      return point ? [wireTrend(point, trend)] : [];
    });
    return { is: "found", trends: { from: toIso(from), to: toIso(to), trends, unknown } };
  }

  exportReadings(asked: ExportAskedFor): ExportFound {
    const { points, unknown, from, to } = this.#read(asked);
    if (unknown.length > 0) return { is: "refused", why: `the hall has no point ${unknown.join(", ")}` };
    if (from >= to) return { is: "refused", why: "`from` must be before `to`" };
    if (this.#exports >= MOST_EXPORTS)
      return { is: "refused", why: `${MOST_EXPORTS} exports are under way; wait until one is done` };
    const { type, ending } = FILES[asked.format];
    const { site } = this.#parts;
    return {
      is: "found",
      name: `${site.id}-${asked.from.slice(0, 10)}-${asked.to.slice(0, 10)}.${ending}`,
      type,
      bytes: this.#bytes(points, from, to, asked.format),
    };
  }

  async *#bytes(
    points: readonly Point[],
    from: Instant,
    to: Instant,
    format: ExportFormat,
  ): AsyncGenerator<Uint8Array> {
    const { site, directory } = this.#parts;
    this.#exports += 1;
    try {
      for await (const { bytes } of exportedApart({
        directory,
        site: { id: site.id },
        points,
        from,
        to,
        format,
      }))
        if (bytes.length > 0) yield bytes;
    } finally {
      this.#exports -= 1;
    }
  }

  #read(asked: { readonly points: string; readonly from: string; readonly to: string }) {
    const ids = [...new Set(asked.points.split(",").filter(id => id !== ""))];
    const known = new Map(this.#parts.site.points.map(point => [point.id, point]));
    return {
      points: ids.flatMap(id => known.get(id) ?? []),
      unknown: ids.filter(id => !known.has(id)),
      from: instant(Date.parse(asked.from)),
      to: instant(Date.parse(asked.to)),
    };
  }
}

const wireTrend = (point: Point, trend: Trend): WireTrends["trends"][number] => ({
  point: point.id,
  name: point.name,
  unit: point.class.unit ?? "",
  words: [...(point.class.words ?? [])],
  stepMs: trend.step,
  source: trend.from,
  at: [...trend.at],
  min: [...trend.min],
  max: [...trend.max],
  mean: [...trend.mean],
  first: [...trend.first],
  last: [...trend.last],
  gapMs: gapOf(point.staleAfter, trend.step),
});

/** Longer than a value holds, and than two buckets lie apart. */
const gapOf = (staleAfter: Millis, step: Millis): number => Math.max(staleAfter, 2 * step);
