import { silent } from "#gateway/ports/log.ts";
import type { Reading } from "#rules/reading/reading.ts";
import { mqttProfilePoint } from "#rules/site/build-mqtt-profile.ts";
import type { PointDraft } from "#rules/site/building.ts";
import type { Point } from "#rules/site/model.ts";
import type { MqttProfile } from "#rules/site/profile.ts";
import type { Millis } from "#rules/time/instant.ts";
import { intake } from "../intake.ts";
import type { MqttPoint } from "../message.ts";
import { troubles } from "../troubles.ts";
import { tell } from "./hall.ts";
import { timedClock } from "./timed-clock.ts";

/** An intake on a table: messages are put in by hand, and time passes when a test says so. */
export type Bench = ReturnType<typeof benchOf>;

/** @param start  the time at which the bench begins */
export const benchOf = (points: readonly Point[], start?: string) => {
  const clock = timedClock(start);
  const mqtt = points.flatMap((point): MqttPoint[] =>
    point.source.is === "mqtt" ? [{ point, source: point.source }] : [],
  );
  const doubts: string[] = [];
  const log = {
    ...silent,
    warn: (fields: object) => {
      const { about, why } = fields as { about: string; why: string };
      doubts.push(`${about}: ${why}`);
    },
  };
  const taken = intake({ points: mqtt, clock, troubles: troubles(clock, log), maxBytes: 65_536 });
  const sent: { readonly topic: string; readonly payload: Buffer }[] = [];
  let readings: Reading[] = [];
  taken.deliverTo(batch => readings.push(...batch));
  /** Readings since the last look. */
  const look = (): readonly Reading[] => {
    taken.flush();
    const seen = readings;
    readings = [];
    return seen;
  };
  return {
    intake: taken,
    sent,
    doubts,
    connect: () => {
      taken.speakBy((topic, payload) => sent.push({ topic, payload }));
      taken.connected();
      // A turn of the event loop ends here, as it would between two things that happen.
      taken.flush();
    },
    /** What one message makes. */
    take: (topic: string, payload: string | Uint8Array, retained = false): readonly Reading[] => {
      taken.take(topic, Buffer.from(payload), retained);
      return look();
    },
    /** What a message makes, as a person would tell it. */
    told: (topic: string, payload: string | Uint8Array, retained = false): readonly string[] => {
      taken.take(topic, Buffer.from(payload), retained);
      return look().map(reading => tell(points, reading));
    },
    /** What the time that passes makes, as a person would tell it. */
    wait: (length: Millis): readonly string[] => {
      clock.move(length);
      return look().map(reading => tell(points, reading));
    },
    now: () => clock.now(),
  };
};

/** All points of a profile for one device, each under its key of the page, built as a site file's are. */
export const modelPoints = (profile: MqttProfile, base: string, id?: string): readonly Point[] =>
  Object.entries(profile.points).map(([key, point], index) => {
    const mistakes: string[] = [];
    const draft = {
      building: {
        tree: {},
        written: {},
        report: ({ why }: { why: string }) => mistakes.push(why),
      },
      owner: {
        id: "device",
        path: ["equipment", "device"],
        mqtt: { base, ...(id === undefined ? {} : { id }) },
      },
      part: {},
      path: ["equipment", "device", "profile"],
      class: point.class,
      scale: point.scale,
      offset: point.offset,
    } as unknown as PointDraft;
    const source = mqttProfilePoint(draft, profile, key);
    if (source === undefined) throw new Error(`${profile.id}.${key}: ${mistakes.join("; ")}`);
    return {
      index,
      id: key,
      role: key,
      owner: "device",
      zone: "hall",
      name: { zh: "测点", en: key },
      class: point.class,
      ...(point.class.range && { range: point.class.range }),
      staleAfter: point.class.staleAfter,
      source,
      via: "mqtt:device",
    };
  });
