import type { Transition } from "./alert.ts";
import { isQuiet } from "./quiet.ts";

/**
 * Whether an event, as the engine tells it, is one that counts as an alarm for whoever watches: a revision that begins
 * while nothing hushes the alert. What is put aside, explained or out of service is listed, not counted.
 *
 * @see EEMUA 191 and ISA-18.2 on alarm rates; the definition is ours
 */
export const isAnnunciation = ({ event, alert }: Transition): boolean =>
  event.change?.revision !== undefined && !isQuiet(alert);
