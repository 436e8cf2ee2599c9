import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { noBrowser } from "./testing/chromium.ts";
import { Stage } from "./testing/stage.ts";
import { acknowledging } from "./testing/suites/acknowledging.ts";
import { board } from "./testing/suites/board.ts";
import { certificates } from "./testing/suites/certificates.ts";
import { closing } from "./testing/suites/closing.ts";
import { connection } from "./testing/suites/connection.ts";
import { controls } from "./testing/suites/controls.ts";
import { deeds } from "./testing/suites/deeds.ts";
import { devices } from "./testing/suites/devices.ts";
import { everyPage } from "./testing/suites/every-page.ts";
import { flood } from "./testing/suites/flood.ts";
import { handover } from "./testing/suites/handover.ts";
import { history } from "./testing/suites/history.ts";
import { incidents } from "./testing/suites/incidents.ts";
import { lookingAround } from "./testing/suites/looking-around.ts";
import { offline } from "./testing/suites/offline.ts";
import { plan } from "./testing/suites/plan.ts";
import { register } from "./testing/suites/register.ts";
import { roster } from "./testing/suites/roster.ts";
import { scanning } from "./testing/suites/scanning.ts";
import { signingIn } from "./testing/suites/signing-in.ts";
import { slowGateway } from "./testing/suites/slow-gateway.ts";
import { sound } from "./testing/suites/sound.ts";
import { tasks } from "./testing/suites/tasks.ts";
import { tickets } from "./testing/suites/tickets.ts";

const isRequired = process.env.HALLWATCH_REQUIRE_SERVICES === "1";

it.runIf(isRequired)("a browser is there to test the console in", () => {
  expect(noBrowser).toBe("");
});

describe.skipIf(noBrowser !== "")("the console in Chromium (skipped where Chromium is not installed)", () => {
  const stage = new Stage();
  beforeAll(() => stage.start());
  afterAll(() => stage.stop());

  everyPage(stage);
  board(stage);
  acknowledging(stage);
  deeds(stage);
  sound(stage);
  offline(stage);
  flood(stage);
  connection(stage);
  lookingAround(stage);
  plan(stage);
  incidents(stage);
  history(stage);
  roster(stage);
  closing(stage);
  controls(stage);
  devices(stage);
  certificates(stage);
  signingIn(stage);
  tickets(stage);
  handover(stage);
  tasks(stage);
  scanning(stage);
  slowGateway(stage);
  register(stage);
});
