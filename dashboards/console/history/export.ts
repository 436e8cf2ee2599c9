import { signal } from "@preact/signals";
import type { WireAlert } from "#gateway/wire/alert.ts";
import { fieldOf } from "../format/hall-time.ts";
import { saveCsv } from "../parts/save-file.ts";
import { hall, now, timeZone } from "../store/live.ts";
import { tell } from "../store/news.ts";
import { t } from "../words/language.ts";
import { csvOf } from "./csv.ts";
import { readPage } from "./found.ts";
import type { HistoryQuery } from "./query.ts";
import { exportRows } from "./rows.ts";

/** So many alerts are exported at most: a year of a busy hall, and what a browser holds with ease. */
const MOST = 20_000;
const AT_ONCE = 500;

/** Alerts that were read for an export that is under way; null: none is. */
export const exporting = signal<number | null>(null);

/** Reads all that fits the query, page by page, and hands it to the browser as a CSV file. Nothing is handed over by halves. */
export const exportCsv = async (query: HistoryQuery): Promise<void> => {
  if (exporting.peek() !== null) return;
  const words = () => t().history;
  const alerts: WireAlert[] = [];
  exporting.value = 0;
  try {
    let next: string | null = null;
    do {
      const page = await readPage(query, AT_ONCE, next);
      alerts.push(...page.alerts);
      next = page.next;
      exporting.value = alerts.length;
    } while (next !== null && alerts.length < MOST);
    save(csvOf(exportRows(alerts.slice(0, MOST))));
    if (next === null) tell(words().csvDone(alerts.length), "done");
    else tell(words().csvCut(MOST), "problem");
  } catch {
    tell(words().csvFailed, "problem");
  } finally {
    exporting.value = null;
  }
};

const save = (text: string): void => {
  const stamp = fieldOf(now.peek(), timeZone.peek()).replace(":", "");
  saveCsv(`${hall.peek()?.id ?? "hall"}-alerts-${stamp}.csv`, text);
};
