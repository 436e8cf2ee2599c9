import type { WireTicket } from "#gateway/wire/ticket.ts";
import { duration, shortMoment } from "../format/time.ts";
import { href } from "../route.ts";
import { now, timeZone } from "../store/live.ts";
import { say, t } from "../words/language.ts";
import { clockState, firstClock } from "./clock-state.ts";

/** One ticket in the list: what it is, how it stands, and what is due first. */
export const TicketRow = ({ ticket }: { ticket: WireTicket }) => {
  const words = t().tickets;
  const { id, kind, state, title, targetName, openedAt, openedBy, removal, spare } = ticket;
  const time = shortMoment(Date.parse(openedAt), now.value, timeZone.value);
  return (
    <li class="ticket-row" data-ticket={id}>
      <a href={href("tickets", id)}>
        <div>
          <strong>{say(title)}</strong>
          <small>
            {words.kind[kind] ?? kind}
            {say(targetName) !== say(title) && ` · ${say(targetName)}`}
          </small>
          <Marks ticket={ticket} />
        </div>
        <div class="ticket-standing">
          <span>
            <b>{words.state[state] ?? state}</b>
            {removal !== null && spare === null && state !== "closed" && ` · ${words.noSpare}`}
          </span>
          <FirstClock ticket={ticket} />
          <small>{words.openedBy(openedBy, time)}</small>
        </div>
      </a>
    </li>
  );
};

/** What the ticket waits for first, with a shape of its own once that is late. */
const FirstClock = ({ ticket }: { ticket: WireTicket }) => {
  const words = t().tickets;
  const first = firstClock(ticket, now.value);
  if (first === null) return null;
  const title = words.clock[first.is] ?? say(first.title);
  const state = clockState(first, now.value);
  if (state.is === "over")
    return (
      <span class="late-mark">
        <b aria-hidden="true">!</b> {words.late(title, duration(state.by))}
      </span>
    );
  return <small>{words.due(title, shortMoment(Date.parse(first.dueAt), now.value, timeZone.value))}</small>;
};

/** What sets a ticket apart, in words. */
export const Marks = ({ ticket: { isAffecting, isConfidential, isMajor } }: { ticket: WireTicket }) => {
  const words = t().tickets;
  const marks = [
    ...(isAffecting ? [words.affecting] : []),
    ...(isMajor ? [words.major] : []),
    ...(isConfidential ? [words.confidential] : []),
  ];
  return marks.length === 0 ? null : (
    <span class="ticket-marks">
      {marks.map(mark => (
        <span key={mark}>{mark}</span>
      ))}
    </span>
  );
};
