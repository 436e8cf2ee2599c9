import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { temporary } from "../stores/testing/temporary.ts";
import { buildInto } from "./console-build.ts";

test("two gateways that start at once in a fresh clone build one console, which is whole whenever it is there", async () => {
  const { directory, remove } = temporary();
  onTestFinished(remove);
  const place = join(directory, "dist");
  let looks = 0;
  const broken: string[] = [];
  const look = (): void => {
    if (!existsSync(place)) {
      if (looks > 0) broken.push("it is gone");
      return;
    }
    looks += 1;
    const index = join(place, "index.html");
    if (!existsSync(index)) {
      broken.push("it has no page");
      return;
    }
    const page = readFileSync(index, "utf8");
    const named = [...page.matchAll(/(?:src|href)="\.?\/(assets\/[^"]+)"/g)].map(([, name]) => name ?? "");
    if (named.length === 0) broken.push("its page names nothing");
    broken.push(...named.filter(name => !existsSync(join(place, name))));
  };
  const watching = setInterval(look, 2);
  await Promise.all([buildInto(place), buildInto(place)]).finally(() => clearInterval(watching));
  look();
  expect([looks > 0, broken, readdirSync(directory)]).toEqual([true, [], ["dist"]]);
});
