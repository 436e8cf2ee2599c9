import type { MqttFamily } from "#rules/site/model.ts";

/** The device that a topic is of, by the form of its family's topics. */
export type Shape = { readonly name: string; readonly family: MqttFamily | null };

/**
 * Whose a topic is that nobody knows: the device's name as a site file would call it (`base`), and the family whose form
 * the topic has. Topics that no family has a form for are their own name. Null: a topic of a bridge, which is no device.
 */
export const shapeOf = (topic: string): Shape | null => {
  for (const [family, form, isNone] of FORMS) {
    const found = form.exec(topic);
    if (found === null) continue;
    return isNone ? null : { name: nameIn(found.groups ?? {}), family };
  }
  return { name: topic, family: null };
};

const nameIn = ({ a = "", b }: Readonly<Record<string, string | undefined>>): string =>
  b === undefined ? a : `${a}/${b}`;

type Form = readonly [family: MqttFamily, form: RegExp, isNone?: true];

/** The first that fits counts; groups a and b are the name. */
const FORMS: readonly Form[] = [
  ["sparkplug", /^spBv1\.0\/STATE\//, true],
  ["sparkplug", /^spBv1\.0\/(?<a>[^/]+)\/[A-Z]+\/(?<b>[^/]+(?:\/[^/]+)?)$/],
  ["homie", /^(?<a>homie\/[^/]+)\//],
  ["chirpstack", /^(?<a>application\/[^/]+\/device\/[^/]+)\/event\/\w+$/],
  ["home-assistant", /^(?<a>homeassistant\/[a-z_]+\/[^/]+(?:\/[^/]+)?)\/config$/],
  ["zigbee2mqtt", /^zigbee2mqtt\/bridge\//, true],
  ["zigbee2mqtt", /^(?<a>zigbee2mqtt\/.+?)(?:\/(?:availability|set|get))?$/],
  ["tasmota", /^(?:tele|stat|cmnd)\/(?<a>.+)\/[A-Z][A-Z0-9_]*$/],
  ["tasmota", /^(?<a>.+)\/(?:tele|stat|cmnd)\/[A-Z][A-Z0-9_]*$/],
  ["tasmota", /^tasmota\/discovery\//, true],
  ["shelly", /^(?<a>shelly[\w-]+)\//],
  ["shelly", /^(?<a>.+)\/(?:status|events)\/(?:[a-z0-9]+:\d+|rpc)$/],
];
