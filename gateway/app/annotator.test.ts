import { describe, expect, test } from "vitest";
import type { Alert, Transition } from "#rules/alert/alert.ts";
import type { Engine } from "#rules/engine/engine.ts";
import type { Site } from "#rules/site/model.ts";
import { instant } from "#rules/time/instant.ts";
import type { History, Sample } from "../ports/history.ts";
import { lightOn, MORNING } from "../stores/testing/sample-alerts.ts";
import { Annotator } from "./annotator.ts";
import type { LiveEngine } from "./live-engine.ts";
import { OpenAlerts } from "./open-alerts.ts";
import { anchorSample } from "./series.ts";
import { handClock } from "./testing/hand-clock.ts";

/** An annotator of a hall that has only alerts, and what it wrote. */
const writing = (open: readonly Alert[] = []) => {
  const written: Sample[] = [];
  const annotator = new Annotator({
    site: { id: "office", points: [] as Site["points"] } as Site,
    engine: { current: { now: () => MORNING } as Engine } as LiveEngine,
    alerts: new OpenAlerts(open),
    history: { annotate: (samples: readonly Sample[]) => written.push(...samples) } as unknown as History,
    clock: handClock(MORNING),
    counts: { queued: 0, readings: 0, coalesced: 0, lagMs: 0 },
  });
  const tell = (is: Transition["event"]["is"], alert: Alert) => {
    written.length = 0;
    annotator.told([{ event: { is, alert: alert.id, at: alert.changedAt }, alert }], []);
    return written
      .filter(({ measurement }) => measurement === "alert")
      .map(({ tags, fields }) => [tags.priority, fields.open, fields.label, fields.state, fields.service]);
  };
  return { tell };
};

describe("the series of an alert", () => {
  test("tell its label, and unknown as a value of its own", () => {
    const { tell } = writing();
    const by = { by: "王伟", note: "", at: MORNING };
    expect([
      tell("raised", lightOn("a")),
      tell("blinded", lightOn("a", { condition: "unknown" })),
      tell("acknowledged", lightOn("a", { condition: "unknown", acknowledgement: by })),
      tell(
        "shelved",
        lightOn("a", {
          shelf: { is: "timed", by: "王伟", reason: "x", at: MORNING, until: instant(MORNING + 1) },
        }),
      ),
      tell("suppressed", lightOn("a", { suppression: { rule: "mains-lost", cause: "b", at: MORNING } })),
    ]).toEqual([
      [["3", 1, "unacknowledged", 1, 1]],
      [["3", 1, "unacknowledged", 2, 1]],
      [["3", 1, "acknowledged", 2, 1]],
      [["3", 1, "shelved", 1, 0]],
      [["3", 1, "suppressed", 1, 0]],
    ]);
  });

  test("end under the old priority when it becomes more urgent, so that nobody counts it twice", () => {
    const { tell } = writing();
    tell("raised", lightOn("a"));
    expect(tell("worsened", lightOn("a", { priority: 2, revision: 2 }))).toEqual([
      ["3", 0, "unacknowledged", 1, 1],
      ["2", 1, "unacknowledged", 1, 1],
    ]);
    expect(tell("escalated", lightOn("a", { priority: 2, revision: 2 }))).toEqual([
      ["2", 1, "unacknowledged", 1, 1],
    ]);
  });

  test("also where the gateway was started anew in between", () => {
    const { tell } = writing([lightOn("a")]);
    expect(
      tell("worsened", lightOn("a", { priority: 1 })).map(([priority, open]) => [priority, open]),
    ).toEqual([
      ["3", 0],
      ["1", 1],
    ]);
  });
});

test("an anchor of the trail is a sample of its own, with the whole hash", () => {
  expect(anchorSample({ id: "office" } as Site, { seq: 1_000, hash: "ab12", at: MORNING })).toEqual({
    measurement: "audit_anchor",
    tags: { site: "office" },
    fields: { seq: 1_000, hash: "ab12" },
    at: MORNING,
  });
});
