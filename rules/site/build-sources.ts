import { seconds } from "../time/instant.ts";
import { type Building, keysAt } from "./building.ts";
import type { HistoryPlan, ModbusLine, MqttBroker, Point, Sources } from "./model.ts";
import type { Salvaged } from "./salvage.ts";
import type { SiteFile } from "./schema.ts";

const EMBEDDED_ONLY = ["host", "port"];
const EXTERNAL_ONLY = ["version", "username", "password_env"];
/** Far above any reading, far below what would hurt. */
const PACKET_BYTES = 65_536;

/** The broker and the Modbus lines. */
export const buildSources = (building: Building, points: readonly Point[]): Sources => {
  const lines = Object.entries(building.tree.sources?.modbus ?? {}).flatMap(([id, part]) => {
    if (!points.some(({ source }) => source.is === "modbus" && source.line === id)) warnUnused(building, id);
    return part?.host === undefined ? [] : [[id, modbusLine({ ...part, host: part.host })] as const];
  });
  const mqtt = broker(building);
  return { ...(mqtt === undefined ? {} : { mqtt }), modbus: Object.fromEntries(lines) };
};

const warnUnused = ({ report }: Building, id: string): void =>
  report({
    code: "CFG902",
    path: ["sources", "modbus", id],
    at: "key",
    why: `no point is read over line "${id}"`,
    isWarning: true,
  });

type Line = Salvaged<SiteFile["sources"]["modbus"][string]> & { readonly host: string };

const modbusLine = (part: Line): ModbusLine => ({
  host: part.host,
  port: part.port ?? 502,
  timeout: part.timeout ?? seconds(1),
  connectTimeout: part.connect_timeout ?? seconds(3),
  gap: part.gap ?? seconds(0),
});

const broker = ({ tree, written, report }: Building): MqttBroker | undefined => {
  const part = tree.sources?.mqtt;
  if (part?.broker === undefined) return undefined;
  const isEmbedded = part.broker === "embedded";
  const path = ["sources", "mqtt"];
  for (const key of keysAt(written, path)) {
    if (!(isEmbedded ? EXTERNAL_ONLY : EMBEDDED_ONLY).includes(key)) continue;
    const why = isEmbedded
      ? `"${key}" is for an external broker, but this one is embedded`
      : `"${key}" is for the embedded broker, but this one is at ${part.broker}`;
    report({ code: "CFG402", path: [...path, key], at: "key", why });
  }
  const maxPacketBytes = part.max_packet ?? PACKET_BYTES;
  if (isEmbedded) {
    return { is: "embedded", host: part.host ?? "127.0.0.1", port: part.port ?? 1883, maxPacketBytes };
  }
  return {
    is: "external",
    url: part.broker,
    version: part.version === 5 ? 5 : 4,
    ...(part.username === undefined ? {} : { username: part.username }),
    ...(part.password_env === undefined ? {} : { passwordEnv: part.password_env }),
    maxPacketBytes,
  };
};

/** Where readings are kept. */
export const buildHistory = ({ tree, report }: Building): HistoryPlan => {
  const targets = tree.history?.influx ?? [];
  for (const [i, { name }] of targets.entries()) {
    if (targets.findIndex(other => other.name === name) === i) continue;
    report({
      code: "CFG306",
      path: ["history", "influx", i, "name"],
      at: "value",
      why: `"${name}" is the name of another database`,
    });
  }
  return {
    keepDays: tree.history?.keep_days ?? 30,
    influx: targets.map(({ name, url, database, username, password_env: passwordEnv, spool_megabytes }) => ({
      name,
      url,
      database,
      ...(username === undefined ? {} : { username }),
      ...(passwordEnv === undefined ? {} : { passwordEnv }),
      spoolMegabytes: spool_megabytes,
    })),
  };
};
