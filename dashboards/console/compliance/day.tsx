import { kWhText } from "../energy/amounts.tsx";
import { dayText } from "../format/day.ts";
import { duration } from "../format/time.ts";
import { href } from "../route.ts";
import { say, t } from "../words/language.ts";
import { Mark } from "./mark.tsx";
import type { ComplianceDay } from "./month.ts";

const MINUTE_MS = 60_000;

/** One day: what was violated by clause, how long nobody could tell, the setpoint, and its certificate. */
export const Day = ({ day }: { day: ComplianceDay }) => {
  const words = t().compliance;
  return (
    <section class="compliance-day" aria-label={day.date}>
      <header>
        <h2>{dayText(day.date)}</h2>
        <a class="close-day" href={href("compliance", null, { month: day.date.slice(0, 7) })}>
          {words.close}
        </a>
      </header>
      <p class={`day-verdict is-${day.verdict}`}>
        <Mark is={day.verdict} /> <strong>{words.verdict[day.verdict]}</strong> · {words.day[day.is]}
      </p>
      {day.verdict === "unknown" && day.violations === 0 && <p>{words.unsure}</p>}
      {day.verdict !== "ahead" && (
        <>
          <h3>{words.clauses}</h3>
          {day.clauses.length === 0 ? (
            <p class="quiet">{words.noClauses}</p>
          ) : (
            <ul class="day-clauses">
              {day.clauses.map(({ clause, text, violations }) => (
                <li key={clause}>
                  <span class="clause-id">{clause}</span>{" "}
                  <span>
                    {text === null ? t().detail.noClause : say(text)}{" "}
                    <small>{words.violations(violations)}</small>
                  </span>
                </li>
              ))}
            </ul>
          )}
          <Facts day={day} />
        </>
      )}
      <p class={day.closing === "none" || day.closing === "broken" ? "day-closing is-wrong" : "day-closing"}>
        {day.closing === "none" && <Mark is="hole" />} {words.closing[day.closing]}
        {day.certificate !== null && (
          <>
            {" "}
            <a href={href("certificates", day.certificate)}>{words.certificate}</a>
          </>
        )}
      </p>
    </section>
  );
};

const Facts = ({ day: { setpoint, unknownMinutes, wastedKwh } }: { day: ComplianceDay }) => {
  const words = t().compliance;
  const length = (minutes: number) => duration(minutes * MINUTE_MS);
  return (
    <>
      <h3>{words.setpoint}</h3>
      {setpoint === null ? (
        <p class="quiet">{words.setpointNone}</p>
      ) : (
        <>
          <Shares of={setpoint} />
          <p>
            {words.setpointOf(
              length(setpoint.keptMinutes),
              length(setpoint.violatedMinutes),
              length(setpoint.unknownMinutes),
            )}
          </p>
        </>
      )}
      <p class="quiet">
        {[
          unknownMinutes > 0 ? words.unknownFor(length(unknownMinutes)) : "",
          wastedKwh > 0 ? words.wasted(kWhText(wastedKwh)) : "",
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
    </>
  );
};

const WIDTH = 100;

/** The three shares side by side: kept filled, beyond outlined in ink, unknown hatched. */
const Shares = ({ of }: { of: NonNullable<ComplianceDay["setpoint"]> }) => {
  const all = of.keptMinutes + of.violatedMinutes + of.unknownMinutes;
  const part = (minutes: number) => (all === 0 ? 0 : (minutes / all) * WIDTH);
  const [kept, violated, unknown] = [part(of.keptMinutes), part(of.violatedMinutes), part(of.unknownMinutes)];
  return (
    <svg class="setpoint-bar" viewBox={`0 0 ${WIDTH} 8`} preserveAspectRatio="none" aria-hidden="true">
      <rect class="is-kept" width={kept} height="8" />
      <rect class="is-violated" x={kept} width={violated} height="8" />
      <rect class="is-unknown" x={kept + violated} width={unknown} height="8" />
    </svg>
  );
};
