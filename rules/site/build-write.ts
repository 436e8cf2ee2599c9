import { keysAt, type PointDraft, suggestion } from "./building.ts";
import type { Code } from "./codes.ts";
import { BITS } from "./modbus-value.ts";
import type { ModbusPlace, ModbusWrite, MqttWrite } from "./model.ts";
import { nearest } from "./nearest.ts";

const MQTT_KEYS = ["topic", "payloads"];
const MODBUS_KEYS = ["code", "coil", "holding", "type", "words", "bytes"];

type Tell = (code: Code, key: string | null, why: string, help?: string) => undefined;

/**
 * How a Modbus point is written; undefined when it is only read, or when something is wrong, which has then been told.
 *
 * @param own  where the point is read
 */
export const readWrite = (draft: PointDraft, own: ModbusPlace): ModbusWrite | undefined => {
  const { part } = draft;
  const written = keysAt(draft.building.written, [...draft.path, "write"]);
  if (part.write === undefined) return undefined;
  const tell = teller(draft);
  const odd = written.find(key => MQTT_KEYS.includes(key));
  if (odd !== undefined)
    return tell("CFG402", odd, `"${odd}" is for MQTT, but this point is read over Modbus`);
  const { code, coil, holding, side_effect: sideEffect } = part.write;
  if (coil !== undefined && holding !== undefined)
    return tell("CFG402", "holding", '"coil" and "holding" are both here: a point is written to one place');
  if (!written.includes("code"))
    return tell(
      "CFG412",
      null,
      "nothing says with which function it is written",
      "add code: 5 for a coil, 6 for a register",
    );
  if (part.minus !== undefined || part.factor !== undefined)
    return tell("CFG412", null, "what is made of several registers cannot be written", "leave write out");
  const place = placeOf(draft, own);
  if (code === undefined) return undefined;
  const why = misfit(code, place);
  if (why !== null) return tell("CFG412", written.includes("code") ? "code" : null, ...why);
  const effect = sideEffect === undefined ? {} : { sideEffect };
  const isElsewhere = written.some(key => MODBUS_KEYS.includes(key) && key !== "code");
  return { code, ...(isElsewhere ? { place } : {}), ...effect };
};

const placeOf = ({ part }: PointDraft, own: ModbusPlace): ModbusPlace => {
  const { coil, holding, type, words, bytes } = part.write ?? {};
  if (coil !== undefined) return { table: "coil", address: coil, type: "bit", words: "big" };
  const usual = own.type === "bit" && holding !== undefined ? "u16" : own.type;
  const { bit, bytes: _, ...rest } = own;
  const order = bytes ?? own.bytes;
  return {
    ...rest,
    ...(holding === undefined ? {} : { table: "holding", address: holding }),
    type: type ?? usual,
    ...(bit === undefined || holding !== undefined || type !== undefined ? {} : { bit }),
    words: words ?? own.words,
    ...(order === "little" ? { bytes: order } : {}),
  };
};

/** Why a function cannot write to a place, and what would be right; null: it can. */
const misfit = (
  code: ModbusWrite["code"],
  place: ModbusPlace,
): readonly [why: string, help: string] | null => {
  const { table, type, address } = place;
  if (table === "discrete" || table === "input")
    return [
      `${table === "input" ? "an input register" : "a discrete input"} cannot be written`,
      "add coil or holding with an address",
    ];
  if ((table === "coil") !== (code === 5 || code === 15)) {
    const help =
      table === "coil" ? "a coil is written with code: 5" : "a register is written with code: 6 or 16";
    return [`function ${code} does not write a ${table === "coil" ? "coil" : "register"}`, help];
  }
  if (table === "holding" && type === "bit")
    return [
      "a bit cannot be written without the other bits of its register",
      "add holding with a register of its own",
    ];
  if (code === 6 && BITS[type] > 16) return [`${type} is more than one register`, "write code: 16"];
  if (address + Math.ceil(BITS[type] / 16) > 65_536)
    return [`${type} at ${address} reaches past the last register 65535`, ""];
  return null;
};

/** How an MQTT point is written; undefined when it is only read, or when something is wrong, which has then been told. */
export const readMqttWrite = (draft: PointDraft): MqttWrite | undefined => {
  const { building, part, path, class: pointClass } = draft;
  const written = keysAt(building.written, [...path, "write"]);
  if (part.write === undefined) return undefined;
  const tell = teller(draft);
  const odd = written.find(key => MODBUS_KEYS.includes(key));
  if (odd !== undefined)
    return tell("CFG402", odd, `"${odd}" is for Modbus, but this point is read over MQTT`);
  const { topic, payloads } = part.write;
  const words = pointClass.words ?? [];
  if (!written.includes("topic"))
    return tell(
      "CFG412",
      null,
      "nothing says to which topic",
      "add topic: the one that the device listens to",
    );
  if (words.length > 0 && !written.includes("payloads")) {
    const example = words.map(word => `${word}: ${word.toUpperCase()}`).join(", ");
    return tell(
      "CFG412",
      null,
      "nothing says what the device is told for each word",
      `add payloads: { ${example} }`,
    );
  }
  const strange = Object.keys(payloads ?? {}).find(word => !words.includes(word));
  if (strange !== undefined) {
    const help = suggestion(nearest(strange, words), words, "");
    building.report({
      code: "CFG305",
      path: [...path, "write", "payloads", strange],
      at: "key",
      why: `${pointClass.id} has no word "${strange}"`,
      help,
    });
    return undefined;
  }
  if (topic === undefined) return undefined;
  return {
    topic,
    ...(payloads === undefined ? {} : { payloads: payloads as Readonly<Record<string, string>> }),
  };
};

const teller =
  ({ building, path }: PointDraft): Tell =>
  (code, key, why, help = "") => {
    const at = key === null ? [...path, "write"] : [...path, "write", key];
    building.report({ code, path: at, at: key === null ? "value" : "key", why, help });
  };
