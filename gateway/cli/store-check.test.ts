import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { describeWith, startVictoria } from "../stores/testing/servers.ts";
import { temporary } from "../stores/testing/temporary.ts";
import { office } from "./testing/office.ts";
import { hallwatch } from "./testing/running.ts";

describeWith("victoria-metrics", "store check", () => {
  test("exit code 1 while a database is away, 0 for one that works, 2 for one that nobody named", async () => {
    const [victoria, place, hall] = [await startVictoria(), temporary(), await office(1883)];
    const file = join(place.directory, "hall.yaml");
    const own = `history:
  influx:
    - { name: away, url: "http://127.0.0.1:9", database: hall }
    - { name: here, url: "${victoria.url}", database: hall }
`;
    writeFileSync(file, readFileSync(hall.config, "utf8") + own);
    const run = async (...args: readonly string[]) => {
      const running = hallwatch("store", "check", file, "--data", place.directory, ...args);
      return { code: await running.ended, answer: running.answer(), all: running.output() };
    };
    const all = await run();
    expect(all.code, all.all).toBe(1);
    expect(all.answer).toMatch(/^away {2}http:\/\/127\.0\.0\.1:9\n✗ reachable .*ECONNREFUSED/);
    expect(all.answer).toMatch(/✓ write and read back +\d+ ms/);
    const here = await run("--name", "here", "--json");
    expect(here.code, here.all).toBe(0);
    expect(JSON.parse(here.answer)).toMatchObject({ schema: 1, ok: true, stores: [{ name: "here" }] });
    const strange = await run("--name", "her");
    expect([strange.code, strange.all]).toEqual([2, expect.stringContaining("did you mean here?")]);
    await Promise.all([victoria.remove(), hall[Symbol.asyncDispose]()]);
    place.remove();
  });
});
