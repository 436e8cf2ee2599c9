import { convert, convertibleTo } from "../units/convert.ts";
import { type Building, suggestion } from "./building.ts";
import type { Check } from "./control-plan.ts";
import type { Point } from "./model.ts";
import { nearest } from "./nearest.ts";
import type { Salvaged } from "./salvage.ts";
import type { CheckForm } from "./schema-control.ts";
import type { Path } from "./yaml-source.ts";

/** What a check of a control says of which point; undefined when that cannot be told, which has then been reported. */
export const buildCheck = (
  { report }: Building,
  { point: id, is, below, above }: Salvaged<CheckForm>,
  points: ReadonlyMap<string, Point>,
  path: Path,
): Check | undefined => {
  if (id === undefined) return undefined;
  const point = points.get(id);
  const tell = (key: string, why: string, help = ""): undefined => {
    report({ code: "CFG435", path: [...path, key], at: "value", why, help });
  };
  if (!point)
    return tell("point", `there is no point "${id}"`, suggestion(nearest(id, [...points.keys()]), [], ""));
  const said = [is, below, above].filter(each => each !== undefined).length;
  if (said !== 1)
    return tell(
      "point",
      `nothing says what ${id} must be, or more than one thing does`,
      "write is, below or above",
    );
  const { words } = point.class;
  if (is !== undefined) {
    const wanted = [is].flat();
    const odd = words === undefined ? wanted[0] : wanted.find(word => !words.includes(word));
    if (words === undefined) return tell("is", `${point.class.id} is a number`, "write below or above");
    if (odd !== undefined)
      return tell("is", `${point.class.id} has no word "${odd}"`, suggestion(nearest(odd, words), words, ""));
    return { is: "word", point: point.index, words: wanted.map(word => words.indexOf(word)) };
  }
  const key = below === undefined ? "above" : "below";
  if (words !== undefined)
    return tell(key, `${point.class.id} is words`, `write is: one of ${words.join(", ")}`);
  const read = amountIn(below ?? above ?? 0, point);
  return typeof read === "number"
    ? { is: key, point: point.index, limit: read }
    : tell(key, read.why, read.help);
};

/** An amount in the unit of a point's class: `20 W`, `0.02 kW`, 20. */
export const amountIn = (
  said: number | string,
  { class: { unit = "1" } }: Pick<Point, "class">,
): number | { readonly why: string; readonly help: string } => {
  if (typeof said === "number") return said;
  const [, count, written = ""] = /^(-?\d{1,9}(?:\.\d{1,6})?) ?(.*)$/.exec(said.trim()) ?? [];
  const help = `write it as a number, or with a unit such as ${convertibleTo(unit).slice(0, 3).join(", ") || unit}`;
  if (count === undefined) return { why: `expected an amount, found "${said}"`, help };
  const code = written === "" ? unit : /^(?:°C|℃)$/.test(written) ? "Cel" : written;
  const conversion = convert(code, unit);
  if (conversion.is === "refused") return { why: conversion.why, help };
  return Number(count) * conversion.scale + conversion.offset;
};
