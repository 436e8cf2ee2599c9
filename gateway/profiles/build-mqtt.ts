import type { Report } from "#rules/site/findings.ts";
import type { MqttProfile, MqttProfilePoint } from "#rules/site/profile.ts";
import type { Path } from "#rules/site/yaml-source.ts";
import { type About, commonOf, merged } from "./draft.ts";
import type { MqttPage, MqttPointPart } from "./schema.ts";

/** Makes a profile of a page for MQTT. What is wrong is told; then what comes out is not to be used. */
export const buildMqtt = (page: MqttPage, about: About, report: Report): MqttProfile => {
  const { each, family = "plain", silent_after: silentAfter } = page;
  const points = Object.entries(page.points ?? {}).flatMap(
    ([key, said]): readonly [string, MqttProfilePoint][] => {
      const point = pointOf(merged<MqttPointPart>(each, said), ["points", key], report);
      return point === undefined ? [] : [[key, point]];
    },
  );
  return {
    is: "mqtt",
    ...about,
    family,
    points: Object.fromEntries(points),
    ...(silentAfter === undefined ? {} : { silentAfter }),
  };
};

const pointOf = (part: MqttPointPart, path: Path, report: Report): MqttProfilePoint | undefined => {
  const common = commonOf({ report, path, part });
  if (common === undefined) return undefined;
  const { topic = "{base}", path: jsonPath = [], also = [], event, write } = part;
  const first = { topic, path: jsonPath };
  const places = [first, ...also.map(other => ({ topic: other.topic ?? topic, path: other.path ?? [] }))];
  const words = common.class.words;
  for (const word of Object.keys(write?.payloads ?? {})) {
    if (words === undefined || words.includes(word)) continue;
    const why = `${common.class.id} has no word "${word}"`;
    const at = [...path, "write", "payloads", word];
    report({ code: "CFG305", path: at, at: "key", why, help: `one of ${words.join(", ")}` });
  }
  return {
    is: "mqtt",
    ...common,
    places,
    // A device that says our own words needs no list of them.
    ...(words !== undefined && common.values === undefined
      ? { values: Object.fromEntries(words.map(word => [word, word])) }
      : {}),
    ...(event === undefined ? {} : { isEvent: event }),
    ...(write && {
      write: { topic: write.topic, ...(write.payloads === undefined ? {} : { payloads: write.payloads }) },
    }),
  };
};
