import type { WireRegister } from "#gateway/wire/register.ts";
import type { WireTaskStatistics } from "#gateway/wire/task.ts";
import { percent } from "../format/value.ts";
import { useRead } from "../parts/use-read.ts";
import { href, route } from "../route.ts";
import { hours } from "../store/live.ts";
import { say, t } from "../words/language.ts";
import { monthOf } from "./month.ts";

/** How a month went, duty by duty, and what has not exactly one owner. */
export const Statistics = () => {
  const today = hours.value?.businessDay ?? null;
  const month = route.value.query.month ?? today?.slice(0, 7) ?? null;
  if (month === null) return <p class="calm">{t().tasks.reading}</p>;
  return (
    <>
      <Month month={month} />
      <Gaps />
    </>
  );
};

const Month = ({ month }: { month: string }) => {
  const words = t().tasks;
  const { from, to, before, after } = monthOf(month);
  const { read, again } = useRead<WireTaskStatistics>(`/api/tasks/statistics?from=${from}&to=${to}`);
  const link = (other: string) => href("tasks", null, { view: "statistics", month: other });
  return (
    <section class="statistics">
      <nav class="day-choice" aria-label={words.month}>
        <a class="chip" href={link(before)}>
          {words.monthBefore}
        </a>
        <strong>{month}</strong>
        <a class="chip" href={link(after)}>
          {words.monthAfter}
        </a>
      </nav>
      {read.is === "reading" && <p class="calm">{words.reading}</p>}
      {read.is === "failed" && (
        <p class="calm is-blind">
          <b aria-hidden="true">?</b> {words.failed}{" "}
          <button type="button" onClick={() => void again()}>
            {t().retry}
          </button>
        </p>
      )}
      {read.is === "read" && read.value.duties.length === 0 && <p class="calm">{words.noStatistics}</p>}
      {read.is === "read" && read.value.duties.length > 0 && <Duties duties={read.value.duties} />}
    </section>
  );
};

const COLUMNS = ["done", "late", "missed", "deferred", "open"] as const;

/** A table on a desk; on a phone each duty is a card, with its columns' names. */
const Duties = ({ duties }: { duties: WireTaskStatistics["duties"] }) => {
  const { columns, lateStays, never } = t().tasks;
  return (
    <>
      <table class="duty-table">
        <thead>
          <tr>
            <th scope="col">{columns.duty}</th>
            <th scope="col">{columns.inTime}</th>
            {COLUMNS.map(column => (
              <th key={column} scope="col">
                {columns[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {duties.map(duty => (
            <tr key={duty.duty}>
              <th scope="row">{say(duty.title)}</th>
              <td data-name={columns.inTime}>
                {duty.inTime === null ? (
                  <span class="quiet">{never}</span>
                ) : (
                  <span class="in-time">
                    <progress value={duty.inTime} max={1} aria-label={columns.inTime} />
                    <b>{percent(duty.inTime)}</b>
                  </span>
                )}
              </td>
              {COLUMNS.map(column => (
                <td key={column} data-name={columns[column]} class={duty[column] === 0 ? "is-none" : ""}>
                  {duty[column]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p class="quiet">{lateStays}</p>
    </>
  );
};

/** Zones, things, duties and days without exactly one owner. */
const Gaps = () => {
  const words = t().tasks;
  const { read } = useRead<WireRegister>("/api/register");
  if (read.is !== "read") return null;
  const { gaps } = read.value;
  return (
    <section class="owner-gaps">
      <h2>{words.gaps}</h2>
      {gaps.length === 0 ? (
        <p class="quiet">{words.noGaps}</p>
      ) : (
        <ul>
          {gaps.map(({ kind, id, why }) => (
            <li key={`${kind} ${id}`}>{say(why)}</li>
          ))}
        </ul>
      )}
    </section>
  );
};
