import "../styles/print.css";
import { useState } from "preact/hooks";
import type { WireTicket } from "#gateway/wire/ticket.ts";
import { listText } from "../format/list.ts";
import { moment, shortMoment } from "../format/time.ts";
import { NotRead } from "../parts/not-read.tsx";
import { usePapers } from "../parts/use-papers.ts";
import { href } from "../route.ts";
import { isLost, now, timeZone } from "../store/live.ts";
import { tell } from "../store/news.ts";
import { say, t } from "../words/language.ts";
import { type ActName, isAct } from "./act-body.ts";
import { ActDialog } from "./act-dialog.tsx";
import { Clocks } from "./clocks.tsx";
import { actName, nameOf } from "./names.ts";
import { Marks } from "./row.tsx";
import { storyOf } from "./story.ts";

/** One ticket: what is due when, what to do next, and everything that happened to it. */
export const TicketPage = ({ id }: { id: string }) => {
  const words = t().tickets;
  const { read, again } = usePapers<WireTicket>(`/api/tickets/${encodeURIComponent(id)}`, "ticket");
  return (
    <div class="ticket-page">
      <a class="chip to-list" href={href("tickets")}>
        ‹ {words.back}
      </a>
      {read.is === "read" ? (
        <>
          {(read.isOld || isLost.value) && <p class="last-known">{t().needsLink}</p>}
          <Ticket ticket={read.value} again={again} />
        </>
      ) : (
        <NotRead read={read} words={{ reading: words.reading, failed: words.missing }} again={again} />
      )}
    </div>
  );
};

const Ticket = ({ ticket, again }: { ticket: WireTicket; again: () => Promise<void> }) => {
  const words = t().tickets;
  const { kind, title, targetName, state, openedAt, openedBy, isConfidential, description } = ticket;
  const time = moment(Date.parse(openedAt), now.value, timeZone.value);
  return (
    <article class="ticket">
      <header>
        <h1>{say(title)}</h1>
        <p>
          {words.kind[kind] ?? kind} · {say(targetName)} · <b>{words.state[state] ?? state}</b>
        </p>
        <p class="quiet">
          {words.openedBy(openedBy, time)} · {ticket.id}
        </p>
        <Marks ticket={ticket} />
        {isConfidential && description === "" && <p class="ticket-hidden">{words.hidden}</p>}
        <Cause cause={ticket.cause} />
        <Clauses clauses={ticket.clauses} />
      </header>
      <Clocks ticket={ticket} />
      <Next ticket={ticket} again={again} />
      <Grants ticket={ticket} />
      <Story ticket={ticket} />
      <button type="button" class="plain print-it" onClick={() => print()}>
        {words.print}
      </button>
    </article>
  );
};

/** Tasks are called by their duty and period, alerts otherwise. */
const Cause = ({ cause }: { cause: string | null }) => {
  const words = t().tickets;
  if (cause === null) return null;
  const isTask = /^[\w-]+\/\d{4}/.test(cause);
  return (
    <p>
      {words.cause}{" "}
      <a class="in-text" href={isTask ? `#/tasks/${encodeURIComponent(cause)}` : href("alerts", cause)}>
        {isTask ? words.causeTask : words.causeAlert}
      </a>
    </p>
  );
};

const Clauses = ({ clauses }: { clauses: readonly string[] }) =>
  clauses.length === 0 ? null : (
    <p class="quiet">
      {t().tickets.clauses} {clauses.join(" · ")}
    </p>
  );

/** Acts that are likely next stand as buttons of their own; the others behind one. */
const LIKELY = 3;

const Next = ({ ticket, again }: { ticket: WireTicket; again: () => Promise<void> }) => {
  const words = t().tickets;
  const [asked, ask] = useState<ActName | null>(null);
  const acts = ticket.next.filter(isAct);
  if (ticket.state === "closed" && acts.length === 0) return <p class="ticket-nothing">{words.nothing}</p>;
  if (acts.length === 0) return null;
  const button = (act: ActName, place: number) => (
    <button
      key={act}
      type="button"
      data-act={act}
      class={place === 0 ? "primary" : undefined}
      onClick={() => (isLost.value ? tell(t().needsLink, "problem") : ask(act))}
    >
      {actName(act)}
    </button>
  );
  return (
    <section class="ticket-next">
      <h2>{words.next}</h2>
      <div class="acts">{acts.slice(0, LIKELY).map(button)}</div>
      {acts.length > LIKELY && (
        <details>
          <summary>{words.more}</summary>
          <div class="acts">{acts.slice(LIKELY).map((act, place) => button(act, place + LIKELY))}</div>
        </details>
      )}
      {asked && (
        <ActDialog ticket={ticket} act={asked} onClose={() => ask(null)} onDone={() => void again()} />
      )}
    </section>
  );
};

const Grants = ({ ticket: { grants } }: { ticket: WireTicket }) => {
  const words = t().tickets;
  const text = (iso: string) => shortMoment(Date.parse(iso), now.value, timeZone.value);
  return grants.length === 0 ? null : (
    <section>
      <h2>{words.grants}</h2>
      <ul class="grants">
        {grants.map(({ who, doors, from, to, by }) => (
          <li key={`${who} ${from}`}>
            {words.grant(who, listText(doors.map(nameOf)), text(from), text(to))}{" "}
            <small>
              {words.grantedBy(by)}
              {Date.parse(to) < now.value && ` · ${words.grantOver}`}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
};

const Story = ({ ticket }: { ticket: WireTicket }) => {
  const text = (iso: string) => moment(Date.parse(iso), now.value, timeZone.value);
  return (
    <section>
      <h2>{t().tickets.story}</h2>
      <ol class="ticket-story">
        {storyOf(ticket, { moment: text, nameOf }).map(({ at, what, by, note }) => (
          <li key={`${at} ${what}`}>
            <span class="age">{text(at)}</span>
            <div>
              <b>{what}</b> <small>{by}</small>
              {note !== "" && <q>{note}</q>}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
};
