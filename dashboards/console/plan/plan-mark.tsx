import { digitY, shapes } from "../parts/shapes.ts";

/** The priority badge of an alert within the plan, its middle at a spot; as large as its digit can be read. */
export const PlanBadge = ({ priority, x, y }: { priority: number; x: number; y: number }) => (
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it can be focused.
  <g
    aria-hidden="true"
    class={`badge is-p${priority}`}
    transform={`translate(${x - 12} ${y - 12}) scale(.75)`}
  >
    <path d={shapes[priority]} />
    <text x="16" y={digitY(priority)}>
      {priority}
    </text>
  </g>
);
