import { type Told, told } from "../site/form.ts";
import type { Point } from "../site/model.ts";
import { convert, convertibleTo } from "../units/convert.ts";
import { unitName, units } from "../units/units.ts";
import type { Amount } from "./timeline.ts";

const NUMBER = String.raw`[-+]?\d+(?:\.\d+)?`;

/** UCUM code of a unit as people write it: `°C` and `Cel`, `kWh` and `kW.h`; null when nobody writes that. */
export const unitCode = (written: string): string | null => {
  if (units.has(written)) return written;
  const plain = written.replaceAll("·", "");
  for (const { code, name } of units.values())
    if (code !== "1" && [name.en, name.zh, code].some(each => each.replaceAll(/[·.]/g, "") === plain))
      return code;
  return null;
};

/** A number with its unit, or a plain one in the point's own unit: `1.2 kW`, `200`. In the unit of the point's class. */
export const readQuantity = (text: string, { class: { unit = "1" } }: Pick<Point, "class">): Told<number> => {
  const [, number, written = ""] = new RegExp(`^(${NUMBER}) ?(.*)$`).exec(text.trim()) ?? [];
  if (number === undefined) return wrong(`expected a number, found "${text}"`, example(unit));
  if (written === "") return told(Number(number));
  const from = unitCode(written);
  if (from === null) return wrong(`"${written}" is no unit that is known`, example(unit));
  const conversion = convert(from, unit);
  if (conversion.is === "refused") return wrong(conversion.why, example(unit));
  return told(Number((Number(number) * conversion.scale + conversion.offset).toPrecision(12)));
};

const example = (unit: string): string =>
  `write a number in ${convertibleTo(unit)
    .map(code => unitName(code, "en") || "plain")
    .join(", ")}: 20${unitName(unit, "en") === "" ? "" : ` ${unitName(unit, "en")}`}`;

/**
 * Reads an amount of energy with how far off it may be: `57 Wh`, `57 Wh ± 5 %`, `1.2 kWh ± 20 Wh`. Without ± it must
 * agree in the digits that are written. In W·h.
 */
export const readEnergy = (text: string): Told<Amount> => {
  const [, number = "", unit = "", off, offUnit = ""] =
    new RegExp(`^(${NUMBER}) ?([^\\s±+]+)(?: ?(?:±|\\+/?-) ?(${NUMBER}) ?(\\S+))?$`).exec(text.trim()) ?? [];
  const scale = energyScale(unit);
  const offScale = offUnit === "%" ? (Number(number) * (scale ?? 1)) / 100 : energyScale(offUnit);
  if (number === "" || scale === null || (off !== undefined && offScale === null))
    return wrong(`"${text}" is no amount of energy`, "write 57 Wh, 57 Wh ± 5 % or 1.2 kWh ± 20 Wh");
  const digits = number.split(".")[1]?.length ?? 0;
  const rounding = (scale * 10 ** -digits) / 2;
  return told({
    value: Number(number) * scale,
    off: off === undefined ? rounding : Math.abs(Number(off) * (offScale ?? 0)),
    text,
  });
};

const energyScale = (written: string): number | null => {
  const conversion = convert(unitCode(written) ?? written, "W.h");
  return conversion.is === "conversion" ? conversion.scale : null;
};

const wrong = (why: string, help: string): Told<never> => ({ is: "refused", code: "CFG602", why, help });
