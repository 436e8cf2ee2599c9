import { type Building, keysAt } from "./building.ts";
import type { MqttBroker } from "./model.ts";

const EMBEDDED_ONLY = ["host", "port"];
const EXTERNAL_ONLY = ["version", "username", "password_env"];
/** Far above any reading, far below what would hurt. */
const PACKET_BYTES = 65_536;

/** The broker that the hall's devices speak to; undefined: there is none. */
export const buildBroker = ({ tree, written, report }: Building): MqttBroker | undefined => {
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
