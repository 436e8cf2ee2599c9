import type { ComplianceDay } from "./month.ts";

const SHAPES: Readonly<Record<ComplianceDay["verdict"] | "hole", string>> = {
  kept: "M4 10.5l4 4 8-9",
  violated: "M5 5l10 10M15 5 5 15",
  unknown: "M7 7.5a3 3 0 1 1 4.2 2.7c-.8.4-1.2.9-1.2 1.8M10 15.2v.1",
  ahead: "M6 10h8",
  hole: "M5.5 3.5h6l3 3v10h-9Z",
};

/** The shape of a day; it never stands without a word. */
export const Mark = ({ is }: { is: ComplianceDay["verdict"] | "hole" }) => (
  <svg class={`day-mark is-${is}`} viewBox="0 0 20 20" aria-hidden="true">
    <path d={SHAPES[is]} />
  </svg>
);
