import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { rulebook } from "#rules/engine/rulebook.ts";
import { parsePack } from "#rules/language/pack.ts";
import { FIRST_PACK, FIRST_TEST } from "#rules/language/reference/first-rule.ts";
import { parseSite } from "#rules/site/parse.ts";
import { draftTimeline } from "#rules/timeline/draft.ts";
import { renderFailures } from "#rules/timeline/render.ts";
import { resolveTimeline } from "#rules/timeline/resolve.ts";
import { runTimeline } from "#rules/timeline/run.ts";
import { testHall } from "#rules/timeline/test-hall.ts";
import { loadNamedProfiles } from "./load-profiles.ts";

const SITE = readFileSync(join(import.meta.dirname, "../../simulators/halls/service-hall.yaml"), "utf8");

const { byName } = await loadNamedProfiles("hall.yaml", SITE);

const firstPack = () => {
  const parsed = parsePack(FIRST_PACK, "my-rules.yaml");
  if (parsed.is === "refused") throw new Error(parsed.problems.map(({ message }) => message).join("\n"));
  return parsed.pack;
};

describe("the first rule", () => {
  it("is judged in the example hall, for every room that has an air-conditioner and a window", () => {
    const parsed = parseSite(SITE, "hall.yaml", byName);
    if (parsed.is === "refused") throw new Error("the example hall is wrong");
    const book = rulebook({ ...parsed.site, settings: {} }, [firstPack()]);
    expect([book.problems, book.lacking]).toEqual([[], []]);
    expect(book.instances.map(({ key }) => key)).toEqual([
      "cooling-with-window-open/AC-off1",
      "cooling-with-window-open/AC-off2",
    ]);
  });

  it("passes its rule test, and fails it when it is changed", () => {
    const failures = (text: string): string => {
      const parsed = parseSite(SITE, "hall.yaml", byName);
      const drafted = draftTimeline(text, "my-rules.timeline.yaml");
      if (parsed.is === "refused" || drafted.is === "refused")
        throw new Error("the first rule test is wrong");
      const hall = testHall({ ...parsed.site, settings: {} }, [firstPack()], {}, ["GA-1.2-15"]);
      const resolved = resolveTimeline(drafted.draft, hall, []);
      if (resolved.is === "refused")
        throw new Error(resolved.problems.map(({ message }) => message).join("\n"));
      const look = { timeZone: "Asia/Shanghai", language: "en", lineOf: () => 1 } as const;
      return renderFailures(runTimeline(resolved.timeline, hall), look);
    };
    expect(failures(FIRST_TEST)).toBe("");
    expect(failures(FIRST_TEST.replace('opened: "10:10"', 'opened: "10:11"'))).toContain("≠");
  });
});
