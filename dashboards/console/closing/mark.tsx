import "../styles/closing.css";
import type { Verdict } from "./verdict.ts";

const signs: Readonly<Record<Exclude<Verdict, "unknown">, string>> = {
  fail: "M10 10 22 22M22 10 10 22",
  // A hand: somebody said so, nothing measured it.
  "by-hand": "M11 17V10.5M14 16V8.5M17 16V9M20 17V11M11 17l-2.3-2.2M11 17c0 5 1.5 7 5 7s4-2.5 4-7",
  excepted: "M10 16h12",
  pass: "M9 16.5l5 5L23 11",
};

/** What can be said of an item, as a sign in a ring: the ring is whole for what was measured, broken for what was not. */
export const VerdictMark = ({ verdict }: { verdict: Verdict }) => (
  <svg class={`mark is-${verdict}`} viewBox="0 0 32 32" aria-hidden="true">
    <circle cx="16" cy="16" r="13.5" />
    {verdict === "unknown" ? (
      <text x="16" y="22">
        ?
      </text>
    ) : (
      <path d={signs[verdict]} />
    )}
  </svg>
);
