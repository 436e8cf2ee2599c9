import { describe, expect, it } from "vitest";
import { type Settled, settle } from "./settle.ts";
import type { Verdict } from "./verdict.ts";

const LINES = Array.from({ length: 1_000 }, (_, n) => `line ${n}`);

/** A server that judges each request by its lines; remembers what it stored and how often it was asked. */
const run = async (judge: (lines: readonly string[]) => { verdict: Verdict; stored: readonly string[] }) => {
  const stored = new Set<string>();
  let requests = 0;
  const send = async (lines: readonly string[]): Promise<Verdict> => {
    requests += 1;
    const judged = judge(lines);
    for (const line of judged.stored) stored.add(line);
    return judged.verdict;
  };
  const settled: Settled = await settle(LINES, await send(LINES), send);
  return { settled, stored: stored.size, requests };
};

const isBad = (line: string) => line.endsWith("77");
const BAD = LINES.filter(isBad);
const poison = (why: string) => BAD.map(line => ({ line, count: 1, why }));

describe("lines that a server does not take", () => {
  it("are found one by one when it refuses a request whole, and all others are stored", async () => {
    const { settled, stored } = await run(lines =>
      lines.some(isBad)
        ? { verdict: { is: "refused", why: "bad" }, stored: [] }
        : { verdict: { is: "stored" }, stored: lines },
    );
    expect(settled).toEqual({ is: "settled", poison: poison("bad") });
    expect(stored).toBe(LINES.length - BAD.length);
  });

  it("are found one by one when it takes the others of the request", async () => {
    const { settled, stored } = await run(lines => {
      const refused = lines.filter(isBad).length;
      const good = lines.filter(line => !isBad(line));
      return refused === 0
        ? { verdict: { is: "stored" }, stored: good }
        : { verdict: { is: "partial", refused, why: "bad" }, stored: good };
    });
    expect(settled).toEqual({ is: "settled", poison: poison("bad") });
    expect(stored).toBe(LINES.length - BAD.length);
  });

  it("cost one request when they are all of them", async () => {
    const { settled, requests } = await run(lines => ({
      verdict: { is: "partial", refused: lines.length, why: "too old" },
      stored: [],
    }));
    expect(settled).toEqual({
      is: "settled",
      poison: LINES.map(line => ({ line, count: 1, why: "too old" })),
    });
    expect(requests).toBe(1);
  });

  it("do not cost requests without end when every second one is bad", async () => {
    const isOdd = (line: string) => Number(line.slice(5)) % 2 === 1;
    const { settled, requests, stored } = await run(lines => ({
      verdict: { is: "partial", refused: lines.filter(isOdd).length || null, why: "odd" },
      stored: lines.filter(line => !isOdd(line)),
    }));
    expect(requests).toBeLessThan(600);
    expect(stored).toBe(500);
    const counted = settled.is === "settled" ? settled.poison.reduce((sum, { count }) => sum + count, 0) : 0;
    expect(counted).toBeGreaterThanOrEqual(500);
  });

  it("are halved until they fit when there are too many for one request", async () => {
    const { settled, stored } = await run(lines =>
      lines.length > 3
        ? { verdict: { is: "too-large", why: "413" }, stored: [] }
        : { verdict: { is: "stored" }, stored: lines },
    );
    expect(settled).toEqual({ is: "settled", poison: [] });
    expect(stored).toBe(LINES.length);
  });

  it("are not judged at all when the server goes away in the middle", async () => {
    let asked = 0;
    const { settled } = await run(() => {
      asked += 1;
      return {
        verdict: asked < 3 ? { is: "refused", why: "bad" } : { is: "away", why: "reset" },
        stored: [],
      };
    });
    expect(settled).toEqual({ is: "away", why: "reset" });
  });
});
