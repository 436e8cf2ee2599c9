import type { Faults } from "./faults.ts";
import type { Shown } from "./hall/part.ts";

/** What a device has measured at its points. Everything that goes on a wire is read here. */
export type Readout = (thing: string, role: string) => Shown;

/** The hall's values, but those of a stuck device stay what they were when it got stuck. */
export const readoutOf = (show: Readout, faults: Faults): Readout => {
  const frozen = new Map<string, Shown>();
  return (thing, role) => {
    const key = `${thing}.${role}`;
    if (!faults.has("stuck", thing)) {
      frozen.delete(key);
      return show(thing, role);
    }
    if (!frozen.has(key)) frozen.set(key, show(thing, role));
    return frozen.get(key);
  };
};
