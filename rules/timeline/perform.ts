import type { Reading } from "../reading/reading.ts";
import { after, type Instant } from "../time/instant.ts";
import type { Devices } from "./devices.ts";
import type { Failure } from "./failure.ts";
import type { Play } from "./play.ts";
import type { Action, Step } from "./timeline.ts";

/** What came of the actions of a step: when they are over, what was refused, and what could not be done at all. */
export type Performed = {
  readonly at: Instant;
  readonly refusals: readonly { readonly why: string; readonly path: Step["path"] }[];
  readonly failures: readonly Failure[];
};

/** Lets time go on until `to`: the devices report by themselves, the engine judges. */
export const goOn = (play: Play, devices: Devices, to: Instant): void => {
  for (let at = devices.next(); at < to; at = devices.next())
    hear(play, devices.report(at as Instant), at as Instant);
};

/** Does what a step says, in its order; readings of the same moment go in together. */
export const perform = (
  { at: start, actions, path }: Step,
  play: Play,
  devices: Devices,
  saw: (action: Action, at: Instant) => void,
): Performed => {
  const refusals: { why: string; path: Step["path"] }[] = [];
  const failures: Failure[] = [];
  let at = start;
  const readings: Reading[] = [];
  for (const action of actions) {
    if (action.is !== "command") saw(action, at);
    if (action.is === "clock") {
      at = after(at, action.by);
      devices.move(action.by);
      play.step({ is: "clock-moved", by: action.by, at });
    } else if (action.is === "restart") {
      hear(play, devices.reportAll(at), at);
      play.restart(at, action.down);
      at = after(at, action.down);
      devices.skip(at);
    } else if (action.is === "purge") continue;
    else if (action.is !== "command") {
      const said = devices.act(action, at);
      if ("is" in said) failures.push({ at, path: "path" in action ? action.path : path, about: said });
      else readings.push(...said);
    }
  }
  hear(play, [...readings, ...devices.report(at)], at);
  // What people speak of is what there is by now, also where nothing came in.
  if (actions.some(({ is }) => is === "command")) play.step({ is: "tick", at });
  for (const action of actions) {
    if (action.is !== "command") continue;
    if (action.wait > 0) {
      at = after(at, action.wait);
      goOn(play, devices, at);
      hear(play, devices.report(at), at);
      play.step({ is: "tick", at });
    }
    saw(action, at);
    const why = play.command(action.command, at);
    if (why !== undefined) refusals.push({ why, path: action.path });
  }
  play.step({ is: "tick", at });
  for (const action of actions) if (action.is === "purge") play.purge(at, action.keepDays);
  return { at, refusals, failures };
};

/** Readings of one moment, as one message after the other. */
const hear = (play: Play, readings: readonly Reading[], at: Instant): void => {
  if (readings.length > 0) play.step({ is: "readings", readings, at });
};
