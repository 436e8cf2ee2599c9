import { createHash } from "node:crypto";
import { SEVERITY } from "#gateway/wire/severity.ts";
import type { Alert } from "#rules/alert/alert.ts";

/** A mark on the graphs, as Grafana's annotations API has it. Times in ms since 1970. */
export type Mark = {
  readonly time: number;
  /** The same as `time` while it is not over. */
  readonly timeEnd: number;
  readonly tags: readonly string[];
  readonly text: string;
};

/** Every mark of ours has this tag: boards and clean-ups find them by it. */
export const TAG = "hallwatch-alert";
/** @see Grafana's database: the columns of tags */
const LONGEST_TAG = 100;

/**
 * The mark of an alert as it stands: from when it was found until the fact was over, drawn once a person has closed it.
 *
 * @param link  where people open the console; null: nobody said
 */
export const markOf = (site: string, alert: Alert, link: string | null): Mark => ({
  time: alert.openedAt,
  timeEnd: alert.closedAt === null ? alert.openedAt : (alert.clearedAt ?? alert.closedAt),
  tags: [
    TAG,
    tag("site", site),
    tag("severity", SEVERITY[alert.priority] ?? ""),
    tag("class", alert.class),
    tag("fact", alert.fact),
    tag("target", alert.target),
    ...(alert.zone === "" ? [] : [tag("zone", alert.zone)]),
    alertTag(alert),
  ],
  text: textOf(alert, link),
});

/** The tag by which the mark of an alert is found again. */
export const alertTag = ({ id }: Pick<Alert, "id">): string => tag("alert", id);

/** What is too long keeps its begin and stays itself. */
const tag = (name: string, value: string): string => {
  const text = `${name}:${value}`;
  if (text.length <= LONGEST_TAG) return text;
  const rest = createHash("sha256").update(value).digest("hex").slice(0, 16);
  return `${text.slice(0, LONGEST_TAG - rest.length - 1)}-${rest}`;
};

/** Grafana shows it as HTML, cleaned up. */
const textOf = (
  { id, title, targetName, clauses, acknowledgement, closedAt }: Alert,
  link: string | null,
) => {
  const rows = [`${title.zh} · ${targetName.zh}`, `${title.en} · ${targetName.en}`];
  const broken = [...new Set(clauses.map(({ clause }) => clause))].join(", ");
  if (broken !== "") rows.push(broken);
  if (closedAt !== null && acknowledgement)
    rows.push(`✓ ${acknowledgement.by} ${acknowledgement.note}`.trim());
  const shown = rows.map(escaped);
  if (link !== null)
    shown.push(`<a href="${escaped(`${link}/#/alerts/${encodeURIComponent(id)}`)}">Hallwatch</a>`);
  return shown.join("<br>");
};

const HTML: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, character => HTML[character] ?? "");

/** Whether a mark that is there says the same. Grafana keeps tags in no order. */
export const isSame = (one: Mark, other: Mark): boolean =>
  one.time === other.time &&
  one.timeEnd === other.timeEnd &&
  one.text === other.text &&
  one.tags.toSorted().join("\n") === other.tags.toSorted().join("\n");
