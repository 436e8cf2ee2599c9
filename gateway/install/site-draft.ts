import type { ModbusWire } from "#rules/site/modbus.ts";
import { type Answers, complete } from "./answers.ts";
import { kindOf } from "./profile-kind.ts";
import { brokerLine, deviceLine, type FoundDevice, quoted, wireLine, zoneKeys } from "./site-lines.ts";

/** What comments of a drafted site file say, in the language of whoever asked for it. */
export type DraftWords = {
  readonly head: readonly string[];
  readonly hours: string;
  readonly people: string;
  readonly sources: string;
  readonly zones: string;
  readonly equipment: string;
  readonly gateway: string;
  readonly nothing: string;
};

export type Draft = {
  readonly answers: Answers;
  /** The scanned line by the name it has in the file; null: none. */
  readonly line: { readonly name: string; readonly wire: ModbusWire } | null;
  readonly devices: readonly FoundDevice[];
  readonly words: DraftWords;
};

export const MAIN_ZONE = "hall";

/** The text of a site file from what was answered and found: complete, commented, and as short as it can be. */
export const draftSite = ({ answers, line, devices, words }: Draft): string => {
  const given = complete(answers);
  const { name, name_en: nameEn = name, template, days, hours, room, manager, guard } = given;
  const packs = template === "generic" ? "[generic]" : `[generic, ${template}]`;
  const rest = { "mon-fri": "sat-sun", "mon-sat": "sun", "mon-sun": null }[days];
  const rooms = devices.filter(({ profile }) => kindOf(profile)?.kind === "zone");
  const things = devices.flatMap(device => deviceLine(device) ?? []);
  return `${[
    ...words.head.map(comment),
    "hallwatch: 1",
    "",
    "site:",
    `  id: ${idOf(nameEn)}`,
    `  name: { zh: ${quoted(name)}, en: ${quoted(nameEn)} }`,
    `  timezone: ${given.timezone}`,
    `  packs: ${packs}`,
    "",
    comment(words.hours),
    "calendar:",
    `  holidays: ${given.timezone === "Asia/Shanghai" ? "china" : "none"}`,
    "  week:",
    `    ${days}: [${hours.map(window => JSON.stringify(window)).join(", ")}]`,
    ...(rest === null ? [] : [`    ${rest}: closed`]),
    ...(given.timezone === "Asia/Shanghai" ? ["  seasons: { summer: 06-01..09-30 }"] : []),
    "",
    comment(words.people),
    "people:",
    `  - { id: M1, name: ${quoted(manager)}, roles: [duty-manager] }`,
    `  - { id: G1, name: ${quoted(guard)}, roles: [guard] }`,
    "",
    ...sourceLines(given.mqtt, line, words),
    comment(words.zones),
    "zones:",
    `  ${MAIN_ZONE}: { name: { zh: ${quoted(room)}, en: Main hall } }`,
    ...rooms.map(
      device =>
        `  ${device.id.toLowerCase()}: { name: { zh: ${quoted(device.name.zh)}, en: ${quoted(device.name.en)} }, ${zoneKeys(device)} }`,
    ),
    "",
    comment(words.equipment),
    "equipment:",
    `  GW: { kind: gateway, zone: ${MAIN_ZONE}, name: { zh: 网关, en: Gateway }, points: { disk: {}, queue: {}, delay: {}, backlog: {}, polls_skipped: {}, clock: {} } }   # ${words.gateway}`,
    ...(line
      ? [
          `  LINE1: { kind: line, zone: ${MAIN_ZONE}, name: { zh: 线路 ${line.name}, en: Line ${line.name} }, line: ${line.name}, points: { utilisation: {}, cycle: {}, units_down: {}, error: {}, online: {} } }`,
        ]
      : []),
    ...things.map(each => `  ${each}`),
    ...(things.length + rooms.length === 0 ? [`  ${comment(words.nothing)}`] : []),
  ].join("\n")}\n`;
};

const comment = (text: string): string => `# ${text}`;

const sourceLines = (mqtt: string, line: Draft["line"], words: DraftWords): readonly string[] => {
  if (mqtt === "none" && line === null) return [];
  const broker =
    mqtt === "embedded"
      ? "  mqtt: { broker: embedded, host: 127.0.0.1, port: 1883 }"
      : `  ${brokerLine(mqtt)}`;
  return [
    comment(words.sources),
    "sources:",
    ...(mqtt === "none" ? [] : [broker]),
    ...(line ? ["  modbus:", `    ${wireLine(line.name, line.wire)}`] : []),
    "",
  ];
};

/** `zhenxing-road-hall`; `hall` where the name has no letter that an id may have. */
export const idOf = (name: string): string => {
  const id = name
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "")
    .slice(0, 40);
  return id === "" ? "hall" : id;
};
