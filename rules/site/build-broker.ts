import type { BrokerLimits, BrokerTls, ClientTls } from "./broker.ts";
import { type Building, keysAt } from "./building.ts";
import type { MqttBroker } from "./model.ts";

const EMBEDDED_ONLY = ["host", "port", "clients", "limits"];
const EXTERNAL_ONLY = ["version", "username", "password_env"];
const EMBEDDED_TLS_ONLY = ["port", "crl"];
/** Far above any reading, far below what would hurt. */
const PACKET_BYTES = 65_536;
const PORT = 1_883;
const TLS_PORT = 8_883;
const PATH = ["sources", "mqtt"];

type Part = NonNullable<NonNullable<Building["tree"]["sources"]>["mqtt"]>;

/** The broker that the hall's devices speak to; undefined: there is none. */
export const buildBroker = (building: Building): MqttBroker | undefined => {
  const part = building.tree.sources?.mqtt;
  if (part?.broker === undefined) return undefined;
  const isEmbedded = part.broker === "embedded";
  tellForeignKeys(building, part.broker);
  const maxPacketBytes = part.max_packet ?? PACKET_BYTES;
  if (isEmbedded) return embedded(building, part, maxPacketBytes);
  const tls = clientTls(building, part);
  return {
    is: "external",
    url: part.broker,
    version: part.version === 5 ? 5 : 4,
    ...(part.username === undefined ? {} : { username: part.username }),
    ...(part.password_env === undefined ? {} : { passwordEnv: part.password_env }),
    maxPacketBytes,
    ...(tls && { tls }),
  };
};

const tellForeignKeys = ({ written, report }: Building, broker: string): void => {
  const isEmbedded = broker === "embedded";
  const foreign = isEmbedded ? EXTERNAL_ONLY : EMBEDDED_ONLY;
  const paths = [
    ...keysAt(written, PATH).flatMap(key => (foreign.includes(key) ? [[key]] : [])),
    ...keysAt(written, [...PATH, "tls"]).flatMap(key =>
      !isEmbedded && EMBEDDED_TLS_ONLY.includes(key) ? [["tls", key]] : [],
    ),
  ];
  for (const path of paths) {
    const key = path.join(".");
    const why = isEmbedded
      ? `"${key}" is for an external broker, but this one is embedded`
      : `"${key}" is for the embedded broker, but this one is at ${broker}`;
    report({ code: "CFG402", path: [...PATH, ...path], at: "key", why });
  }
};

const embedded = (building: Building, part: Part, maxPacketBytes: number): MqttBroker => {
  const host = part.host ?? "127.0.0.1";
  const port = part.port ?? PORT;
  const isNear = isLoopback(host);
  const clients = part.clients ?? (isNear ? "open" : "named");
  const tls = serverTls(building, part, port);
  const limits = limitsOf(part);
  if (!isNear && clients === "open")
    building.report({
      code: "CFG926",
      path: [...PATH, "clients"],
      at: "value",
      why: `anybody who reaches ${host} can publish as any device`,
      help: "write clients: named and give each device a credential with hallwatch device add, or host: 127.0.0.1",
      isWarning: true,
    });
  if (!isNear && clients === "named" && tls?.only !== true)
    building.report({
      code: "CFG927",
      path: [...PATH, tls === undefined ? "host" : "port"],
      at: "value",
      why: `tokens of devices cross the network at ${host}:${port} where anybody can read them`,
      help: "add tls: { cert: …, key: … }, without port: for devices that cannot do TLS, a network of their own",
      isWarning: true,
    });
  return {
    is: "embedded",
    host,
    port,
    maxPacketBytes,
    ...(clients === "named" && { clients }),
    ...(limits && { limits }),
    ...(tls && { tls }),
  };
};

/** `localhost` is what every system calls itself. */
const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i.test(host);

const limitsOf = ({ limits }: Part): BrokerLimits | undefined =>
  limits && {
    ...(limits.payload === undefined ? {} : { payloadBytes: limits.payload }),
    ...(limits.rate === undefined ? {} : { ratePerSecond: limits.rate }),
    ...(limits.topics === undefined ? {} : { topics: limits.topics }),
    ...(limits.depth === undefined ? {} : { depth: limits.depth }),
    ...(limits.connections === undefined ? {} : { connections: limits.connections }),
  };

const serverTls = ({ report, written }: Building, part: Part, plainPort: number): BrokerTls | undefined => {
  const { tls } = part;
  if (tls === undefined) return undefined;
  const path = [...PATH, "tls"];
  const { cert, key, ca, crl } = tls;
  for (const missing of (["cert", "key"] as const).filter(name => tls[name] === undefined))
    report({
      code: "CFG421",
      path,
      at: "value",
      why: `TLS needs a certificate and its key, and ${missing} is missing`,
    });
  if (crl !== undefined && ca === undefined)
    report({
      code: "CFG421",
      path: [...path, "crl"],
      at: "key",
      why: "certificates of devices can be revoked only where ca says who signs them",
    });
  const only = !keysAt(written, PATH).includes("port");
  const port = tls.port ?? TLS_PORT;
  if (!only && port === plainPort)
    report({
      code: "CFG422",
      path: [...path, "port"],
      at: "value",
      why: `port ${port} cannot be with and without TLS`,
      help: "leave out the port of sources.mqtt: then everybody must use TLS",
    });
  if (cert === undefined || key === undefined) return undefined;
  return { port, cert, key, ...(ca !== undefined && { ca }), ...(crl !== undefined && { crl }), only };
};

const clientTls = ({ report }: Building, { tls, broker }: Part): ClientTls | undefined => {
  if (tls === undefined || broker === undefined) return undefined;
  const path = [...PATH, "tls"];
  const { ca, cert, key } = tls;
  if (!broker.startsWith("mqtts://"))
    report({
      code: "CFG423",
      path,
      at: "key",
      why: `the broker is at ${broker}, which is without TLS`,
      help: `write broker: ${broker.replace(/^mqtt:/, "mqtts:")}`,
    });
  if ((cert === undefined) !== (key === undefined))
    report({
      code: "CFG421",
      path,
      at: "value",
      why: `a certificate and its key go together, and ${cert === undefined ? "cert" : "key"} is missing`,
    });
  return {
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
  };
};
