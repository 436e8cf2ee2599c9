import { Icon } from "../parts/icon.tsx";
import { fold, unfolded } from "./causes.ts";

/** Unfolds what stands inside a row, and says how many that are. */
export const Fold = ({ of, count, says }: { of: string; count: number; says: string }) => (
  <button
    type="button"
    class="plain unfold"
    aria-expanded={unfolded.value.has(of)}
    aria-label={says}
    onClick={() => fold(of)}
  >
    <Icon name="expand" />
    <b>{count}</b>
  </button>
);
