import type { Sample } from "#gateway/ports/history.ts";
import { QUALITIES, type ReadingColumns } from "#rules/reading/columns.ts";
import type { Point, Site } from "#rules/site/model.ts";
import { fieldNumber, fieldText, portableName, tagValue } from "./line.ts";

/** The part of a site that its series are named after. */
export type SeriesSite = Pick<Site, "id" | "points">;

/** What the lines of each point begin with, by point number: all that does not change with the reading. */
export type Prefixes = {
  /** `zone_air_temp,equipment=hall,point=hall.temperature,site=site-a,zone=hall value=` */
  readonly value: readonly string[];
  /** `bad_reading,equipment=… count=1` */
  readonly bad: readonly string[];
};

/**
 * Names the series of a site: one measurement a class of points, with `-` as `_`.
 *
 * @throws {RangeError} when an id cannot be a tag or a class not be a measurement; names the point
 */
export const prefixesOf = (site: SeriesSite): Prefixes => {
  const tags = site.points.map(point => tagsOf(site, point));
  return {
    value: site.points.map((point, n) => `${portableName(measurementOf(point.class.id))},${tags[n]} value=`),
    bad: tags.map(text => `bad_reading,${text} count=1`),
  };
};

/** What the series of a class of points are called. */
export const measurementOf = (className: string): string => className.replaceAll("-", "_");

/**
 * Readings as lines with times in milliseconds, each with its line end. A reading without a value that can be trusted
 * as last known (bad, or not a number) becomes a `bad_reading` of its time, so that gaps can be seen and counted.
 */
export const readingLines = (
  { rows, at, value, point, quality }: ReadingColumns,
  prefixes: Prefixes,
): string => {
  const BAD = QUALITIES.indexOf("bad");
  let text = "";
  let moment = Number.NaN;
  let ending = "";
  for (let row = 0; row < rows; row += 1) {
    if (at[row] !== moment) {
      moment = at[row]!;
      ending = ` ${moment}\n`;
    }
    const number = value[row]!;
    text +=
      quality[row] !== BAD && Number.isFinite(number)
        ? prefixes.value[point[row]!] + String(number) + ending
        : prefixes.bad[point[row]!] + ending;
  }
  return text;
};

/**
 * A sample as a line without its end. Line breaks in texts become spaces, since a line is a line; tags without a value
 * and fields that are no number are left out.
 *
 * @throws {RangeError} when a name is not portable, a tag cannot be written, or no field is left
 */
export const sampleLine = ({ measurement, tags, fields, at }: Sample): string => {
  const tagged = Object.entries(tags)
    .filter(([, text]) => text !== "")
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, text]) => `,${portableName(name)}=${tagValue(text)}`);
  const values = Object.entries(fields)
    .filter(([, field]) => typeof field === "string" || Number.isFinite(field))
    .map(([name, field]) => `${portableName(name)}=${fieldOf(field)}`);
  if (values.length === 0) throw new RangeError(`a sample of ${measurement} without any field`);
  return `${portableName(measurement)}${tagged.join("")} ${values.join(",")} ${at}`;
};

const tagsOf = (site: SeriesSite, point: Point): string => {
  try {
    return [
      `equipment=${tagValue(point.owner)}`,
      `point=${tagValue(point.id)}`,
      `site=${tagValue(site.id)}`,
      `zone=${tagValue(point.zone)}`,
    ].join(",");
  } catch (cause) {
    throw new RangeError(`point ${point.id}: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
};

const fieldOf = (field: number | string): string =>
  typeof field === "number" ? fieldNumber(field) : fieldText(field.replace(/[\n\r]+/g, " "));
