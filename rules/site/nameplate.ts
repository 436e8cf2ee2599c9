import { convert, convertibleTo } from "../units/convert.ts";
import { type Told, told } from "./form.ts";
import { nearest } from "./nearest.ts";

/** Far above what a hall's circuit can carry. */
const MOST_W = 1e6;

/** Reads a power on a nameplate as watts: `1200`, `1200 W`, `1.2 kW`. */
export const powerW = (said: string | number): Told<number> => {
  const [, count, unit = "W"] = /^(\d{1,9}(?:\.\d{1,6})?) ?([A-Za-z.]*)$/.exec(String(said).trim()) ?? [];
  const help = "write it as 1200 W or 1.2 kW";
  if (count === undefined)
    return { is: "refused", code: "CFG106", why: `expected a power, found "${said}"`, help };
  const code = unit === "" ? "W" : unit;
  const conversion = convert(code, "W");
  if (conversion.is === "refused") {
    const near = nearest(code, convertibleTo("W"));
    const meant = near === null ? help : `did you mean "${count} ${near}"?`;
    return { is: "refused", code: "CFG404", why: conversion.why, help: meant };
  }
  const watts = Number(count) * conversion.scale;
  if (watts <= MOST_W) return told(watts);
  return { is: "refused", code: "CFG105", why: `${said} is more than ${MOST_W / 1_000} kW`, help };
};
