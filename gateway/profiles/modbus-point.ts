import type { Report } from "#rules/site/findings.ts";
import type { ModbusFactor, ModbusPlace, ModbusWrite } from "#rules/site/modbus.ts";
import { BITS } from "#rules/site/modbus-value.ts";
import type { ModbusProfilePoint } from "#rules/site/profile.ts";
import type { Path } from "#rules/site/yaml-source.ts";
import { commonOf, type Draft, type KeysAt, present } from "./draft.ts";
import { placeOf } from "./modbus-place.ts";
import type { ModbusPointPart } from "./schema.ts";

type PointDraft = Draft<ModbusPointPart> & {
  /** The keys that stand at it or under `each`. */
  readonly written: readonly string[];
  readonly keysAt: KeysAt;
};

/** A point of a page; undefined when something of it is wrong, which has been told. */
export const pointOf = (draft: PointDraft): ModbusProfilePoint | undefined => {
  const { report, path, part, written, keysAt } = draft;
  const common = commonOf(draft);
  const place = placeOf(report, path, part, written);
  if (common === undefined || place === undefined) return undefined;
  const isWords = common.class.words !== undefined;
  if (isWords) checkRaws(report, path, part, common.class.words ?? []);
  if (isWords) refuseNumbers(report, path, written, common.class.id);
  const inherit = present(place, ["type", "words", "bytes"]);
  const minus =
    part.minus && placeOf(report, [...path, "minus"], part.minus, keysAt([...path, "minus"]), inherit);
  const factor = factorOf(draft, inherit);
  const write = writeOf(draft, place);
  return {
    is: "modbus",
    ...common,
    place,
    ...(minus && { minus }),
    ...(factor && { factor }),
    multipliers: part.multiply ?? [],
    sentinels: sentinelsOf(draft, place),
    ...(write && { write }),
    ...(part.doubtful === undefined ? {} : { isDoubtful: part.doubtful }),
  };
};

const checkRaws = (report: Report, path: Path, part: ModbusPointPart, words: readonly string[]): void => {
  if (part.values === undefined) {
    const help = `add values: { ${words.map((word, i) => `${i}: ${word}`).join(", ")} }`;
    report({ code: "CFG406", path, at: "value", why: "nothing says which number means which word", help });
  }
  for (const raw of Object.keys(part.values ?? {})) {
    if (/^-?\d+$/.test(raw)) continue;
    const help = "over Modbus a raw number stands for a word: { 0: off, 1: on }";
    report({
      code: "CFG406",
      path: [...path, "values", raw],
      at: "key",
      why: `"${raw}" is no raw number`,
      help,
    });
  }
};

const refuseNumbers = (report: Report, path: Path, written: readonly string[], id: string): void => {
  for (const key of ["multiply", "minus", "factor"]) {
    if (!written.includes(key)) continue;
    report({
      code: "CFG406",
      path: [...path, key],
      at: "key",
      why: `${id} is words: nothing is multiplied or subtracted`,
    });
  }
};

const factorOf = (
  { report, path, part, keysAt }: PointDraft,
  inherit: Partial<Pick<ModbusPlace, "type" | "words" | "bytes">>,
): ModbusFactor | undefined => {
  if (part.factor === undefined) return undefined;
  const at = [...path, "factor"];
  const place = placeOf(report, at, part.factor, keysAt(at), inherit);
  return place && { place, form: part.factor.as };
};

const sentinelsOf = ({ report, path, part }: PointDraft, { type }: ModbusPlace): readonly bigint[] =>
  (part.sentinels ?? []).map(raw => {
    const bits = BigInt.asUintN(BITS[type], raw);
    if (raw !== bits && BigInt.asIntN(BITS[type], raw) !== raw) {
      const why = `${raw} does not fit into the ${BITS[type]} bits of ${type}`;
      report({ code: "CFG105", path: [...path, "sentinels"], at: "value", why });
    }
    return bits;
  });

const NAMES = {
  coil: "a coil",
  discrete: "a discrete input",
  holding: "a holding register",
  input: "an input register",
} as const;

/** Coils are written with 5 or 15, registers with 6 or 16; a place that is only read needs another one to be written. */
const writeOf = ({ report, path, part, keysAt }: PointDraft, place: ModbusPlace): ModbusWrite | undefined => {
  if (part.write === undefined) return undefined;
  const at = [...path, "write"];
  const { code, topic, payloads, side_effect: sideEffect } = part.write;
  const tell = (why: string, help: string): undefined => {
    report({ code: "CFG705", path: at, at: "value", why, help });
  };
  if (topic !== undefined || payloads !== undefined)
    return tell("topic and payloads are for MQTT", "add code: 6");
  if (code === undefined)
    return tell("nothing says with which function", "add code: 5 or 15 for coils, 6 or 16 for registers");
  const written = keysAt(at);
  const isElsewhere = written.includes("coil") || written.includes("holding");
  const inherit = present(place, ["type", "words", "bytes"]);
  const other = isElsewhere ? placeOf(report, at, part.write, written, inherit) : undefined;
  if (isElsewhere && other === undefined) return undefined;
  const target = other ?? place;
  const fitting = { coil: [5, 15], holding: [6, 16], discrete: [], input: [] }[
    target.table
  ] as readonly number[];
  if (fitting.length === 0)
    return tell(
      `${NAMES[target.table]} cannot be written`,
      "add holding or coil: the address that is written",
    );
  if (!fitting.includes(code)) {
    return tell(
      `function ${code} does not write ${NAMES[target.table]}`,
      `write code: ${fitting.join(" or ")}`,
    );
  }
  if (target.type === "bit" && target.table === "holding") {
    return tell(
      "a bit of a register cannot be written without the others",
      "name a coil, or leave write out",
    );
  }
  if (code === 6 && BITS[target.type] > 16)
    return tell(`function 6 writes one register, and ${target.type} has more`, "write code: 16");
  return { code, ...(other && { place: other }), ...(sideEffect === undefined ? {} : { sideEffect }) };
};
