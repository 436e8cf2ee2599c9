import { readBeside } from "./build-beside.ts";
import { otherSource, otherWireOf } from "./build-other-source.ts";
import { profileKey, profileSource } from "./build-profile-source.ts";
import { everyOf, unitOf } from "./build-unit.ts";
import { readMqttWrite, readWrite } from "./build-write.ts";
import { keysAt, type PointDraft, saysWhere } from "./building.ts";
import { readModbusValue } from "./modbus-value.ts";
import type { ModbusPlace, ModbusSource, ModbusTable, MqttSource, PointSource } from "./model.ts";

const TABLES: readonly ModbusTable[] = ["coil", "discrete", "holding", "input"];
const MQTT_ONLY = ["topic", "path", "time", "time_form"];
const MODBUS_ONLY = ["type", "bit", "words", "bytes", "minus", "factor", "sentinels", "every", "modbus"];

/** Where the point's readings come from; undefined when that cannot be told, which has then been reported. */
export const buildSource = (draft: PointDraft): PointSource | undefined => {
  const { building, owner, path } = draft;
  const written = keysAt(building.written, path);
  if (owner.kind === "gateway" || owner.kind === "line") return ownSource(draft, written);
  const other = otherWireOf(draft);
  if (other !== undefined) return otherSource(draft, other);
  const tables = written.filter(key => TABLES.includes(key as ModbusTable));
  const [table, second] = tables;
  if (second !== undefined)
    return mixed(draft, second, `"${table}" and "${second}" are both here: a point is read from one place`);
  if (written.includes("from"))
    return fromProfile(draft, table ?? written.find(key => MQTT_ONLY.includes(key)));
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
  if (owner.model !== undefined && !saysWhere(building.written, path)) return modelled(draft);
  if (odd === undefined && isOnline(draft, written)) return onlineSource(draft);
  if (
    odd !== undefined ||
    (owner.mqtt === undefined && owner.modbus !== undefined && !written.includes("topic"))
  ) {
    return incomplete(draft, "has no register", "add coil, discrete, holding or input with an address");
  }
  return mqttSource(draft, written);
};

/** What the file names with `from`. */
const fromProfile = (draft: PointDraft, odd: string | undefined): PointSource | undefined => {
  const { building, owner, path } = draft;
  if (odd !== undefined)
    return mixed(draft, odd, `the profile says where this is, and "${odd}" says it again`);
  if (owner.model !== undefined) return modelled(draft);
  const why = `"from" names a point of a profile, but ${owner.id} has no profile`;
  const help = `add profile: the model of ${owner.id}`;
  building.report({ code: "CFG319", path: [...path, "from"], at: "key", why, help });
};

/** What the profile has for the point. Whether a Modbus unit answers is no register: the gateway itself knows it. */
const modelled = (draft: PointDraft): PointSource | undefined => {
  const { owner, part, role } = draft;
  if (!owner.model) return undefined;
  const isKnown = profileKey(owner.model.profile, role, part.from, draft.class.id) !== undefined;
  if (!isKnown && part.from === undefined && isOnline(draft, [])) return onlineSource(draft);
  return profileSource(draft, owner.model);
};

/** A device over Modbus whose `online` has no source: it is there while its unit answers. */
const isOnline = ({ owner, role }: PointDraft, written: readonly string[]): boolean =>
  role === "online" && owner.mqtt === undefined && owner.modbus !== undefined && !written.includes("topic");

const onlineSource = (draft: PointDraft): PointSource | undefined => {
  const unit = unitOf(draft);
  return unit && { is: "own", of: `modbus:${unit.line}/${unit.unit}` };
};

/** The gateway measures itself and its lines: nothing on a wire says it. */
const ownSource = (draft: PointDraft, written: readonly string[]): PointSource | undefined => {
  const { owner } = draft;
  const odd = written.find(key => key === "topic" || key === "from" || TABLES.includes(key as ModbusTable));
  if (odd !== undefined) return mixed(draft, odd, `the gateway measures this itself: "${odd}" says nothing`);
  if (owner.kind === "gateway") return { is: "own" };
  return owner.line === undefined ? undefined : { is: "own", of: `modbus:${owner.line}` };
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
  const write = readMqttWrite(draft);
  return {
    is: "mqtt",
    topic,
    path: jsonPath,
    ...(values === undefined ? {} : { values }),
    scale,
    ...(offset === 0 ? {} : { offset }),
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
    ...(write === undefined ? {} : { write }),
  };
};

const modbusSource = (draft: PointDraft, table: ModbusTable): ModbusSource | undefined => {
  const { scale, offset } = draft;
  const value = readModbusValue(draft, table);
  const unit = unitOf(draft);
  const every = everyOf(draft);
  if (unit === undefined || value === undefined) return undefined;
  const { address, type, bit, words, bytes } = value;
  const place: ModbusPlace = {
    table,
    address,
    type,
    ...(bit === undefined ? {} : { bit }),
    words,
    ...(bytes === undefined ? {} : { bytes }),
  };
  const write = readWrite(draft, place);
  const beside = readBeside(draft, place);
  return {
    is: "modbus",
    ...unit,
    table,
    ...value,
    scale,
    offset,
    ...beside,
    every,
    ...(write === undefined ? {} : { write }),
  };
};

const incomplete = ({ building, path }: PointDraft, why: string, help: string): undefined => {
  building.report({ code: "CFG401", path, at: "value", why, help });
};

const mixed = ({ building, path }: PointDraft, key: string, why: string): undefined => {
  building.report({ code: "CFG402", path: [...path, key], at: "key", why });
};
