import type { ComponentChildren } from "preact";
import { Badge } from "../parts/badge.tsx";
import { Icon } from "../parts/icon.tsx";
import { t } from "../words/language.ts";
import { BOLT, wallShape } from "./wall-shape.ts";

/** What the signs of the plan mean. */
export const Legend = () => {
  const { marks } = t().plan;
  return (
    <ul class="plan-legend" aria-label={t().plan.legend}>
      {[1, 2, 3, 4].map(priority => (
        <li key={priority}>
          <Badge priority={priority} /> {t().priority(priority)}
        </li>
      ))}
      <li>
        <i class="hatch" aria-hidden="true" />
        <b aria-hidden="true">?</b> {marks.unknown}
      </li>
      <li>
        <span class="glyph is-running">
          <Icon name="light-circuit" />
        </span>{" "}
        {marks.running}
      </li>
      <li>
        <span class="glyph">
          <Icon name="light-circuit" />
        </span>{" "}
        {marks.off}
      </li>
      <Sample name={marks.doorClosed} contact="closed" />
      <Sample name={marks.doorOpen} contact="open" />
      <Bolt name={marks.locked} look="is-locked" />
      <Bolt name={marks.unlocked} look="is-unlocked" />
    </ul>
  );
};

const DOOR_PX = 26;

const Sample = ({ name, contact }: { name: string; contact: "open" | "closed" }) => {
  const state = {
    kind: "door",
    contact,
    lock: null,
    isRunning: false,
    blind: [],
    blindSince: null,
    alert: null,
  };
  const { gap, leaves, swing } = wallShape({ ...state, hasPoints: true }, DOOR_PX, 1);
  return (
    <Sign name={name}>
      <g transform="translate(18 24)">
        <path class="plan-wall" d="M-18 0H-13M13 0H18" />
        <path class="plan-gap" d={gap} />
        {swing !== "" && <path class="plan-swing" d={swing} />}
        <path class="plan-leaf" d={leaves} />
      </g>
    </Sign>
  );
};

const Bolt = ({ name, look }: { name: string; look: string }) => (
  <Sign name={name}>
    <rect class={`plan-bolt ${look}`} x={18 - BOLT / 2} y={16 - BOLT / 2} width={BOLT} height={BOLT} />
  </Sign>
);

const Sign = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <li>
    <svg class="plan-sign" viewBox="0 0 36 32" aria-hidden="true">
      {children}
    </svg>{" "}
    {name}
  </li>
);
