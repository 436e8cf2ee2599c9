import type { Report } from "#rules/site/findings.ts";
import type { ModbusPlace } from "#rules/site/modbus.ts";
import { widthOf } from "#rules/site/modbus-value.ts";
import { nearest } from "#rules/site/nearest.ts";
import type { ModbusProfile, ModbusProfilePoint, ProbeCheck } from "#rules/site/profile.ts";
import type { Path } from "#rules/site/yaml-source.ts";
import { touches } from "./modbus-place.ts";

/** Whether every ratio that a point is multiplied with is named, and every one that is named is used. */
export const checkRatios = ({ points, multipliers }: ModbusProfile, report: Report): void => {
  const known = Object.keys(multipliers);
  const used = new Set<string>();
  for (const [key, point] of Object.entries(points)) {
    for (const name of point.multipliers) {
      used.add(name);
      if (known.includes(name)) continue;
      const why = `there is no multiplier "${name}"`;
      const help = known.length === 0 ? `add multipliers: { ${name}: {} }` : `there are: ${known.join(", ")}`;
      report({ code: "CFG706", path: ["points", key, "multiply"], at: "value", why, help });
    }
  }
  for (const name of known) {
    if (used.has(name)) continue;
    const why = `no point is multiplied with "${name}"`;
    report({
      code: "CFG706",
      path: ["multipliers", name],
      at: "key",
      why,
      help: "add multiply to its points, or leave it out",
    });
  }
};

/** Whether the page's own limits leave every place readable. */
export const checkPlaces = ({ points, limits }: ModbusProfile, report: Report): void => {
  for (const [key, point] of Object.entries(points)) {
    for (const [path, place] of placesOf(key, point)) {
      const tell = (why: string): void => report({ code: "CFG707", path, at: "value", why });
      const { table, address } = place;
      const illegal = limits.illegal.find(range => touches(place, range));
      const room = table === "coil" || table === "discrete" ? limits.bits : limits.block;
      if (illegal !== undefined) tell(`${table} ${address} is illegal by the limits of this page`);
      else if (room !== undefined && widthOf(place) > room)
        tell(`${place.type} is longer than a block of ${room}`);
      else if (
        limits.reserved.some(range => range.from <= address && range.to >= address && range.table === table)
      ) {
        tell(`${table} ${address} is reserved by the limits of this page: no read may begin there`);
      } else if (limits.isEven && address % 2 === 1 && widthOf(place) > 1) {
        tell(`${table} ${address} is odd, and the limits of this page say even`);
      }
    }
  }
};

const placesOf = (key: string, point: ModbusProfilePoint): readonly (readonly [Path, ModbusPlace])[] => [
  [["points", key, point.place.table], point.place],
  ...(point.minus ? [[["points", key, "minus"], point.minus] as const] : []),
  ...(point.factor ? [[["points", key, "factor"], point.factor.place] as const] : []),
];

type Proofs = Pick<ModbusProfile, "points" | "invariants"> & {
  /** As they stand on the page; null: one that has been told of. */
  readonly probe: readonly (ProbeCheck | null)[];
};

/**
 * Whether probes and invariants name points that there are and that are numbers.
 *
 * @param keys  all points that the page names, also those that are wrong
 */
export const checkProofs = (
  { points, probe, invariants }: Proofs,
  keys: readonly string[],
  report: Report,
): void => {
  const check = (key: string, path: Path): void => {
    const tell = (why: string, help: string): void =>
      report({ code: "CFG708", path, at: "value", why, help });
    const near = nearest(key, keys);
    if (!keys.includes(key)) {
      tell(
        `the page has no point "${key}"`,
        near === null ? `there are: ${keys.join(", ")}` : `did you mean "${near}"?`,
      );
    } else if (points[key]?.class.words !== undefined)
      tell(`${key} is words and no number`, "name a point that is a number");
  };
  probe.forEach((each, i) => {
    if (each?.is === "between") check(each.point, ["probe", i, "point"]);
  });
  invariants.forEach(({ sum, total }, i) => {
    for (const [j, key] of sum.entries()) check(key, ["invariants", i, "sum", j]);
    check(total, ["invariants", i, "total"]);
  });
};
