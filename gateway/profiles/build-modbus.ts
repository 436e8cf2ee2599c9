import type { Report } from "#rules/site/findings.ts";
import type { ModbusPlace } from "#rules/site/modbus.ts";
import type { ModbusProfile, ModbusProfilePoint } from "#rules/site/profile.ts";
import type { Path } from "#rules/site/yaml-source.ts";
import { checkPlaces, checkProofs, checkRatios } from "./modbus-checks.ts";
import { placeOf } from "./modbus-place.ts";
import { pointOf } from "./modbus-point.ts";
import type { ModbusPage, ModbusPointPart, ProbePart } from "./schema.ts";

/** What a page says beside its points; everything of it has been checked by the schema. */
export type About = Pick<
  ModbusProfile,
  "id" | "vendor" | "product" | "kind" | "confidence" | "sources" | "quirks"
>;

/** Keys of the mapping at a path of the page as it was written. */
export type KeysAt = (path: Path) => readonly string[];

/** Makes a profile of a page for Modbus. What is wrong is told; then what comes out is not to be used. */
export const buildModbus = (
  page: ModbusPage,
  about: About,
  keysAt: KeysAt,
  report: Report,
): ModbusProfile => {
  const { each = {}, limits = {}, serial } = page;
  const parts = Object.entries(page.points ?? {});
  const points = parts.flatMap(([key, said]): readonly [string, ModbusProfilePoint][] => {
    const path = ["points", key];
    const part = { ...each, ...defined(said ?? {}) } as ModbusPointPart;
    const written = [...new Set([...keysAt(["each"]), ...keysAt(path)])];
    const own = keysAt(path).some(k => k === "coil" || k === "discrete") && !keysAt(path).includes("type");
    const point = pointOf({ report, path, part: own ? { ...part, type: undefined } : part, written, keysAt });
    return point === undefined ? [] : [[key, point]];
  });
  const profile: ModbusProfile = {
    is: "modbus",
    ...about,
    points: Object.fromEntries(points),
    limits: {
      ...(limits.block === undefined ? {} : { block: limits.block }),
      ...(limits.bits === undefined ? {} : { bits: limits.bits }),
      ...(limits.gap === undefined ? {} : { gap: limits.gap }),
      ...(limits.every === undefined ? {} : { every: limits.every }),
      ...(limits.even === undefined ? {} : { isEven: limits.even }),
      reserved: limits.reserved ?? [],
      illegal: limits.illegal ?? [],
    },
    ...(serial?.baud === undefined
      ? {}
      : {
          serial: {
            baud: serial.baud,
            format: serial.format ?? "8N1",
            ...(serial.note === undefined ? {} : { note: serial.note }),
          },
        }),
    ...(page.stride === undefined ? {} : { stride: page.stride }),
    multipliers: multipliersOf(page, keysAt, report),
    probe: (page.probe ?? []).flatMap((part, i) => probeOf(part, ["probe", i], keysAt, report)),
    invariants: page.invariants ?? [],
  };
  checkRatios(profile, report);
  checkPlaces(profile, report);
  checkProofs(
    profile,
    parts.map(([key]) => key),
    report,
  );
  return profile;
};

/** What a mapping says, without the keys whose value does not fit. */
const defined = (part: object): object =>
  Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined));

const multipliersOf = (page: ModbusPage, keysAt: KeysAt, report: Report): ModbusProfile["multipliers"] =>
  Object.fromEntries(
    Object.entries(page.multipliers ?? {}).map(([name, part = {}]) => {
      const path = ["multipliers", name];
      const written = keysAt(path);
      const isTold = written.includes("holding") || written.includes("input");
      const register = isTold ? placeOf(report, path, part, written) : undefined;
      const { note } = part;
      return [name, { ...(register && { register }), ...(note === undefined ? {} : { note }) }];
    }),
  );

const probeOf = (part: ProbePart, path: Path, keysAt: KeysAt, report: Report): ModbusProfile["probe"] => {
  const { point, between, one_of: oneOf } = part;
  const help = "write { point: v_l1, between: [80, 480] }, or { holding: 49, one_of: [0x0801] }";
  if (point !== undefined && between !== undefined && oneOf === undefined) {
    const [low, high] = between;
    if (low < high) return [{ is: "between", point, low, high }];
    report({ code: "CFG403", path: [...path, "between"], at: "value", why: `${low} is not below ${high}` });
    return [];
  }
  if (point === undefined && between === undefined && oneOf !== undefined) {
    const place: ModbusPlace | undefined = placeOf(report, path, part, keysAt(path));
    return place === undefined ? [] : [{ is: "raw", place, oneOf }];
  }
  report({
    code: "CFG704",
    path,
    at: "value",
    why: "is neither a point in a range nor a register that holds something",
    help,
  });
  return [];
};
