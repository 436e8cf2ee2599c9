import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { loadProfile } from "#gateway/profiles/load.ts";
import { type Bench, benchOf, modelPoints } from "./testing/bench.ts";

type Input = {
  readonly base: string;
  readonly messages?: readonly {
    readonly topic: string;
    readonly payload?: string;
    readonly payloadHex?: string;
  }[];
};

const CASES = new URL("../../profiles/cases/", import.meta.url);
const RUNS = 400;

/** A payload with something wrong: bytes changed, cut off, or put in twice. */
const mutated = (payload: Buffer, [kind, at, byte]: readonly [number, number, number]): Buffer => {
  const here = payload.length === 0 ? 0 : at % payload.length;
  if (kind === 0) return payload.subarray(0, here);
  if (kind === 1) return Buffer.concat([payload.subarray(0, here), payload]);
  const changed = Buffer.from(payload);
  if (changed.length > 0) changed[here] = byte;
  return changed;
};

/** Every reading is bad with its reason, or a value that its point can have. */
const check = (
  bench: Bench,
  points: ReturnType<typeof modelPoints>,
  topic: string,
  payload: Buffer,
  retained: boolean,
) => {
  for (const { point, value, quality, reason, at } of bench.take(topic, payload, retained)) {
    expect(Number.isFinite(at)).toBe(true);
    if (quality === "bad") {
      expect([value, reason]).toEqual([Number.NaN, expect.stringMatching(/./)]);
      continue;
    }
    const { words } = points[point]!.class;
    expect(words === undefined ? Number.isFinite(value) : words[value] !== undefined).toBe(true);
  }
};

const cases = readdirSync(CASES).flatMap(id => {
  const { base, messages } = JSON.parse(readFileSync(new URL(`${id}/input.json`, CASES), "utf8")) as Input;
  return messages === undefined || id === "ha-discovery" ? [] : [{ id, base, sent: messages }];
});

test.each(cases)(
  "whatever becomes of the messages of $id on their way, they are a value that can be or a reason",
  async ({ id, base, sent }) => {
    const profile = await loadProfile(id);
    if (profile?.is !== "mqtt") throw new Error(`${id} is no page of an MQTT device`);
    const messages = sent.map(({ topic, payload, payloadHex }) => ({
      topic,
      payload: payload === undefined ? Buffer.from(payloadHex ?? "", "hex") : Buffer.from(payload),
    }));
    const points = modelPoints(profile, base);
    const bench = benchOf(points);
    const change = fc.tuple(fc.nat(2), fc.nat(1_000), fc.nat(255));
    fc.assert(
      fc.property(fc.nat(messages.length - 1), change, fc.boolean(), (which, how, retained) => {
        const { topic, payload } = messages[which]!;
        check(bench, points, topic, mutated(payload, how), retained);
      }),
      { seed: 6, numRuns: RUNS },
    );
  },
);
