import "../styles/tickets.css";
import { useState } from "preact/hooks";
import type { WireTicket } from "#gateway/wire/ticket.ts";
import { KeysPage } from "../keys/keys-page.tsx";
import { NotRead, OldRead } from "../parts/not-read.tsx";
import { usePapers } from "../parts/use-papers.ts";
import { go, href, route } from "../route.ts";
import { isLost, now } from "../store/live.ts";
import { tell } from "../store/news.ts";
import { t } from "../words/language.ts";
import { byUrgency, isLate } from "./clock-state.ts";
import { OpenDialog } from "./open-dialog.tsx";
import { TicketRow } from "./row.tsx";
import { TicketPage } from "./ticket-page.tsx";

type Tab = "open" | "closed" | "keys";

/** What is to be put right, one ticket, or the keys. `?open=<target>&cause=<alert or task>` opens a new one. */
export const TicketsPage = () => {
  const { id, query } = route.value;
  const [opened, setOpened] = useState(0);
  if (id !== null) return <TicketPage key={id} id={id} />;
  const tab: Tab = query.tab === "closed" || query.tab === "keys" ? query.tab : "open";
  return (
    <div class="tickets-page">
      <h1>{t().tickets.title}</h1>
      <Tabs tab={tab} />
      {tab === "keys" ? <KeysPage /> : <List key={`${tab} ${opened}`} state={tab} />}
      <NewTicket target={query.open} cause={query.cause} onOpened={() => setOpened(opened + 1)} />
    </div>
  );
};

const Tabs = ({ tab }: { tab: Tab }) => {
  const words = t().tickets;
  const places = [
    ["open", words.tab.open, ""],
    ["closed", words.tab.closed, "closed"],
    ["keys", words.keys, "keys"],
  ] as const;
  return (
    <div class="tabs">
      <nav aria-label={words.states}>
        {places.map(([place, text, query]) => (
          <a
            key={place}
            href={href("tickets", null, { tab: query })}
            aria-current={place === tab ? "page" : undefined}
          >
            {text}
          </a>
        ))}
      </nav>
    </div>
  );
};

/** The button for a new ticket, and its dialog: open at once where an address asks for it. */
const NewTicket = ({
  target,
  cause,
  onOpened,
}: {
  target: string | undefined;
  cause: string | undefined;
  onOpened: () => void;
}) => {
  const [isOpen, open] = useState(false);
  const close = (): void => {
    open(false);
    if (target !== undefined) go(href("tickets"));
  };
  return (
    <>
      <button
        type="button"
        class="new-ticket"
        onClick={() => (isLost.value ? tell(t().needsLink, "problem") : open(true))}
      >
        {t().tickets.open}
      </button>
      {(isOpen || target !== undefined) && (
        <OpenDialog
          key={target}
          target={target ?? ""}
          cause={cause ?? null}
          onOpened={onOpened}
          onClose={close}
        />
      )}
    </>
  );
};

const List = ({ state }: { state: "open" | "closed" }) => {
  const words = t().tickets;
  const { read, again } = usePapers<{ tickets: readonly WireTicket[]; at: string }>(
    `/api/tickets?state=${state}`,
    "ticket",
  );
  if (read.is !== "read") return <NotRead read={read} words={words} again={again} />;
  const { tickets, at } = read.value;
  const sorted = state === "open" ? tickets.toSorted(byUrgency(now.value)) : tickets;
  const late = tickets.filter(ticket => isLate(ticket, now.value)).length;
  return (
    <>
      <OldRead isOld={read.isOld} at={at} say={words.stale} />
      {tickets.length === 0 ? (
        <p class="calm">{words.none[state]}</p>
      ) : (
        state === "open" && <p class="ticket-counts">{words.counts(tickets.length, late)}</p>
      )}
      <ul class="ticket-list">
        {sorted.map(ticket => (
          <TicketRow key={ticket.id} ticket={ticket} />
        ))}
      </ul>
    </>
  );
};
