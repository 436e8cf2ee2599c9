import type { Measured } from "#gateway/wire/common.ts";
import { Unknown } from "../parts/unknown.tsx";
import { href } from "../route.ts";
import { say, t } from "../words/language.ts";

/** So many are listed at once. */
const MOST_LISTED = 20;

/** The points that nobody can see, in the order of the gateway: what people's safety hangs on, doors and alarms, the rest. */
export const Blind = ({ points }: { points: readonly Measured[] }) => {
  if (points.length === 0) return null;
  const words = t().incident;
  return (
    <section>
      <h2>
        {words.blindTitle} <b>{points.length}</b> <small>{words.blindFirst}</small>
      </h2>
      <Points points={points.slice(0, MOST_LISTED)} />
      {points.length > MOST_LISTED && (
        <details class="rest">
          <summary>{words.moreList(points.length - MOST_LISTED)}</summary>
          <Points points={points.slice(MOST_LISTED)} />
        </details>
      )}
    </section>
  );
};

const Points = ({ points }: { points: readonly Measured[] }) => (
  <ul class="rows blind-points">
    {points.map(({ point, name, at }) => (
      <li key={point}>
        <a href={href("points", point)}>{say(name)}</a> <Unknown at={at} />
      </li>
    ))}
  </ul>
);
