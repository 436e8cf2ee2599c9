import { percent } from "../format/value.ts";
import { t } from "../words/language.ts";

/** The bar is as long as twice what a device may be silent: its limit stands in the middle. */
const LONGEST = 2;

/** How long a device has been silent on its own rhythm: up to the mark nothing is wrong. */
export const RhythmBar = ({ silence }: { silence: number | null }) => (
  <svg
    class={`rhythm${silence === null || silence > 1 ? " is-over" : ""}`}
    viewBox="0 0 100 10"
    preserveAspectRatio="none"
    role="img"
    aria-label={silence === null ? t().devices.neverHeard : t().devices.rhythm(percent(silence))}
  >
    <rect class="track" x="0" y="2" width="100" height="6" />
    <rect
      class="gone"
      x="0"
      y="2"
      width={silence === null ? 100 : (100 * Math.min(silence, LONGEST)) / LONGEST}
      height="6"
    />
    <path class="limit" d="M50 0v10" />
  </svg>
);
