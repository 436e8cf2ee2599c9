import type { WireEnergy } from "#gateway/wire/energy.ts";
import { csvOf } from "../history/csv.ts";
import { saveCsv } from "../parts/save-file.ts";
import { hall } from "../store/live.ts";
import { t } from "../words/language.ts";
import { courseLines } from "./course-lines.ts";
import { csvRows } from "./csv-rows.ts";
import { grafanaLink } from "./grafana-link.ts";

/** What one takes along of the page: the table as a file, and the same days in Grafana where the hall has one. */
export const TakeAway = ({ energy }: { energy: WireEnergy }) => {
  const words = t().energyCsv;
  const board = grafanaLink(hall.value, courseLines(energy).span);
  const { from, to } = energy;
  const days = from === to ? from : `${from}-${to}`;
  return (
    <p class="energy-take">
      <button
        type="button"
        onClick={() => saveCsv(`${hall.value?.id ?? "hall"}-energy-${days}.csv`, csvOf(csvRows(energy)))}
      >
        {words.button}
      </button>
      {board !== null && (
        <a href={board} target="_blank" rel="noopener">
          {words.grafana} <span aria-hidden="true">↗</span>
        </a>
      )}
    </p>
  );
};
