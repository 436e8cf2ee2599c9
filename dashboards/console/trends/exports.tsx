import type { Stretch } from "../parts/chart-data.ts";
import { t } from "../words/language.ts";
import { asking } from "./read-trends.ts";

const FORMATS = ["csv", "parquet", "lines"] as const;

/** The readings of what is shown, every one of them, as a file. */
export const Exports = ({ points, span }: { points: readonly string[]; span: Stretch }) => {
  const words = t().trends;
  if (points.length === 0) return null;
  return (
    <p class="trend-exports">
      <span>{words.exports}</span>
      {FORMATS.map(format => (
        <a
          key={format}
          class="chip"
          href={`/api/trends/export?${new URLSearchParams({ ...asking(points, span), format })}`}
          download
        >
          {words.formats[format]}
        </a>
      ))}
    </p>
  );
};
