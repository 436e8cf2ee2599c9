import { seconds } from "../time/instant.ts";
import { keysAt, type PointDraft, suggestion } from "./building.ts";
import { readModbusValue } from "./modbus-value.ts";
import type { ModbusSource, ModbusTable, MqttSource, PointSource } from "./model.ts";
import { nearest } from "./nearest.ts";

const TABLES: readonly ModbusTable[] = ["coil", "discrete", "holding", "input"];
const MQTT_ONLY = ["topic", "path", "time", "time_form"];
const MODBUS_ONLY = ["type", "bit", "words", "offset", "sentinels", "every", "modbus"];

/** Where the point's readings come from; undefined when that cannot be told, which has then been reported. */
export const buildSource = (draft: PointDraft): PointSource | undefined => {
  const { building, owner, path } = draft;
  const written = keysAt(building.written, path);
  if (owner.kind === "gateway") return ownSource(draft, written);
  const tables = written.filter(key => TABLES.includes(key as ModbusTable));
  const [table, second] = tables;
  if (second !== undefined)
    return mixed(draft, second, `"${table}" and "${second}" are both here: a point is read from one place`);
  if (table !== undefined) {
    const odd = written.find(key => MQTT_ONLY.includes(key));
    if (odd !== undefined)
      return mixed(draft, odd, `"${odd}" is for MQTT, but this point is read over Modbus`);
    return modbusSource(draft, table as ModbusTable);
  }
  const odd = written.find(key => MODBUS_ONLY.includes(key));
  if (odd !== undefined && written.some(key => MQTT_ONLY.includes(key))) {
    return mixed(draft, odd, `"${odd}" is for Modbus, but this point is read over MQTT`);
  }
  if (
    odd !== undefined ||
    (owner.mqtt === undefined && owner.modbus !== undefined && !written.includes("topic"))
  ) {
    return incomplete(draft, "has no register", "add coil, discrete, holding or input with an address");
  }
  return mqttSource(draft, written);
};

/** The gateway measures itself: nothing on a wire says it. */
const ownSource = (draft: PointDraft, written: readonly string[]): PointSource | undefined => {
  const odd = written.find(key => key === "topic" || TABLES.includes(key as ModbusTable));
  if (odd !== undefined) return mixed(draft, odd, `the gateway measures this itself: "${odd}" says nothing`);
  return { is: "own" };
};

const mqttSource = (draft: PointDraft, written: readonly string[]): MqttSource | undefined => {
  const { building, owner, part, path, class: pointClass, scale, offset } = draft;
  const topic = part.topic ?? (written.includes("topic") ? undefined : owner.mqtt?.topic);
  if (topic === undefined) {
    const isSaid =
      written.includes("topic") || keysAt(building.written, [...owner.path, "mqtt"]).includes("topic");
    if (isSaid) return undefined;
    return incomplete(
      draft,
      "has no source",
      "give it a topic (MQTT), or a line, unit and register (Modbus)",
    );
  }
  if (building.tree.sources !== undefined && !keysAt(building.written, ["sources"]).includes("mqtt")) {
    const help = "add mqtt: { broker: embedded } under sources";
    building.report({
      code: "CFG302",
      path,
      at: "value",
      why: "is read over MQTT, but sources has no mqtt",
      help,
    });
  }
  if (offset !== 0) {
    const why = `${part.unit} has another zero than ${pointClass.unit}, and over MQTT a number is only scaled`;
    building.report({
      code: "CFG404",
      path: [...path, "unit"],
      at: "value",
      why,
      help: `let the device report ${pointClass.unit}`,
    });
    return undefined;
  }
  const ownTime = written.includes("time");
  const time = ownTime ? part.time : owner.mqtt?.time;
  const jsonPath = part.path ?? [];
  if (
    jsonPath.length === 0 &&
    time !== undefined &&
    (ownTime || !written.includes("topic")) &&
    !written.includes("path")
  ) {
    return incomplete(
      draft,
      "has no path, but its payload carries a time beside the value",
      "add path: $.value, or a topic of its own",
    );
  }
  // A word that does not fit has been told, and then no site is made of this.
  const said = part.values as MqttSource["values"];
  const values = said ?? (pointClass.words && Object.fromEntries(pointClass.words.map(word => [word, word])));
  const availability = owner.mqtt?.availability;
  return {
    is: "mqtt",
    topic,
    path: jsonPath,
    ...(values === undefined ? {} : { values }),
    scale,
    ...(time === undefined || jsonPath.length === 0
      ? {}
      : { time: { path: time, form: part.time_form ?? owner.mqtt?.time_form ?? "iso" } }),
    ...(availability?.topic === undefined
      ? {}
      : {
          availability: {
            topic: availability.topic,
            online: availability.online ?? "online",
            offline: availability.offline ?? "offline",
          },
        }),
  };
};

const modbusSource = (draft: PointDraft, table: ModbusTable): ModbusSource | undefined => {
  const { building, owner, part, path, scale, offset } = draft;
  const value = readModbusValue(draft, table);
  const lines = keysAt(building.written, ["sources", "modbus"]);
  const own = keysAt(building.written, [...path, "modbus"]);
  const common = keysAt(building.written, [...owner.path, "modbus"]);
  const missing = ["line", "unit"].filter(key => !own.includes(key) && !common.includes(key));
  if (missing.length > 0) {
    const where = common.length === 0 ? `add modbus: { line: …, unit: … } to ${owner.id}` : "";
    return incomplete(draft, `is read over Modbus, but nothing says its ${missing.join(" and ")}`, where);
  }
  const line = part.modbus?.line ?? owner.modbus?.line;
  if (line !== undefined && !lines.includes(line)) {
    const at = [...(own.includes("line") ? path : owner.path), "modbus", "line"];
    const help = suggestion(nearest(line, lines), lines, "name a line under sources.modbus first");
    building.report({
      code: "CFG302",
      path: at,
      at: "value",
      why: `there is no Modbus line "${line}"`,
      help,
    });
    return undefined;
  }
  const unit = part.modbus?.unit ?? owner.modbus?.unit;
  const every = part.every ?? part.modbus?.every ?? owner.modbus?.every ?? seconds(10);
  if (line === undefined || unit === undefined || value === undefined) return undefined;
  return { is: "modbus", line, unit, table, ...value, scale, offset, every };
};

const incomplete = ({ building, path }: PointDraft, why: string, help: string): undefined => {
  building.report({ code: "CFG401", path, at: "value", why, help });
};

const mixed = ({ building, path }: PointDraft, key: string, why: string): undefined => {
  building.report({ code: "CFG402", path: [...path, key], at: "key", why });
};
