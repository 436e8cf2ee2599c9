import { alertList, type WireAlert } from "../wire/alert.ts";
import { type Address, ask } from "./api.ts";
import { Stop } from "./exit.ts";
import type { Words } from "./words/language.ts";

/** What people put right who go there; the rest befalls devices and wires, where it takes a technician. */
const BY_HAND = ["light-left-on", "door-unlocked", "door-open", "setpoint"];
/** How long somebody is on his way, in ms of the hall's time. */
const ON_THE_WAY_MS = 2 * 60_000;
const LOOK_EVERY_MS = 1_000;

export type Helpers = {
  readonly http: Address;
  /** What befell the hall's devices, as `door-unlocked:D3`. */
  readonly faults: readonly string[];
  /** Ends one of them. */
  readonly putRight: (fault: string) => void;
  readonly say: (text: string) => void;
};

/**
 * The people of the demo hall: whoever acknowledges an alert sends somebody, who locks the door or switches the light off.
 * They know of alerts what everybody does, asked of the gateway.
 *
 * @returns what sends them home
 */
export const sendHelpers = ({ http, faults, putRight, say }: Helpers, words: Words): (() => void) => {
  const left = new Set(faults.filter(fault => BY_HAND.some(name => fault.startsWith(`${name}:`))));
  let isAsking = false;
  const look = async (): Promise<void> => {
    if (isAsking || left.size === 0) return;
    isAsking = true;
    const known = await ask(http, "/api/alerts?state=open&limit=1000", alertList, words).catch(quiet);
    isAsking = false;
    for (const { fault, by } of known ? reached([...left], known.alerts, Date.parse(known.at)) : []) {
      left.delete(fault);
      putRight(fault);
      say(words.demo.putRight(by, fault));
    }
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  return () => clearInterval(timer);
};

/** The faults where somebody has arrived, and who sent him. @param at  the hall's time, ms since 1970 */
export const reached = (
  faults: readonly string[],
  alerts: readonly Pick<WireAlert, "target" | "acknowledgement">[],
  at: number,
): readonly { readonly fault: string; readonly by: string }[] =>
  faults.flatMap(fault => {
    const target = fault.slice(fault.indexOf(":") + 1);
    const seen = alerts
      .filter(alert => alert.target === target)
      .flatMap(({ acknowledgement }) => acknowledgement ?? [])
      .find(acknowledgement => Date.parse(acknowledgement.at) + ON_THE_WAY_MS <= at);
    return seen ? [{ fault, by: seen.by }] : [];
  });

/** A gateway too busy to answer is asked again; a bug does not pass. */
const quiet = (error: unknown): null => {
  if (error instanceof Stop) return null;
  throw error;
};
