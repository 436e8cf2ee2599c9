import type { Report } from "#rules/site/findings.ts";
import type { ModbusProfile, ModbusProfilePoint, ProbeCheck } from "#rules/site/profile.ts";
import type { Path } from "#rules/site/yaml-source.ts";
import { type About, type KeysAt, merged } from "./draft.ts";
import { checkPlaces, checkProofs, checkRatios } from "./modbus-checks.ts";
import { placeOf } from "./modbus-place.ts";
import { pointOf } from "./modbus-point.ts";
import type { ModbusPage, ModbusPointPart, ProbePart } from "./schema.ts";

/** Makes a profile of a page for Modbus. What is wrong is told; then what comes out is not to be used. */
export const buildModbus = (
  page: ModbusPage,
  about: About,
  keysAt: KeysAt,
  report: Report,
): ModbusProfile => {
  const { each, limits = {}, serial } = page;
  const parts = Object.entries(page.points ?? {});
  const points = parts.flatMap(([key, said]): readonly [string, ModbusProfilePoint][] => {
    const path = ["points", key];
    const part = merged<ModbusPointPart>(each, said);
    const written = [...new Set([...keysAt(["each"]), ...keysAt(path)])];
    const own = keysAt(path).some(k => k === "coil" || k === "discrete") && !keysAt(path).includes("type");
    const point = pointOf({ report, path, part: own ? { ...part, type: undefined } : part, written, keysAt });
    return point === undefined ? [] : [[key, point]];
  });
  const probe = (page.probe ?? []).map((part, i) => probeOf(part, ["probe", i], keysAt, report));
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
    probe: probe.filter(check => check !== null),
    invariants: page.invariants ?? [],
  };
  checkRatios(profile, report);
  checkPlaces(profile, report);
  const keys = parts.map(([key]) => key);
  checkProofs({ ...profile, probe }, keys, report);
  return profile;
};

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

/** Null where what is written proves nothing, which has been told. */
const probeOf = (part: ProbePart, path: Path, keysAt: KeysAt, report: Report): ProbeCheck | null => {
  const { point, between, one_of: oneOf } = part;
  if (point !== undefined && between !== undefined && oneOf === undefined) {
    const [low, high] = between;
    const why = `${low} is not below ${high}`;
    if (low >= high) report({ code: "CFG403", path: [...path, "between"], at: "value", why });
    return { is: "between", point, low, high };
  }
  if (point === undefined && between === undefined && oneOf !== undefined) {
    const place = placeOf(report, path, part, keysAt(path));
    return place === undefined ? null : { is: "raw", place, oneOf };
  }
  const why = "is neither a point in a range nor a register that holds something";
  const help = "write { point: v_l1, between: [80, 480] }, or { holding: 49, one_of: [0x0801] }";
  report({ code: "CFG704", path, at: "value", why, help });
  return null;
};
