import { isAbsolute, relative } from "node:path";
import type { Site } from "#rules/site/model.ts";
import { textWidth } from "#rules/site/text-width.ts";
import { type Instant, instant } from "#rules/time/instant.ts";
import type { DemoPorts } from "./demo-site.ts";
import { table } from "./table.ts";
import type { Words } from "./words/language.ts";

export type DemoFacts = {
  readonly site: Site;
  /** How many rules are judged. */
  readonly rules: number;
  readonly begin: Date;
  readonly speed: number;
  readonly url: string;
  readonly ports: DemoPorts;
  readonly faults: readonly string[];
  readonly directory: string;
  /** Where the first account is made; null: not said. */
  readonly link?: string | null;
};

/**
 * What runs, where to look, what goes wrong tonight: five lines, and two for the link with which the first account is
 * made and for how the others are.
 *
 * @param columns  of the terminal, in which a list that is too long goes on below itself; absent in a pipe
 */
export const demoBanner = (
  facts: DemoFacts,
  columns: number | undefined,
  { demo, language }: Words,
): string => {
  const { site, rules, begin, speed, url, ports, faults, directory } = facts;
  const { timeZone } = site.calendar;
  const from = begin.toLocaleString("sv-SE", { timeZone }).slice(0, 16);
  const closing = closingAfter(site, instant(begin.getTime()));
  const closes = closing && new Date(closing).toLocaleTimeString("sv-SE", { timeZone }).slice(0, 5);
  const wrong = faults.length === 0 ? demo.nothingWrong : faults.join(", ");
  const rows = [
    [demo.labels.console, url],
    [demo.labels.running, demo.running(site.points.length, rules, ports.mqtt, ports.modbus.join(", "))],
    [demo.labels.wrong, wrong],
    [demo.labels.data, demo.data(nearPath(directory))],
  ];
  const indent = 4 + Math.max(...rows.map(([label = ""]) => textWidth(label)));
  const room = (columns ?? Number.POSITIVE_INFINITY) - indent;
  const broken = rows.flatMap(([label = "", text = ""]) =>
    brokenAt(text, room).map((line, index) => [index === 0 ? `  ${label}` : "", line]),
  );
  const { link = null } = facts;
  // A link is never broken, whatever the terminal holds: it is copied.
  const { link: label } = demo.labels;
  const more = demo.moreLinks(`npx hallwatch account link G1 --data ${nearPath(directory)}`);
  const below = `\n${" ".repeat(indent)}${more}`;
  const linked =
    link === null ? "" : `\n  ${label}${" ".repeat(indent - 2 - textWidth(label))}${link}${below}`;
  const title = brokenAt(demo.title(site.name[language], from, speed, closes), room + indent).join("\n  ");
  return `${title}\n${table(broken)}${linked}`;
};

/** When the hall closes next; null when it is closed already or nobody can tell. */
const closingAfter = ({ calendar }: Site, begin: Instant): Instant | null => {
  let span = calendar.phaseAt(begin);
  if (span.phase === "closed") return null;
  while (span.phase !== "closed" && span.until !== null) span = calendar.phaseAt(span.until);
  return span.phase === "closed" ? span.since : null;
};

/** As people would type it from here. */
const nearPath = (directory: string): string => {
  const path = relative(process.cwd(), directory);
  return path.startsWith("..") || isAbsolute(path) ? directory : path || ".";
};

/** In lines of at most `room` columns where the text allows, broken after `, ` `; ` and their Chinese kin. */
const brokenAt = (text: string, room: number): string[] => {
  const lines = [""];
  for (const part of text.split(/(?<=[,;] |[，；])/)) {
    const line = lines.at(-1) ?? "";
    if (line !== "" && textWidth((line + part).trimEnd()) > room) lines.push(part);
    else lines[lines.length - 1] = line + part;
  }
  return lines;
};
