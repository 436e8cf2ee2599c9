import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { minutes, seconds } from "#rules/time/instant.ts";
import { type Bench, benchOf } from "../testing/bench.ts";
import { edgeNode, isRebirthRequest, type MetricSketch, sparkplugBytes } from "../testing/edge-node.ts";
import { type PointSketch, pointsOf } from "../testing/points.ts";

const point = (id: string, of: string, name: string): PointSketch => ({
  id,
  class: of,
  family: "sparkplug",
  device: "hall/edge1/db1",
  topic: "spBv1.0/hall/+/edge1/db1",
  path: [name],
});
const POINTS = pointsOf([
  point("power", "elec-power-active", "Power/Total"),
  point("temp", "zone-air-temp", "Temp"),
  { ...point("state", "switch-status", "Breaker/Closed"), values: { true: "on", false: "off" } },
]);
const T = Date.parse("2026-12-01T00:00:00Z");
const BIRTH: readonly MetricSketch[] = [
  { name: "Power/Total", alias: 1, type: "Float", value: 0.1 },
  { name: "Temp", alias: 2, type: "Int16", value: -12 },
  { name: "Breaker/Closed", alias: 3, type: "Boolean", value: true },
];
type Sent = { readonly topic: string; readonly payload: Buffer };
const start = () => {
  const bench = benchOf(POINTS);
  const node = edgeNode(5);
  const say = ({ topic, payload }: Sent) => bench.told(topic, payload);
  bench.connect();
  bench.sent.length = 0;
  return { bench, node, say };
};
const born = () => {
  const started = start();
  started.say(started.node.nbirth(T));
  started.say(started.node.dbirth(T, BIRTH));
  return started;
};
const asked = (bench: Bench): readonly string[] =>
  bench.sent.splice(0).map(({ topic, payload }) => `${topic} ${isRebirthRequest(payload)}`);
const REQUEST = "spBv1.0/hall/NCMD/edge1 true";
const all = (why: string) => ["power", "temp", "state"].map(id => `${id}: ${why}`);

describe("births and data", () => {
  test("whoever connects asks every edge node to be born anew, since nothing is retained", () => {
    const bench = benchOf(POINTS);
    bench.connect();
    expect(asked(bench)).toEqual([REQUEST]);
  });

  test("a birth tells all values with their names; data then carry aliases only", () => {
    const { node, say } = start();
    expect(say(node.nbirth(T))).toEqual([]);
    expect(say(node.dbirth(T, BIRTH))).toEqual(["power=0.1", "temp=-12", "state=on"]);
    expect(say(node.ddata(T, [{ alias: 2, type: "Int16", value: -3 }]))).toEqual(["temp=-3"]);
    expect(say(node.ddata(T, [{ alias: 3, type: "Boolean", value: false }]))).toEqual(["state=off"]);
    expect(
      say(
        node.ddata(T, [
          { alias: 9, value: 1 },
          { name: "Other", value: 2 },
        ]),
      ),
    ).toEqual([]);
  });

  test("a birth that a broker remembers is against the specification, and as old as it likes", () => {
    const { bench, node } = start();
    const [nbirth, dbirth] = [node.nbirth(T), node.dbirth(T, BIRTH)];
    expect(bench.told(nbirth.topic, nbirth.payload, true)).toEqual([]);
    expect(bench.told(dbirth.topic, dbirth.payload)).toEqual([]);
  });

  test("an alias is of the device that named it: another device's data never fall on it", () => {
    const { bench, say } = born();
    const other = {
      topic: "spBv1.0/hall/DBIRTH/edge1/db2",
      payload: sparkplugBytes(T, 2, [{ name: "X", alias: 7, value: 1 }]),
    };
    expect(say(other)).toEqual([]);
    const stray = {
      topic: "spBv1.0/hall/DDATA/edge1/db2",
      payload: sparkplugBytes(T, 3, [{ alias: 2, type: "Int16", value: 99 }]),
    };
    expect(say(stray)).toEqual([]);
    expect(asked(bench)).toEqual([]);
  });

  test("other devices behind the node count in its order; what they say is not kept", () => {
    const { bench, say, node } = born();
    for (let i = 0; i < 50; i++) {
      const { payload } = node.dbirth(T + i, [{ name: "Temp", alias: 2, type: "Int16", value: 50 }]);
      expect(say({ topic: `spBv1.0/hall/DBIRTH/edge1/made-up-${i}`, payload })).toEqual([]);
    }
    expect(say(node.ddata(T + 60, [{ alias: 2, type: "Int16", value: 7 }]))).toEqual(["temp=7"]);
    expect(bench.wait(minutes(1))).toEqual([]);
  });

  test("what a birth says is so now, however long ago it came to be so", () => {
    const { bench, node } = start();
    const before = T - 3 * 86_400_000;
    bench.take("spBv1.0/hall/NBIRTH/edge1", node.nbirth(T).payload);
    const birth = node.dbirth(T - 1_000, [{ name: "Temp", at: before, type: "Int16", value: 20 }]);
    expect(bench.take(birth.topic, birth.payload)).toMatchObject([{ at: T - 1_000, quality: "good" }]);
  });

  test("null and a quality of bad or stale are bad", () => {
    const { node, say } = born();
    const metrics: readonly MetricSketch[] = [
      { alias: 1, isNull: true },
      { alias: 2, type: "Int16", value: 20, quality: 500 },
      { alias: 3, type: "Boolean", value: true, quality: 192 },
    ];
    expect(say(node.ddata(T, metrics))).toEqual([
      "power: device reports null",
      "temp: device says the quality is stale",
      "state=on",
    ]);
  });

  test("what is historical is stored at its time and never stands for now", () => {
    const { bench, node } = born();
    const take = ({ topic, payload }: Sent) => bench.take(topic, payload);
    const old = { alias: 2, type: "Int16", value: 15, isHistorical: true } as const;
    expect(take(node.ddata(T, [{ ...old, at: T - 60_000 }]))).toMatchObject([
      { at: T - 60_000, quality: "good" },
    ]);
    expect(take(node.ddata(T + 9_000, [{ ...old, at: T + 5_000 }]))).toMatchObject([
      { quality: "uncertain" },
    ]);
    expect(take(node.ddata(T, [{ ...old, at: 0 }]))).toEqual([]);
  });

  test("data without a birth are not believed: a rebirth is asked for, ever more rarely", () => {
    const { bench, node, say } = start();
    node.nbirth(T);
    const data = () => say(node.ddata(T, [{ name: "Temp", type: "Int16", value: 1 }]));
    bench.wait(seconds(5));
    const seen = [0, 1, 5, 5, 10, 20].map(wait => {
      bench.wait(seconds(wait));
      expect(data()).toEqual([]);
      return asked(bench).length;
    });
    expect(seen).toEqual([1, 0, 0, 1, 0, 1]);
  });
});

test("after the broker was gone, data count only from the next birth on: the node may have been born anew unheard", () => {
  const { bench, node, say } = born();
  node.nbirth(T + 1);
  node.dbirth(T + 1, [
    { name: "Power/Total", alias: 2, type: "Float", value: 400 },
    { name: "Temp", alias: 1, type: "Int16", value: 21 },
  ]);
  bench.connect();
  expect(asked(bench)).toEqual([REQUEST]);
  expect(say(node.ddata(T + 2, [{ alias: 2, type: "Float", value: 30 }]))).toEqual([]);
  say(node.nbirth(T + 3));
  expect(say(node.dbirth(T + 3, BIRTH))).toEqual(["power=0.1", "temp=-12", "state=on"]);
});

test("who heard no birth after the broker was gone knows nothing, and asks until there is one", () => {
  const { bench } = born();
  bench.connect();
  expect(asked(bench)).toEqual([REQUEST]);
  expect(bench.wait(seconds(5))).toEqual(all("no birth since the broker was gone: asked for a rebirth"));
  expect(asked(bench)).toEqual([REQUEST]);
});

describe("the count of messages", () => {
  test("it goes on from 255 to 0", () => {
    const { node, say, bench } = born();
    const values = Array.from({ length: 600 }, (_, i) => i % 50);
    const told = values.map((value, i) => say(node.ddata(T + i, [{ alias: 2, type: "Int16", value }])));
    expect(told).toEqual(values.map(value => [`temp=${value}`]));
    expect(bench.wait(minutes(1))).toEqual([]);
    expect(asked(bench)).toEqual([]);
  });

  test("what comes before its turn waits for what is missing, and is then told in order", () => {
    const { node, say, bench } = born();
    const [first, second, third] = [1, 2, 3].map(value =>
      node.ddata(T + value, [{ alias: 2, type: "Int16", value }]),
    );
    expect(say(third!)).toEqual([]);
    bench.wait(seconds(4));
    expect([say(second!), say(first!)]).toEqual([[], ["temp=1", "temp=2", "temp=3"]]);
    expect(bench.wait(minutes(1))).toEqual([]);
  });

  test("a message that stays away makes everything behind the node unknown until it is born anew", () => {
    const { node, say, bench } = born();
    node.ddata(T, []);
    expect(say(node.ddata(T + 1, [{ alias: 2, type: "Int16", value: 9 }]))).toEqual([]);
    expect(bench.wait(seconds(5))).toEqual(all("message 2 of the edge node is missing: asked for a rebirth"));
    expect(asked(bench)).toEqual([REQUEST]);
    expect(say(node.ddata(T + 2, [{ alias: 2, type: "Int16", value: 9 }]))).toEqual([]);
    bench.wait(seconds(5));
    expect(asked(bench)).toEqual([REQUEST]);
    say(node.nbirth(T + 3));
    expect(say(node.dbirth(T + 3, BIRTH))).toEqual(["power=0.1", "temp=-12", "state=on"]);
    bench.wait(minutes(10));
    expect(asked(bench)).toEqual([]);
  });

  test("a message that comes twice is told once", () => {
    const { node, say, bench } = born();
    const data = node.ddata(T + 1, [{ alias: 2, type: "Int16", value: 9 }]);
    expect([say(data), say(data)]).toEqual([["temp=9"], []]);
    expect(bench.wait(minutes(1))).toEqual([]);
  });

  test("whatever is lost or comes late: no value is ever told out of order, and none is good after a loss until a birth", () => {
    const fate = fc.constantFrom("comes", "comes", "comes", "comes", "late", "lost", "rebirth");
    fc.assert(
      fc.property(fc.array(fate, { minLength: 1, maxLength: 60 }), fates => {
        const { node, say, bench } = born();
        let at = T;
        let newest = -1;
        let value = 0;
        const late: Sent[] = [];
        const heard = (lines: readonly string[]) => {
          for (const line of lines) {
            const told = /^temp=(-?\d+)$/.exec(line)?.[1];
            if (told === undefined || told === "-12") continue;
            expect(Number(told)).toBeGreaterThan(newest);
            newest = Number(told);
          }
        };
        for (const each of fates) {
          at += 1_000;
          if (each === "rebirth") {
            late.length = 0;
            heard(say(node.nbirth(at)));
            heard(say(node.dbirth(at, BIRTH)));
            continue;
          }
          const sent = node.ddata(at, [{ alias: 2, type: "Int16", value: value++ }]);
          if (each === "late") late.push(sent);
          if (each === "comes") heard(say(sent));
          if (each === "comes" && late.length > 0) heard(say(late.shift()!));
        }
        // In the end it is known or said to be unknown: a birth settles it.
        heard(bench.wait(seconds(6)));
        say(node.nbirth(at));
        expect(say(node.dbirth(at, BIRTH))).toContain("temp=-12");
      }),
      { seed: 5, numRuns: 300 },
    );
  });
});

describe("deaths", () => {
  test("the death of a node makes everything behind it bad, at the receipt", () => {
    const { bench, node } = born();
    bench.wait(minutes(1));
    const { topic, payload } = node.ndeath(T - 86_400_000);
    const readings = bench.take(topic, payload);
    expect(readings.map(({ at, quality }) => [at, quality])).toEqual(Array(3).fill([bench.now(), "bad"]));
  });

  test("a late will of an earlier session is passed over", () => {
    const { say, bench } = born();
    expect(say(edgeNode(4).ndeath(T))).toEqual([]);
    expect(bench.doubts).toEqual([
      "hall/edge1: the will of an earlier session came late and was passed over",
    ]);
    expect(say(edgeNode(5).ndeath(T))).toEqual(all("edge node is gone (last will)"));
  });

  test("the death of a device makes its points bad until it is born again", () => {
    const { node, say } = born();
    expect(say(node.ddeath(T))).toEqual(all("device is gone (death certificate of its edge node)"));
    expect(say(node.ddata(T, [{ alias: 2, type: "Int16", value: 9 }]))).toEqual([]);
    expect(say(node.dbirth(T, BIRTH))).toContain("temp=-12");
  });

  test("a device that is not born after its node is unknown", () => {
    const { node, say, bench } = born();
    say(node.nbirth(T));
    expect(bench.wait(seconds(4))).toEqual([]);
    expect(bench.wait(seconds(1))).toEqual(all("edge node was born without this device"));
    expect(bench.wait(minutes(10))).toEqual([]);
  });
});

test("bytes that are no payload make the device's points bad, whatever they are", () => {
  const { bench } = born();
  expect(bench.told("spBv1.0/hall/DDATA/edge1/db1", Buffer.from([0xff, 0xff, 0xff]))).toEqual(
    all("payload is no Sparkplug B payload"),
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), bytes => {
      bench.take("spBv1.0/hall/DDATA/edge1/db1", bytes);
    }),
    { seed: 7, numRuns: 2_000 },
  );
});
