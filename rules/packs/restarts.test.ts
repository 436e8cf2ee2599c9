import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { timelineLoader } from "#gateway/config/load-timelines.ts";
import { millis } from "../time/instant.ts";
import { renderFailures } from "../timeline/render.ts";
import { runTimeline } from "../timeline/run.ts";
import type { Step } from "../timeline/timeline.ts";

// Rule tests about people: whoever put what aside, signed, was told or is owed a report must not depend on the gateway having
// run through.
const FILES = [
  "bank/s12-camera",
  "service-hall/s05-appliance",
  "service-hall/s07-fire-inspection",
  "service-hall/s10-terminals",
  "service-hall/s10-no-report",
  "service-hall/s13-rain",
  "service-hall/s17-power-cut",
  "service-hall/s17-panic",
  "service-hall/s17-one-away",
  "service-hall/explained-by-power-cut",
  "service-hall/dead-broker",
  "service-hall/put-aside",
  "service-hall/life-safety-stays",
  "service-hall/out-of-service",
  "service-hall/told-again",
  "service-hall/s02-certificate",
  "service-hall/s02-nobody-signs-again",
  "service-hall/s06-closing-check",
  "service-hall/s06-late-data",
  "service-hall/s08-dead-ticket-machine",
  "service-hall/s08-no-sign",
  "service-hall/s09-kiosk",
  "service-hall/s09-second-badge",
  "service-hall/s14-handover",
  "service-hall/s14-read-at-once",
  "service-hall/s15-reports",
  "service-hall/s16-closing-check",
];
const load = timelineLoader();

/** The same step after a restart at its moment; one that restarts already stays as it is. */
const restarted = (step: Step): Step =>
  step.actions.some(({ is }) => is === "restart" || is === "clock")
    ? step
    : { ...step, actions: [{ is: "restart", down: millis(0) }, ...step.actions] };

test.each(FILES)("%s goes the same with a restart before every step", async file => {
  const path = join(relative(".", import.meta.dirname), "timelines", `${file}.timeline.yaml`);
  const loaded = await load(path);
  if (loaded.is === "refused") throw new Error(loaded.problems.map(({ message }) => message).join("\n"));
  const { timeline, hall, lineOf } = loaded;
  const run = runTimeline({ ...timeline, steps: timeline.steps.map(restarted) }, hall);
  const shown = { timeZone: hall.site.calendar.timeZone, language: "en", lineOf } as const;
  expect(renderFailures(run, shown)).toBe("");
  expect(run.happenings.filter(({ is }) => is === "restart").length).toBeGreaterThan(5);
});
