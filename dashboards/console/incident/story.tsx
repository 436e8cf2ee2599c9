import type { WireExplained, WireIncidentPage } from "#gateway/wire/incident.ts";
import type { WireDelivery } from "#gateway/wire/notify.ts";
import { Photo } from "../alerts/photo.tsx";
import { placeOf } from "../alerts/place.ts";
import { rolesText } from "../alerts/told.tsx";
import { countdown, duration, moment } from "../format/time.ts";
import { now, timeZone } from "../store/live.ts";
import { say, t } from "../words/language.ts";
import { type Entry, merged } from "./merge.ts";

/** So many of the latest are shown at once; the ones before are one tap away. */
const MOST_SHOWN = 120;
/** So many things are named in a line that tells of several. */
const MOST_NAMED = 4;

/** Everything that happened, to whichever of its alerts, and who was told, oldest first. */
export const Story = ({ page }: { page: WireIncidentPage }) => {
  const entries = merged(page);
  const earlier = entries.slice(0, -MOST_SHOWN);
  const start = Date.parse(page.alert.openedAt);
  return (
    <section>
      <h2>{t().incident.timeline}</h2>
      {earlier.length > 0 && (
        <details class="rest">
          <summary>{t().incident.shown(earlier.length)}</summary>
          <Lines entries={earlier} start={start} />
        </details>
      )}
      <Lines entries={entries.slice(-MOST_SHOWN)} start={start} />
    </section>
  );
};

const Lines = ({ entries, start }: { entries: readonly Entry[]; start: number }) => (
  <ol class="story">
    {entries.map(entry => (
      <li key={keyOf(entry)} class={`is-${entry.is}`}>
        <time>{moment(Date.parse(entry.at), now.value, timeZone.value)}</time>
        <span class="age">{sinceStart(Date.parse(entry.at) - start)}</span>
        <div>
          <Line entry={entry} />
        </div>
      </li>
    ))}
  </ol>
);

const keyOf = (entry: Entry): string => {
  switch (entry.is) {
    case "event":
      return `${entry.of?.id ?? ""} ${entry.event.seq}`;
    case "several":
      return `${entry.at} ${entry.what}`;
    case "message":
      return `${entry.delivery.key} ${entry.delivery.channel}`;
    default:
      return entry satisfies never;
  }
};

/** How long after the beginning: `+3:00`; before it, a minus. */
const sinceStart = (lengthMs: number): string => {
  const length = Math.floor(Math.abs(lengthMs) / 1000) * 1000;
  return `${lengthMs < 0 ? "−" : "+"}${length < 3_600_000 ? countdown(length) : duration(length)}`;
};

const Line = ({ entry }: { entry: Entry }) => {
  switch (entry.is) {
    case "event":
      return <Happening entry={entry} />;
    case "several":
      return <Several what={entry.what} of={entry.of} />;
    case "message":
      return <Message delivery={entry.delivery} />;
    default:
      return entry satisfies never;
  }
};

const Happening = ({ entry: { of, event } }: { entry: Extract<Entry, { is: "event" }> }) => {
  const words = t().detail;
  const { is, by, role, clause, told, why, note, photo } = event;
  return (
    <>
      <b>{words.event[is]}</b>
      {by && ` · ${by}`}
      {role && ` · ${rolesText([role])}`}
      {of && ` · ${say(of.title)}`}
      {of && <small>{placeOf(of)}</small>}
      {of === null && clause && <small>{clause}</small>}
      {told && told.length > 0 && <small>{`${words.told} ${rolesText(told)}`}</small>}
      {why && <small>{words.why[why] ?? why}</small>}
      {note && <q>{note}</q>}
      {photo && <Photo name={photo} />}
    </>
  );
};

const Several = ({
  what,
  of,
}: {
  what: Extract<Entry, { is: "several" }>["what"];
  of: readonly WireExplained[];
}) => {
  const names = [...new Set(of.map(each => say(each.targetName)))];
  const rest = names.length - MOST_NAMED;
  return (
    <>
      <b>{t().detail.event[what]}</b> · {t().incident.many(of.length)}
      <small>
        {names.slice(0, MOST_NAMED).join(" · ")}
        {rest > 0 && ` · ${t().incident.moreList(rest)}`}
      </small>
    </>
  );
};

const Message = ({ delivery }: { delivery: WireDelivery }) => {
  const words = t().deliveries;
  const { person, role, channel, state, detail } = delivery;
  const to = [person ?? words.nobody, rolesText([role])] as const;
  // The gateway says so of whoever has no other way.
  if (channel === "console") return <>{t().incident.onConsole(...to)}</>;
  return (
    <>
      {t().incident.messageTo(...to, channel)} · <b>{words.state[state]}</b>
      {state !== "sent" && detail !== "" && <small lang="en">{detail}</small>}
    </>
  );
};
