import type { WireTicket } from "#gateway/wire/ticket.ts";
import { duration, moment } from "../format/time.ts";
import { now, timeZone } from "../store/live.ts";
import { say, t } from "../words/language.ts";
import { type Clock, clockState, sortedClocks } from "./clock-state.ts";

/** What must happen by when, what is over, and what was late: that stays. */
export const Clocks = ({ ticket: { clocks, state } }: { ticket: WireTicket }) => {
  const words = t().tickets;
  // With the ticket closed nothing runs but the visit afterwards.
  const shown = clocks.filter(({ doneAt, is }) => doneAt !== null || state !== "closed" || is === "revisit");
  return (
    <section class="clocks">
      <h2>{words.clocks}</h2>
      {shown.length === 0 ? (
        <p class="quiet">{words.noClocks}</p>
      ) : (
        <ul>
          {sortedClocks(shown, now.value).map(clock => (
            <One key={`${clock.is} ${clock.dueAt}`} clock={clock} />
          ))}
        </ul>
      )}
    </section>
  );
};

const One = ({ clock }: { clock: Clock }) => {
  const words = t().tickets;
  const state = clockState(clock, now.value);
  return (
    <li class={`clock is-${state.is}`}>
      <span class="clock-sign" aria-hidden="true">
        {signs[state.is]}
      </span>
      <div>
        <b>{words.clock[clock.is] ?? say(clock.title)}</b>
        <p>{stateText(clock)}</p>
        {!clock.isCertain && <p class="quiet">{words.uncertain}</p>}
        <small>{clock.clauses.join(" · ")}</small>
      </div>
    </li>
  );
};

const signs = { waiting: "…", over: "!", met: "✓", late: "✓" } as const;

const stateText = (clock: Clock): string => {
  const words = t().tickets.clockState;
  const state = clockState(clock, now.value);
  const text = (at: number) => moment(at, now.value, timeZone.value);
  switch (state.is) {
    case "waiting":
      return words.waiting(text(state.dueAt), duration(state.left));
    case "over":
      return words.over(text(state.dueAt), duration(state.by));
    case "met":
      return words.met(text(state.doneAt));
    case "late":
      return words.late(text(state.doneAt), duration(state.by));
    default:
      return state satisfies never;
  }
};
