import type { Point } from "#rules/site/model.ts";
import type { SourceHealth } from "../ports/driver.ts";

/** A figure in the class's unit (or the index of its word), or why there is none now. */
export type Figure =
  | { readonly is: "value"; readonly value: number }
  | { readonly is: "none"; readonly why: string };

/**
 * What a line or a unit is like now, as the point tells it.
 *
 * @param of      id of the source that the point tells of: `modbus:plant`, `modbus:plant/3`
 * @param source  how it is doing; undefined: no driver has it
 */
export const sourceFigure = (
  point: Pick<Point, "role" | "class">,
  of: string,
  source: SourceHealth | undefined,
): Figure => {
  if (!source) return none(`nothing is read over ${of}`);
  switch (point.role) {
    case "utilisation":
      return gauge(source, "utilisationPercent", 1);
    case "cycle":
      return gauge(source, "cycleMs", 1_000);
    case "units_down":
      return gauge(source, "unitsDown", 1);
    case "error":
      return word(point, source.lastErrorKind ?? "none");
    case "online":
      if (source.state === "starting") return none(`${of}: has not answered yet`);
      return word(point, source.state === "up" ? "online" : "offline");
    default:
      return none(`${of}: nobody measures "${point.role}"`);
  }
};

const none = (why: string): Figure => ({ is: "none", why });

const gauge = ({ id, gauges }: SourceHealth, name: string, perUnit: number): Figure => {
  const value = gauges?.[name];
  return value === undefined ? none(`${id}: does not tell it`) : { is: "value", value: value / perUnit };
};

const word = ({ class: { id, words } }: Pick<Point, "class">, said: string): Figure => {
  const value = words?.indexOf(said) ?? -1;
  return value < 0 ? none(`${id} has no word "${said}"`) : { is: "value", value };
};
