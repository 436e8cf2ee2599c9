import type { AddressRange, ModbusPlace } from "#rules/site/modbus.ts";
import type {
  ModbusProfile,
  ModbusProfilePoint,
  MqttProfile,
  MqttProfilePoint,
  Profile,
} from "#rules/site/profile.ts";
import { hours, type Millis, minutes } from "#rules/time/instant.ts";
import { unitName } from "#rules/units/units.ts";
import { manualNumber } from "../profiles/manual-number.ts";
import { table } from "./table.ts";
import type { Words } from "./words/language.ts";

/** All profiles, a line each. */
export const profilesText = (all: readonly Profile[], { profiles: words }: Words): string => {
  const rows = all.map(({ id, kind, vendor, product, is, confidence }) => [
    id,
    kind,
    `${vendor} ${product}`,
    is === "modbus" ? "Modbus" : "MQTT",
    words.confidence[confidence] ?? confidence,
  ]);
  const { list } = words;
  const head = [list.id, list.kind, list.product, list.wire, list.confidence];
  return `${table([head, ...rows])}\n\n${words.count(all.length)}`;
};

/** One profile: its points as a table, and what an installer must know. */
export const profileText = (profile: Profile, words: Words): string => {
  const { id, vendor, product, kind, confidence, quirks, sources } = profile;
  const said = words.profiles;
  const title = `${id}  ${vendor} ${product}, ${kind}, ${said.confidence[confidence] ?? confidence}`;
  const rows = profile.is === "modbus" ? registerRows(profile, words) : topicRows(profile, words);
  const parts = profile.is === "modbus" ? modbusParts(profile, words) : mqttParts(profile, words);
  return [
    title,
    "",
    table(rows),
    ...parts,
    ...part(said.conflict, conflictsOf(profile, said.all)),
    ...part(said.quirks, quirks),
    ...part(said.sources, sources),
  ].join("\n");
};

const part = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ["", title, ...lines.map(line => `  ${line}`)];

/** What sources disagree on, each once with the points that it is about. */
const conflictsOf = ({ points }: Profile, all: string): readonly string[] => {
  const keys = Object.keys(points);
  const told = Map.groupBy(keys, key => points[key]?.conflict);
  return [...told].flatMap(([conflict, about]) =>
    conflict === undefined ? [] : [`${about.length === keys.length ? all : about.join(", ")}: ${conflict}`],
  );
};

const registerRows = ({ points }: ModbusProfile, words: Words): readonly (readonly string[])[] => {
  const head = words.profiles.registers;
  return [
    [
      head.point,
      head.table,
      head.hex,
      head.wire,
      head.manual,
      head.type,
      head.class,
      head.unit,
      head.scale,
      head.more,
    ],
    ...Object.entries(points).map(([key, point]) => [
      key,
      point.place.table,
      hex(point.place.address),
      String(point.place.address),
      manualNumber(point.place.table, point.place.address),
      typeText(point.place),
      point.class.id,
      unitText(point, words),
      scaleText(point),
      registerMore(point, words),
    ]),
  ];
};

const hex = (address: number): string => `0x${address.toString(16).toUpperCase().padStart(4, "0")}`;
const placeText = ({ table: name, address }: ModbusPlace): string => `${name} ${address}`;

/** Order of the bytes as data sheets write it, where it is not the usual one. */
const typeText = ({ type, bit, words, bytes }: ModbusPlace): string => {
  const order =
    bytes === "little" ? (words === "big" ? " BADC" : " DCBA") : words === "little" ? " CDAB" : "";
  return `${type}${bit === undefined ? "" : ` ${bit}`}${order}`;
};

const unitText = (point: ModbusProfilePoint | MqttProfilePoint, { language }: Words): string =>
  point.class.unit === undefined || point.class.unit === "1" ? "" : unitName(point.class.unit, language);

const scaleText = ({ scale, offset, class: { words } }: ModbusProfilePoint | MqttProfilePoint): string => {
  if (words !== undefined) return "";
  return `${Number(scale.toPrecision(6))}${offset === 0 ? "" : ` ${offset < 0 ? "−" : "+"} ${Math.abs(Number(offset.toPrecision(6)))}`}`;
};

const registerMore = (point: ModbusProfilePoint, words: Words): string => {
  const said = words.profiles;
  const { minus, factor, multipliers, sentinels, write, isDoubtful } = point;
  return [
    ...multipliers.map(name => `× ${name}`),
    ...(minus ? [`${said.minus} ${placeText(minus)}`] : []),
    ...(factor
      ? [`${factor.form === "factor" ? said.factor : said.powerOfTen} ${placeText(factor.place)}`]
      : []),
    ...(sentinels.length > 0
      ? [`${said.sentinels} ${sentinels.map(raw => `0x${raw.toString(16).toUpperCase()}`).join(", ")}`]
      : []),
    ...(write ? [said.write(write.code) + (write.sideEffect ? ` (${write.sideEffect})` : "")] : []),
    ...(isDoubtful ? [said.doubtful] : []),
    ...commonMore(point, words),
  ].join("; ");
};

const commonMore = (
  { values, role, phase, tariff, note }: ModbusProfilePoint | MqttProfilePoint,
  { profiles: said }: Words,
): readonly string[] => [
  ...(values
    ? [
        Object.entries(values)
          .map(([raw, word]) => (raw === word ? raw : `${raw} ${word}`))
          .join(", "),
      ]
    : []),
  ...(role === undefined ? [] : [said.role(role)]),
  ...[phase, tariff].filter(each => each !== undefined),
  ...(note === undefined ? [] : [note]),
];

const modbusParts = (profile: ModbusProfile, { profiles: said }: Words): readonly string[] => {
  const { limits, serial, stride, multipliers, probe, invariants } = profile;
  const ranges = (title: string, all: readonly AddressRange[]): readonly string[] =>
    all.length === 0 ? [] : [`${title} ${all.map(rangeText).join(", ")}`];
  return [
    ...part(said.limits, [
      ...(limits.block === undefined ? [] : [said.block(limits.block)]),
      ...(limits.bits === undefined ? [] : [said.bits(limits.bits)]),
      ...(limits.gap === undefined ? [] : [said.gap(limits.gap)]),
      ...(limits.every === undefined ? [] : [said.every(limits.every)]),
      ...(limits.isEven ? [said.even] : []),
      ...ranges(said.reserved, limits.reserved),
      ...ranges(said.illegal, limits.illegal),
      ...(stride === undefined ? [] : [said.stride(stride)]),
    ]),
    ...part(
      said.serial,
      serial ? [`${serial.baud} ${serial.format}${serial.note ? `, ${serial.note}` : ""}`] : [],
    ),
    ...part(
      said.multipliers,
      Object.entries(multipliers).map(([name, { register, note }]) =>
        [name, ...(register ? [placeText(register)] : []), ...(note ? [note] : [])].join("  "),
      ),
    ),
    ...part(
      said.probe,
      probe.map(check =>
        check.is === "between"
          ? `${check.point} ${check.low}–${check.high}`
          : `${placeText(check.place)} = ${check.oneOf.join(" / ")}`,
      ),
    ),
    ...part(
      said.sums,
      invariants.map(({ sum, total, within }) => `${sum.join(" + ")} = ${total} ± ${within}`),
    ),
  ];
};

const rangeText = ({ table: name, from, to }: AddressRange): string =>
  `${name} ${from === to ? from : `${from}–${to}`}`;

const topicRows = ({ points }: MqttProfile, words: Words): readonly (readonly string[])[] => {
  const head = words.profiles.topics;
  return [
    [head.point, head.topic, head.path, head.class, head.unit, head.scale, head.more],
    ...Object.entries(points).map(([key, point]) => {
      const [first, ...also] = point.places;
      return [
        key,
        first?.topic ?? "",
        first === undefined ? "" : pathText(first.path),
        point.class.id,
        unitText(point, words),
        scaleText(point),
        topicMore(point, also, words),
      ];
    }),
  ];
};

const pathText = (path: readonly (string | number)[]): string =>
  `$${path.map(step => (typeof step === "number" ? `[${step}]` : /^\w+$/.test(step) ? `.${step}` : `["${step}"]`)).join("")}`;

const topicMore = (point: MqttProfilePoint, also: MqttProfilePoint["places"], words: Words): string => {
  const said = words.profiles;
  return [
    ...(also.length === 0
      ? []
      : [`${said.also} ${also.map(({ topic, path }) => `${topic} ${pathText(path)}`).join(", ")}`]),
    ...(point.isEvent ? [said.event] : []),
    ...(point.write ? [said.writeTopic(point.write.topic)] : []),
    ...commonMore(point, words),
  ].join("; ");
};

const lengthText = (length: Millis): string =>
  length % hours(1) === 0 ? `${length / hours(1)} h` : `${length / minutes(1)} min`;

const mqttParts = ({ family, silentAfter }: MqttProfile, { profiles: said }: Words): readonly string[] => [
  ...part(said.family, [
    family,
    ...(silentAfter === undefined ? [] : [said.silent(lengthText(silentAfter))]),
  ]),
];
