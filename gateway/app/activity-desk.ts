import type { Command } from "#rules/engine/input.ts";
import type { Site } from "#rules/site/model.ts";
import { type Activity, type Notice, spanOf } from "#rules/time/activities.ts";
import { type Instant, instant, toIso } from "#rules/time/instant.ts";
import type { ActivityNoted } from "../http/api.ts";
import type { Clock } from "../ports/clock.ts";
import type { WireActivity, WireActivityApproval, WireActivityRequest } from "../wire/activity.ts";
import type { LiveEngine } from "./live-engine.ts";
import type { Loop } from "./loop.ts";
import { nameOf } from "./person-name.ts";
import type { Recorder } from "./recorder.ts";

export type ActivityDeskParts = {
  readonly site: Site;
  readonly engine: LiveEngine;
  readonly recorder: Recorder;
  readonly loop: Loop;
  readonly clock: Clock;
};

/** Where people ask for the hall after hours, and approve it. */
export class ActivityDesk {
  readonly #parts: ActivityDeskParts;

  constructor(parts: ActivityDeskParts) {
    this.#parts = parts;
  }

  list(): readonly WireActivity[] {
    return this.#parts.engine.current.activities().map(activity => this.#wire(activity));
  }

  request({ id, zones, from, to, by }: WireActivityRequest): Promise<ActivityNoted> {
    const { site, clock } = this.#parts;
    const hours = { from: instant(Date.parse(from)), to: instant(Date.parse(to)) };
    const at = clock.now();
    return this.#obey(id, { is: "request-activity", id, zones, ...hours, by: nameOf(site.people, by), at });
  }

  async approve(id: string, { by, override }: WireActivityApproval): Promise<ActivityNoted> {
    const { site, clock } = this.#parts;
    if (this.#find(id) === undefined) return { is: "unknown" };
    return this.#obey(id, {
      is: "approve-activity",
      id,
      by: nameOf(site.people, by),
      at: clock.now(),
      ...(override !== undefined && { override }),
    });
  }

  async #obey(id: string, command: Command): Promise<ActivityNoted> {
    const { recorder, loop } = this.#parts;
    if (recorder.trouble !== "")
      return { is: "unrecorded", why: `was not noted, try again later: ${recorder.trouble}` };
    const outcome = await loop.command(command);
    if (outcome.refused !== undefined) return { is: "refused", why: outcome.refused };
    if (outcome.waits !== undefined)
      return {
        is: "unrecorded",
        why: `was noted, but that will only be recorded when the record can be written: ${outcome.waits}`,
      };
    const found = this.#find(id);
    return found ? { is: "done", activity: this.#wire(found) } : { is: "unknown" };
  }

  #find(id: string): Activity | undefined {
    return this.#parts.engine.current.activities().find(activity => activity.id === id);
  }

  #wire(activity: Activity): WireActivity {
    const { engine, clock } = this.#parts;
    return wireActivity(activity, engine.current.activityNotice(), clock.now());
  }
}

/** An activity as the API tells it at a moment. */
export const wireActivity = (activity: Activity, notice: Notice, at: Instant): WireActivity => ({
  id: activity.id,
  zones: [...activity.zones],
  from: toIso(activity.from),
  to: toIso(activity.to),
  requestedAt: toIso(activity.requestedAt),
  requestedBy: activity.requestedBy,
  approval: activity.approval
    ? {
        at: toIso(activity.approval.at),
        by: activity.approval.by,
        override: activity.approval.override ?? null,
      }
    : null,
  state: stateOf(activity, notice, at),
});

const stateOf = (activity: Activity, notice: Notice, at: Instant): WireActivity["state"] => {
  if (activity.to <= at) return "over";
  if (activity.approval === undefined) return "requested";
  return spanOf(activity, notice) === null ? "without-effect" : "approved";
};
