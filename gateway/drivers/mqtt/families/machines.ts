import type { MqttFamily } from "#rules/site/model.ts";
import type { MqttPoint } from "../message.ts";
import { chirpstack } from "./chirpstack.ts";
import { homeAssistant } from "./home-assistant.ts";
import { homie } from "./homie.ts";
import type { Machine } from "./machine.ts";
import { shelly } from "./shelly.ts";
import { sparkplug } from "./sparkplug.ts";
import { tasmota } from "./tasmota.ts";
import { zigbee2mqtt } from "./zigbee2mqtt.ts";

/**
 * The machines for the points of a site that play by the rules of a family, one for each device (for Sparkplug: each edge
 * node). Plain points have none: what they say is all in the site file.
 */
export const machinesOf = (points: readonly MqttPoint[], maxBytes: number): readonly Machine[] => {
  const ofFamily = points.filter(({ source }) => (source.family ?? "plain") !== "plain");
  const groups = Map.groupBy(ofFamily, ({ source }) => `${source.family}\n${unitOf(source)}`);
  return [...groups.values()].map(those => {
    const { source } = those[0]!;
    return machineOf(source.family ?? "plain", unitOf(source), those, maxBytes);
  });
};

const unitOf = ({ family, device, topic }: MqttPoint["source"]): string =>
  family === "sparkplug" ? (device ?? "").split("/").slice(0, 2).join("/") : (device ?? topic);

const machineOf = (
  family: MqttFamily,
  device: string,
  points: readonly MqttPoint[],
  maxBytes: number,
): Machine => {
  switch (family) {
    case "zigbee2mqtt":
      return zigbee2mqtt(device, points, maxBytes);
    case "tasmota":
      return tasmota(points, maxBytes);
    case "shelly":
      return shelly(device, points, maxBytes);
    case "homie":
      return homie(device, points, maxBytes);
    case "chirpstack":
      return chirpstack(points, maxBytes);
    case "sparkplug":
      return sparkplug(device, points, maxBytes);
    case "home-assistant":
    case "plain":
      return homeAssistant(points, maxBytes);
    default:
      return family satisfies never;
  }
};
