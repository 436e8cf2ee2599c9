import { keysAt, type PointDraft } from "./building.ts";
import type { MqttFamily, MqttSource, MqttWrite } from "./mqtt.ts";
import type { MqttProfile } from "./profile.ts";

type Place = NonNullable<MqttSource["also"]>[number];

/** What a base looks like, by family, and an example for whoever has to write one. */
const BASES: Readonly<Record<MqttFamily, readonly [form: RegExp, example: string]>> = {
  plain: [/^.+$/, "hall/device-7"],
  zigbee2mqtt: [/^.+$/, "zigbee2mqtt/hall-2/door-north"],
  tasmota: [/^.+$/, "lamp-row-1"],
  shelly: [/^.+$/, "shellypro1pm-30c6f7aabbcc"],
  homie: [/^[^/]+\/[^/]+$/, "homie/fridge"],
  "home-assistant": [/^.+$/, "homeassistant"],
  chirpstack: [/^application\/[^/]+\/device\/[^/]+$/, "application/7f1c/device/24e124aabbccdd01"],
  sparkplug: [/^[^/]+\/[^/]+(?:\/[^/]+)?$/, "hall/edge1/db1"],
};

/**
 * The source of a point that its device's profile has, for the device that the site file names with `mqtt: { base }`;
 * undefined when that is missing or wrong, which has then been told.
 *
 * Where a family has no topics of its own form, `topic` is what the device publishes on: for Sparkplug all births and data
 * of the device, with the metric's name as the path; for Homie the property's topic.
 */
export const mqttProfilePoint = (
  draft: PointDraft,
  profile: MqttProfile,
  key: string,
): MqttSource | undefined => {
  const base = baseOf(draft, profile);
  const point = profile.points[key];
  if (base === undefined || point === undefined) return undefined;
  const { class: pointClass, scale, offset, owner } = draft;
  const { family } = profile;
  const [place, ...also] = point.places.map(each => placed(each, family, base, owner.mqtt?.id));
  if (place === undefined) return undefined;
  const values = point.values ?? (pointClass.words && Object.fromEntries(pointClass.words.map(w => [w, w])));
  return {
    is: "mqtt",
    ...place,
    ...(also.length === 0 ? {} : { also }),
    family,
    device: base,
    ...(values === undefined ? {} : { values }),
    scale,
    ...(offset === 0 ? {} : { offset }),
    ...(point.isEvent === true ? { isEvent: true } : {}),
    ...(point.write === undefined ? {} : { write: written(point.write, base, owner.mqtt?.id) }),
  };
};

const baseOf = ({ building, owner }: PointDraft, { id, family }: MqttProfile): string | undefined => {
  const { report, tree, written: said } = building;
  const path = [...owner.path, "mqtt"];
  const base = owner.mqtt?.base;
  const [form, example] = BASES[family];
  if (tree.sources !== undefined && !keysAt(said, ["sources"]).includes("mqtt")) {
    const help = "add mqtt: { broker: embedded } under sources";
    report({
      code: "CFG302",
      path: owner.path,
      at: "key",
      why: `${id} is read over MQTT, but sources has no mqtt`,
      help,
    });
  }
  if (family === "home-assistant") {
    const help = "hallwatch mqtt listen shows what it announces as lines for the site file";
    report({
      code: "CFG401",
      path: owner.path,
      at: "key",
      why: `${id} is what a device says of itself, and no source`,
      help,
    });
    return undefined;
  }
  if (base === undefined) {
    const isSaid = keysAt(said, path).includes("base");
    const help = `add mqtt: { base: ${example} }`;
    if (!isSaid)
      report({ code: "CFG401", path: owner.path, at: "key", why: `nothing says which ${id} this is`, help });
    return undefined;
  }
  if (form.test(base)) return base;
  const why = `"${base}" is not how a device of ${family} is called`;
  report({ code: "CFG209", path: [...path, "base"], at: "value", why, help: `write it as ${example}` });
  return undefined;
};

const placed = (place: Place, family: MqttFamily, base: string, id: string | undefined): Place => {
  switch (family) {
    case "sparkplug": {
      const [group, node, ...device] = base.split("/");
      return { topic: ["spBv1.0", group, "+", node, ...device].join("/"), path: [place.topic] };
    }
    case "homie":
      return {
        ...place,
        topic: place.topic.includes("{base}") ? filled(place.topic, base) : `${base}/${place.topic}`,
      };
    case "tasmota":
      return {
        topic: filled(place.topic, base),
        path: id === undefined ? place.path : probe(place.path, id),
      };
    case "shelly":
      return id === undefined ? { ...place, topic: filled(place.topic, base) } : channel(place, base, id);
    default:
      return { ...place, topic: filled(place.topic, base) };
  }
};

const filled = (topic: string, base: string): string => topic.replaceAll("{base}", () => base);

/** `DS18B20.Temperature` → `DS18B20[00000A11CC39].Temperature`: by Id, since the numbers of probes change. */
const probe = (path: Place["path"], id: string): Place["path"] => {
  const [kind, ...rest] = path;
  return rest.length === 0 ? path : [`${kind}[${id}]`, ...rest];
};

/** `status/switch:0` → `status/switch:2`, also where the component is a key. */
const channel = ({ topic, path }: Place, base: string, id: string): Place => ({
  topic: filled(topic.replace(/:\d+$/, `:${id}`), base),
  path: path.map(key => (typeof key === "string" ? key.replace(/^(\w+):\d+$/, `$1:${id}`) : key)),
});

/** A channel that is not the first is told so where the topic ends with its number. */
const written = (write: MqttWrite, base: string, id: string | undefined): MqttWrite => ({
  ...write,
  topic: filled(id === undefined ? write.topic : write.topic.replace(/:\d+$/, `:${id}`), base),
});
