import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { millis } from "#rules/time/instant.ts";
import { decode } from "./decode.ts";
import { exception } from "./exception.ts";
import type { Answer, ReadRequest } from "./exchange.ts";
import { type PointSketch, pointOf } from "./testing/points.ts";
import { bytesOf, connectionOver, memoryLink, type WireName } from "./testing/wire.ts";

/** One captured or documented exchange of `testdata/frames`. */
type FrameCase = {
  readonly wire: WireName;
  readonly request: ReadRequest;
  /** Requests are counted from 1 on a connection: how many go before this one is its transaction. */
  readonly transaction?: number;
  readonly sent?: string;
  readonly received: string;
  readonly point?: PointSketch;
};

type Expected = { readonly answer: Answer; readonly values?: readonly number[]; readonly means?: string };

const folder = new URL("testdata/frames/", import.meta.url);
const load = (path: string) => JSON.parse(readFileSync(new URL(path, folder), "utf8"));

/** A connection that has had so many exchanges. */
const connectionAfter = async (wire: WireName, exchanges: number) => {
  const link = memoryLink();
  const connection = connectionOver(link, wire);
  for (let i = 0; i < exchanges; i += 1) {
    const asked = connection.read({ unit: 9, table: "coil", address: 0, count: 1 }, millis(60_000));
    link.receive(Uint8Array.from([i >> 8, (i + 1) & 0xff, 0, 0, 0, 4, 9, 1, 1, 0]));
    await asked;
  }
  return { link, connection };
};

test.each(readdirSync(folder))("frames: %s", async name => {
  const { wire, request, transaction = 1, sent, received, point }: FrameCase = load(`${name}/input.json`);
  const expected: Expected = load(`${name}/expected.json`);
  const { link, connection } = await connectionAfter(wire, wire === "mbap" ? transaction - 1 : 0);
  const asked = connection.read(request, millis(5));
  if (sent) expect([...link.sent.at(-1)!]).toEqual([...bytesOf(sent)]);
  link.receive(bytesOf(received));
  const answer = await asked;
  expect(answer).toEqual(expected.answer);
  if (answer.is === "words" && point) {
    const width = answer.words.length / expected.values!.length;
    const values = expected.values!.map((_, i) =>
      decode(pointOf(point), [answer.words.slice(i * width, (i + 1) * width)]),
    );
    expect(values).toEqual(expected.values!.map(value => ({ is: "value", value })));
  }
  if (answer.is === "exception") expect(exception(answer.code).means).toBe(expected.means);
});
