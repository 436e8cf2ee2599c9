import type { PointSeries } from "../trends/roll-up.ts";
import { type Duck, quoted } from "./duck.ts";

/** From `from` on and before `to`, in ms since 1970; the newest `limit`. */
export type Span = { readonly from: number; readonly to: number; readonly limit?: number };

/**
 * The readings that a file has of one point, oldest first.
 *
 * @throws when the file cannot be read
 */
export const coldSeries = async (
  duck: Duck,
  path: string,
  point: string,
  { from, to, limit }: Span = { from: 0, to: Number.MAX_SAFE_INTEGER },
): Promise<PointSeries> => {
  const newest = limit === undefined ? "" : ` DESC LIMIT ${Math.max(0, Math.floor(limit))}`;
  const [at, value, quality] = await duck.numbers(
    `SELECT at_ms::DOUBLE, value, quality::DOUBLE FROM read_parquet(${quoted(path)}) WHERE point = ${quoted(point)} AND at_ms >= ${from} AND at_ms < ${to} ORDER BY at_ms${newest}`,
    3,
  );
  const series = {
    at: at ?? new Float64Array(0),
    value: value ?? new Float64Array(0),
    quality: Uint8Array.from(quality ?? []),
  };
  if (limit !== undefined) for (const column of Object.values(series)) column.reverse();
  return series;
};
