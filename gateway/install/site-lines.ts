import type { ModbusWire } from "#rules/site/modbus.ts";
import type { Profile } from "#rules/site/profile.ts";
import { kindOf } from "./profile-kind.ts";

/** A device that was found and may be written into a site file. */
export type FoundDevice = {
  /** Id for the site file: `M3`. */
  readonly id: string;
  readonly profile: Profile;
  readonly name: { readonly zh: string; readonly en: string };
  /** Id of a zone. */
  readonly zone: string;
  /** Where it is, as in a site file. */
  readonly at:
    | { readonly is: "modbus"; readonly line: string; readonly unit: number; readonly index?: number }
    | { readonly is: "mqtt"; readonly base: string };
  /** Ids of other profiles that fit as well: told in a comment. */
  readonly others?: readonly string[];
  /** Ratios that are known, by name. */
  readonly multipliers?: Readonly<Record<string, number>>;
};

/** The line of `sources` for a broker by its address: `mqtt: { broker: "mqtt://10.0.0.2:1883" }`. */
export const brokerLine = (url: string): string => `mqtt: { broker: ${JSON.stringify(url)} }`;

/** The line of `sources.modbus` for a wire: `plant: { host: 10.0.0.7, port: 502 }`. */
export const wireLine = (name: string, wire: ModbusWire): string => {
  if (wire.is === "serial")
    return `${name}: { serial: ${quoted(wire.port)}, baud: ${wire.baud}, format: ${wire.format} }`;
  return `${name}: { host: ${quoted(wire.host)}, port: ${wire.port}${wire.is === "rtu" ? ", framing: rtu" : ""} }`;
};

/**
 * The line of `equipment` for a device: `M3: { kind: meter, zone: hall, … }`. A ratio that nobody has stated is `?`, which a
 * check refuses: it is on the nameplate of the transformer and nowhere else.
 *
 * @returns null when no kind of equipment has any of its roles
 */
export const deviceLine = (device: FoundDevice): string | null => {
  const fit = kindOf(device.profile);
  if (fit === null || fit.kind === "zone") return null;
  const { id, zone, name, profile } = device;
  const parts = [
    `kind: ${fit.kind}`,
    ...(fit.kind === "power-circuit" ? ["use: other"] : []),
    `zone: ${zone}`,
    `name: { zh: ${quoted(name.zh)}, en: ${quoted(name.en)} }`,
    ...sourceParts(device, profile),
  ];
  const doubt = device.others && device.others.length > 0 ? ` # or ${device.others.join(", ")}` : "";
  return `${id}: { ${parts.join(", ")} }${doubt}`;
};

/** The keys with which a zone takes its points from a device: a sensor of the room itself. */
export const zoneKeys = (device: FoundDevice): string => sourceParts(device, device.profile).join(", ");

const sourceParts = ({ at, multipliers = {} }: FoundDevice, profile: Profile): readonly string[] => {
  const ratios = profile.is === "modbus" ? Object.keys(profile.multipliers) : [];
  const stated = ratios.map(name => `${name}: ${multipliers[name] ?? '"?"'}`);
  const place =
    at.is === "mqtt"
      ? `mqtt: { base: ${quoted(at.base)} }`
      : `modbus: { line: ${at.line}, unit: ${at.unit}${at.index === undefined ? "" : `, index: ${at.index}`} }`;
  return [
    `profile: ${profile.id}`,
    place,
    ...(stated.length > 0 ? [`multipliers: { ${stated.join(", ")} }`] : []),
  ];
};

/** Names, host names and addresses that YAML takes as the same text without quotes. */
const PLAIN = [
  /^[\p{L}_/][\p{L}\p{N}_./-]*( [\p{L}\p{N}_./-]+)*$/u,
  /^\d{1,3}(\.\d{1,3}){3}$/,
  /^[a-z]+:\/\/[\w.-]+(:\d+)?$/,
];
const WORDS = /^(true|false|yes|no|on|off|null|y|n)$/i;

/** Plain where YAML takes it as the same text, else in double quotes. */
export const quoted = (text: string): string =>
  PLAIN.some(form => form.test(text)) && !WORDS.test(text) ? text : JSON.stringify(text);
