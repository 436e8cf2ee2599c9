import { minutes } from "#rules/time/instant.ts";
import type { Filter } from "./filter.ts";
import { type Query, type Selection, silence, type Within } from "./query.ts";

/** The name of the number that a query answers with. */
export const VALUE = "value";

/** A query in InfluxQL, of a series or, with `columns`, of a table: the outermost SELECT names tags as columns. */
export const influxql = (query: Query): string => {
  switch (query.is) {
    case "course": {
      const grouped = [`time($__interval${query.isStampedByEnd ? ", 1ms" : ""})`, ...query.by.map(quoted)];
      // An amount of nothing is no bar; the course of a value breaks where nothing is known.
      const fill = query.take === "sum" || query.take === "count" ? "none" : "null";
      const number = `${query.take}(${quoted(query.field)})${factor(query.times)}`;
      return `SELECT ${number} AS "${VALUE}" FROM ${from(query)} WHERE ${where(query.where)} AND $timeFilter GROUP BY ${grouped.join(", ")} fill(${fill})`;
    }
    case "value": {
      const number = `${query.take}(${quoted(query.field)})${factor(query.times)}`;
      const series = `SELECT ${number} AS "v" FROM ${from(query)} WHERE ${where(query.where)} AND ${time(query.within)}${groupBy(query.each)}`;
      return `SELECT ${query.fold}("v") AS "${VALUE}" FROM (${series})${groupBy(query.by)}`;
    }
    case "told": {
      const each = groupBy(query.each);
      const last = (scaled: string, within: Within) =>
        `SELECT last(${quoted(query.field)})${scaled} AS "v" FROM ${from(query)} WHERE ${where(query.where)} AND ${time(within)}${each}`;
      const told = last(query.scale === 1 ? "" : " * 0", silence);
      const earlier = last(` * 0 + ${query.silent}`, "range");
      return `SELECT max("v") AS "${VALUE}" FROM (SELECT min("v") AS "v" FROM (${told}), (${earlier})${each})${groupBy(query.by)}`;
    }
    case "pair":
      return query.influxql;
  }
};

/** The same as a table, with tags and number as columns of these names. Without tags it is a table of one cell. */
export const influxTable = (query: Query, tags: Readonly<Record<string, string>>, number: string): string => {
  const columns = Object.entries(tags).map(([tag, name]) => `${quoted(tag)} AS ${quoted(name)}`);
  const limit = "above" in query && query.above !== undefined ? ` WHERE "${VALUE}" > ${query.above}` : "";
  return `SELECT ${[...columns, `"${VALUE}" AS ${quoted(number)}`].join(", ")} FROM (${influxql(query)})${limit}`;
};

/** The values of a tag, for a variable. */
export const influxValues = (tag: string, { of, where: which }: Selection): string =>
  `SHOW TAG VALUES FROM ${of.map(quoted).join(", ")} WITH KEY = ${quoted(tag)}${which.length === 0 ? "" : ` WHERE ${where(which)}`}`;

/** What of the time range counts: all of it, or its last whole minutes. */
export const time = (within: Within): string =>
  within === "range" ? "$timeFilter" : `time > \${__to}ms - ${within / minutes(1)}m AND time <= \${__to}ms`;

/** Conditions on tags as InfluxQL has them. */
export const where = (filters: readonly Filter[]): string => filters.map(condition).join(" AND ");

const condition = (filter: Filter): string => {
  switch (filter.is) {
    case "chosen":
      return `"${filter.tag}" =~ /^(\${${filter.variable}:regex})$/`;
    case "not-chosen":
      return `"${filter.tag}" !~ /^(\${${filter.variable}:regex})$/`;
    case "chosen-or-none":
      return `"${filter.tag}" =~ /^(\${${filter.variable}:regex})?$/`;
    case "has":
      return `"${filter.tag}" != ''`;
    case "text":
      return `"${filter.tag}" = '${filter.text}'`;
    case "role":
      return `"point" =~ /\\.(${filter.roles.join("|")})$/`;
  }
};

const quoted = (name: string): string => `"${name}"`;
const from = ({ of }: Selection): string => of.map(quoted).join(", ");
const groupBy = (tags: readonly string[]): string =>
  tags.length === 0 ? "" : ` GROUP BY ${tags.map(quoted).join(", ")}`;
const factor = (times: number | undefined): string => (times === undefined ? "" : ` * ${times}`);
