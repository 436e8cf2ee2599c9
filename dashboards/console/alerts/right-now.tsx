import type { ComponentChildren } from "preact";
import { shortMoment } from "../format/time.ts";
import { Reading } from "../parts/reading.tsx";
import { href } from "../route.ts";
import { closing, hall, hours, isLost, now, points, timeZone, trust } from "../store/live.ts";
import { trustOf } from "../store/trust.ts";
import { t } from "../words/language.ts";

/** What fills the place of the detail while no alert is opened: how the hall stands, in five lines. */
export const RightNow = () => (
  <aside class="detail right-now" aria-label={t().now.title}>
    <h2>{t().now.title}</h2>
    <dl>
      <Hours />
      <People />
      <Outdoor />
      <Trusted />
      <Closing />
    </dl>
    <p class="quiet">{t().now.hint}</p>
  </aside>
);

const Line = ({ name, to, children }: { name: string; to: string; children: ComponentChildren }) => (
  <div>
    <dt>{name}</dt>
    <dd>
      <a href={to}>{children}</a>
    </dd>
  </div>
);

const Hours = () => {
  const span = hours.value;
  if (!span) return null;
  const until = span.until && shortMoment(Date.parse(span.until), now.value, timeZone.value);
  return (
    <Line name={t().now.hours} to={href("plan")}>
      <b>{t().hall.phase[span.phase]}</b> {until && <small>{t().hall.until(until)}</small>}
    </Line>
  );
};

const People = () => {
  const counts = [...points.value.values()]
    .map(point => point.value)
    .filter(({ role }) => role === "occupancy");
  if (counts.length === 0) return null;
  const known = counts.filter(point => trustOf(point, now.value, !isLost.value) === "good");
  const sum = known.reduce((total, { value }) => total + (value ?? 0), 0);
  return (
    <Line name={t().now.people} to={href("plan")}>
      <b>{known.length > 0 ? sum : "?"}</b>{" "}
      {known.length < counts.length && <small>{t().now.peopleUnknown(counts.length - known.length)}</small>}
    </Line>
  );
};

const Outdoor = () => {
  const point = [...points.value.values()].find(each => each.value.class === "outside-air-temp");
  return point ? (
    <Line name={t().now.outdoor} to={href("plan")}>
      <Reading of={point.value} />
    </Line>
  ) : null;
};

const Trusted = () => {
  const { all, good } = trust.value;
  return (
    <Line name={t().now.points} to={href("points", null, good < all ? { show: "notGood" } : {})}>
      <b>{good}</b> / {all} {good < all && <span class="unknown">{t().hall.unseen(all - good)}</span>}
    </Line>
  );
};

const Closing = () => {
  const check = closing.value;
  if (!check || hall.value === null) return null;
  const { pass, fail, unknown } = check.counts;
  return (
    <Line name={t().now.closing} to={href("closing")}>
      {isLost.value ? (
        <span class="unknown">?</span>
      ) : (
        <>
          <b>{pass}</b> / {pass + fail + unknown}
        </>
      )}
    </Line>
  );
};
