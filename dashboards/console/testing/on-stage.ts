import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { noBrowser } from "./chromium.ts";
import { Stage } from "./stage.ts";

/** The tests of one part of the console, on a stage that is given to them. */
export type Suite = (stage: Stage) => void;

const isRequired = process.env.HALLWATCH_REQUIRE_SERVICES === "1";

/** Tests in a browser, all on one stage; skipped where Chromium is not installed, unless it has to be. */
export const onStage = (what: string, suites: readonly Suite[]): void => {
  it.runIf(isRequired)("a browser is there to test the console in", () => {
    expect(noBrowser).toBe("");
  });

  describe.skipIf(noBrowser !== "")(`${what}, in Chromium (skipped where Chromium is not installed)`, () => {
    const stage = new Stage();
    beforeAll(() => stage.start());
    afterAll(() => stage.stop());
    for (const suite of suites) suite(stage);
  });
};
