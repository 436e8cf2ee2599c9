import { expect, test } from "vitest";
import { benchOf } from "../testing/bench.ts";
import { pointsOf } from "../testing/points.ts";

const DEVICE = "application/7f1c/device/24e124aabbccdd01";
const start = () => {
  const bench = benchOf(
    pointsOf([
      {
        id: "temperature",
        class: "zone-air-temp",
        family: "chirpstack",
        device: DEVICE,
        topic: `${DEVICE}/event/up`,
        path: ["object", "temperature"],
      },
    ]),
  );
  const up = (more: object) =>
    bench.take(`${DEVICE}/event/up`, JSON.stringify({ fCnt: 118, data: "AXVc", ...more }));
  return { bench, up };
};

test("an uplink is as old as it says; without a time the receipt counts", () => {
  const { bench, up } = start();
  const object = { temperature: 30.8 };
  expect(up({ time: "2026-11-30T12:00:00.512+00:00", object })).toMatchObject([
    { value: 30.8, at: Date.parse("2026-11-30T12:00:00.512Z"), quality: "good" },
  ]);
  expect(up({ object })).toMatchObject([{ at: bench.now(), quality: "good" }]);
});

test("an uplink that comes again is told once; a count that begins anew is no repeat", () => {
  const { up } = start();
  const sent = (id: string, fCnt: number) =>
    up({ deduplicationId: id, fCnt, object: { temperature: 20 } }).length;
  expect([sent("a", 118), sent("b", 119), sent("a", 118), sent("c", 0), sent("d", 0)]).toEqual([
    1, 1, 0, 1, 1,
  ]);
});

test("bytes without a codec are bad, and say what to do", () => {
  const { up } = start();
  expect(up({})).toMatchObject([
    { quality: "bad", reason: "payload has bytes but no object: set a codec for the device in ChirpStack" },
  ]);
});
