import type { WireAlert } from "#gateway/wire/alert.ts";
import { digitY, shapes } from "./shapes.ts";

/** `filled`: somebody is needed or has it. `hollow`: over, but nobody has seen it. `off`: none of this priority. */
export type BadgeLook = "filled" | "hollow" | "off";

/** The priority of something as shape, colour and digit. It is drawn only; the text beside it must say the same. */
export const Badge = ({ priority, look = "filled" }: { priority: number; look?: BadgeLook }) => (
  <svg class={`badge is-p${priority} is-${look}`} viewBox="0 0 32 32" aria-hidden="true">
    <path d={shapes[priority]} />
    <text x="16" y={digitY(priority)}>
      {priority}
    </text>
  </svg>
);

/** How the badge of an alert looks. */
export const lookOf = ({ label }: WireAlert): BadgeLook =>
  label === "returned" ? "hollow" : label === "closed" ? "off" : "filled";
