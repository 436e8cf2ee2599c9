import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { loadProfile } from "#gateway/profiles/load.ts";
import type { Reading } from "#rules/reading/reading.ts";
import type { Point } from "#rules/site/model.ts";
import { readDiscovery } from "./families/discovery.ts";
import { benchOf, modelPoints } from "./testing/bench.ts";

type Input = {
  readonly profile: string;
  readonly base: string;
  readonly messages?: readonly {
    readonly topic: string;
    readonly payload?: string;
    readonly payloadHex?: string;
    readonly isRetained?: boolean;
  }[];
};
type Expected = {
  readonly readings: readonly {
    readonly point: string;
    readonly value?: number | string;
    readonly quality?: "bad";
  }[];
  readonly time?: string;
  readonly isHistoric?: boolean;
  readonly announced?: { readonly point: string; readonly values?: Readonly<Record<string, string>> };
  readonly withdrawn?: true;
};

const CASES = new URL("../../profiles/cases/", import.meta.url);
const read = <T>(path: string): T => JSON.parse(readFileSync(new URL(path, CASES), "utf8")) as T;
const cases = readdirSync(CASES).flatMap(id => {
  const input = read<Input>(`${id}/input.json`);
  return input.messages === undefined
    ? []
    : [{ id, input, expected: read<readonly Expected[]>(`${id}/expected.json`) }];
});

/** How a reading stands in an expectation; retained ones are shown and not judged. */
const shown = (points: readonly Point[], { point, value, quality }: Reading) => {
  const {
    id,
    class: { words },
  } = points[point]!;
  if (quality === "bad") return { point: id, quality };
  return { point: id, value: words === undefined ? Number(value.toPrecision(9)) : words[value] };
};
const byPoint = (a: { point: string }, b: { point: string }) => (a.point < b.point ? -1 : 1);

describe("what devices of every family send becomes what their pages say", () => {
  test("every family has its cases", () => {
    expect(cases.length).toBeGreaterThanOrEqual(17);
  });

  test.each(cases.filter(({ id }) => id !== "ha-discovery"))("$id", async ({ id, input, expected }) => {
    const profile = await loadProfile(id);
    if (profile?.is !== "mqtt") throw new Error(`${id} is no page of an MQTT device`);
    const points = modelPoints(profile, input.base);
    const bench = benchOf(points);
    bench.connect();
    for (const [i, message] of (input.messages ?? []).entries()) {
      const payload = message.payload ?? Buffer.from(message.payloadHex ?? "", "hex");
      const readings = bench.take(message.topic, payload, message.isRetained === true);
      const { readings: told, time, isHistoric } = expected[i]!;
      // A device that speaks is there, and one that is gone makes every point bad: said for all families by tests of their own.
      const isGone = told.some(({ point, value }) => point === "online" && value === "offline");
      const isSaid = told.some(({ point }) => point === "online");
      const own = readings
        .map(reading => shown(points, reading))
        .filter(({ point, quality }) => (isGone ? !(quality === "bad") : isSaid || point !== "online"));
      expect(own.sort(byPoint), `message ${i}`).toEqual([...told].sort(byPoint));
      for (const { at, receivedAt, quality, value, point } of readings) {
        if (!isSaid && points[point]?.id === "online") continue;
        if (time === "receipt") expect(at).toBe(receivedAt);
        else if (time !== undefined) expect(new Date(at).toISOString()).toBe(time);
        // What is historical and later than what is known of now is stored, and judged by nobody.
        const isMemory = message.isRetained === true || isHistoric === true;
        if (!Number.isNaN(value)) expect(quality).toBe(isMemory ? "uncertain" : "good");
      }
    }
  });

  test("ha-discovery: what is announced is read, and nothing is taken from it", async () => {
    const found = cases.find(({ id }) => id === "ha-discovery");
    const page = await loadProfile("ha-discovery");
    if (found === undefined || page?.is !== "mqtt") throw new Error("no case ha-discovery");
    for (const [i, { topic, payload = "" }] of (found.input.messages ?? []).entries()) {
      const said = readDiscovery(topic, Buffer.from(payload));
      const { announced, withdrawn } = found.expected[i]!;
      if (withdrawn === true) expect(said).toEqual({ is: "withdrawn" });
      if (announced === undefined || said?.is !== "announced") continue;
      const { point, values, ...place } = announced;
      const { what, states } = said.thing;
      expect(said.thing).toMatchObject(place);
      expect(page.points[point]?.places[0]?.topic).toBe(what);
      if (values === undefined) continue;
      const words = page.points[point]?.values ?? {};
      expect(Object.fromEntries(Object.entries(states ?? {}).map(([raw, on]) => [raw, words[on]]))).toEqual(
        values,
      );
    }
  });
});
