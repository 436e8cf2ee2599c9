import { afterAll, beforeAll, describe } from "vitest";
import { noBrowser } from "../testing/chromium.ts";
import { Night } from "./testing/night.ts";
import { cutOff } from "./testing/steps/cut-off.ts";
import { firstAlerts } from "./testing/steps/first-alerts.ts";
import { untilMorning } from "./testing/steps/until-morning.ts";

// Some steps wait for what takes its time on purpose: fifteen seconds of silence, a gateway that starts.
/**
 * One night, told from its first alert until it can be handed over: the gateway as it is delivered, simulated devices on
 * the wire, two consoles. Each test goes on where the last ended.
 */
describe.skipIf(noBrowser !== "")("a guard's night (skipped where Chromium is not installed)", () => {
  const night = new Night();
  beforeAll(() => night.start(), 90_000);
  afterAll(() => night.stop());

  firstAlerts(night);
  cutOff(night);
  untilMorning(night);
});
