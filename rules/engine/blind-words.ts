import type { Point, Site, Words } from "../site/model.ts";

/** What a person does about something that nobody can read. */
export const SOURCE_STEPS: readonly Words[] = [
  {
    zh: "到现场用眼睛确认，并把看到的写进备注。",
    en: "Look at it on site and write what you saw into the note.",
  },
  {
    zh: "检查设备电源、网线或电池；原因见每个测点的说明。",
    en: "Check its power, cable or battery; each point says what is wrong.",
  },
];

/** What a person does about a line that is dead. */
export const LINE_STEPS: readonly Words[] = [
  {
    zh: "门窗和报警先到现场用眼睛确认，并把看到的写进备注。",
    en: "Look at doors and alarms on site first, and write what you saw into the note.",
  },
  {
    zh: "检查它们共用的设备：转换器、交换机、消息服务器的电源和网线。",
    en: "Check what they share: power and cable of the converter, the switch or the broker.",
  },
];

export const SOURCE_TITLE: Words = {
  zh: "收不到可信数据，无法判断",
  en: "No trustworthy data: cannot be judged",
};

/** @param blind  how many devices of a line cannot be read, of how many that rules need */
export const lineTitle = (blind: number, all: number): Words => ({
  zh: `${all} 台设备中有 ${blind} 台收不到数据，无法判断`,
  en: `${blind} of ${all} devices give no data: cannot be judged`,
});

/** @param name  as `lineAbove` has it: `mqtt`, `modbus:plant` */
export const lineName = (name: string): Words => {
  if (name === "mqtt") return { zh: "MQTT 消息服务器", en: "MQTT broker" };
  const line = name.slice("modbus:".length);
  return { zh: `Modbus 线路 ${line}`, en: `Modbus line ${line}` };
};

/** The things that points belong to, by name. */
export const ownerNames = (points: readonly Point[], { zones, equipment }: Site): Words => {
  const names = new Map([...zones, ...equipment].map(({ id, name }) => [id, name]));
  const owners = [...new Set(points.map(({ owner }) => owner))];
  const known = owners.map(id => names.get(id) ?? { zh: id, en: id });
  return { zh: known.map(({ zh }) => zh).join("、"), en: known.map(({ en }) => en).join(", ") };
};
