import "../styles/handover.css";
import { useState } from "preact/hooks";
import type { WireHandover, WireHandoverList } from "#gateway/wire/handover.ts";
import { personName, roleName } from "../account/people.tsx";
import { duration, shortMoment } from "../format/time.ts";
import { NotRead, OldRead } from "../parts/not-read.tsx";
import { href, route } from "../route.ts";
import { isLost, now, timeZone } from "../store/live.ts";
import { tell } from "../store/news.ts";
import { t } from "../words/language.ts";
import { EarlyDialog } from "./early-dialog.tsx";
import { lateBy, sections } from "./items.ts";
import { handovers, hasFailed, readHandovers, useHandovers } from "./read-handovers.ts";
import { HandoverSheet } from "./sheet.tsx";

/** Who is responsible, what waits to be handed over, and one handover item by item. */
export const HandoverPage = () =>
  route.value.id === null ? <Overview /> : <HandoverSheet key={route.value.id} id={route.value.id} />;

const Overview = () => {
  useHandovers();
  const words = t().handover;
  const list = handovers.value;
  const [isEarly, askEarly] = useState(false);
  return (
    <div class="handover-page">
      <h1>{words.title}</h1>
      {list === null ? (
        <NotRead read={{ is: hasFailed.value ? "failed" : "reading" }} words={words} again={readHandovers} />
      ) : (
        <>
          <OldRead isOld={hasFailed.value} at={list.at} say={words.stale} />
          <Waiting list={list} />
          <ResponsibleList list={list} />
          <button
            type="button"
            class="hand-over-now"
            onClick={() => (isLost.value ? tell(t().needsLink, "problem") : askEarly(true))}
          >
            {words.early}
          </button>
          <Done list={list} />
          {isEarly && <EarlyDialog list={list} onClose={() => askEarly(false)} />}
        </>
      )}
    </div>
  );
};

const Waiting = ({ list }: { list: WireHandoverList }) => {
  const words = t().handover;
  const open = list.handovers.filter(({ state }) => state !== "done");
  return (
    <section>
      <h2>{words.open}</h2>
      {open.length === 0 && <p class="quiet">{words.noneOpen}</p>}
      <ul class="handover-list">
        {open.map(handover => (
          <li key={handover.id} data-handover={handover.id}>
            <a href={href("handover", handover.id)}>
              <strong>{words.heading(roleName(handover.post))}</strong>
              <span>{fromToText(handover)}</span>
              <DueText handover={handover} />
              <small>
                {sections(handover.items)
                  .map(({ kind, items }) => `${words.kind[kind]} ${items.length}`)
                  .join(" · ")}
              </small>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
};

/** Who hands over to whom. */
export const fromToText = ({ from, to }: Pick<WireHandover, "from" | "to">): string =>
  t().handover.fromTo(personName(from), to === null ? t().handover.unknownTo : personName(to));

/** Until when it must be done, and by how much it is late. */
export const DueText = ({ handover }: { handover: WireHandover }) => {
  const words = t().handover;
  const { state, dueAt, endedAt, bridge } = handover;
  const text = (iso: string) => shortMoment(Date.parse(iso), now.value, timeZone.value);
  const late = lateBy(handover, now.value);
  if (state === "done") return <span>{words.endedAt(text(endedAt ?? dueAt))}</span>;
  return (
    <span>
      {state === "bridged" && bridge !== null && `${words.bridged(personName(bridge))} · `}
      {late > 0 ? (
        <span class="late-mark">
          <b aria-hidden="true">!</b> {words.over(duration(late))}
        </span>
      ) : (
        words.due(text(dueAt), duration(Date.parse(dueAt) - now.value))
      )}
    </span>
  );
};

const ResponsibleList = ({ list: { responsible } }: { list: WireHandoverList }) => {
  const words = t().handover;
  return (
    <section>
      <h2>{words.responsible}</h2>
      {responsible.length === 0 && <p class="quiet">{words.nobody}</p>}
      <ul class="responsible">
        {responsible.map(({ post, name, since, handover }) => (
          <li key={post}>
            <span>{roleName(post)}</span>
            <b>{name}</b>
            <small>
              {since !== null &&
                `${words.since(shortMoment(Date.parse(since), now.value, timeZone.value))} · `}
              {handover === null ? (
                words.byRoster
              ) : (
                <a class="in-text" href={href("handover", handover)}>
                  {words.bySigned}
                </a>
              )}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
};

const Done = ({ list }: { list: WireHandoverList }) => {
  const done = list.handovers.filter(({ state }) => state === "done");
  return done.length === 0 ? null : (
    <section>
      <h2>{t().handover.done}</h2>
      <ul class="handover-list is-done">
        {done.map(handover => (
          <li key={handover.id}>
            <a href={href("handover", handover.id)}>
              <span>{t().handover.heading(roleName(handover.post))}</span>
              <span>{fromToText(handover)}</span>
              <DueText handover={handover} />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
};
