import type { ComponentChildren } from "preact";
import type { WireLoad } from "#gateway/wire/load.ts";
import { duration, shortMoment } from "../format/time.ts";
import { percent } from "../format/value.ts";
import { href } from "../route.ts";
import { now, timeZone } from "../store/live.ts";
import { say, t } from "../words/language.ts";
import { PlainBar } from "./bar.tsx";
import { Named } from "./named.tsx";

type Read = { readonly read: WireLoad };

/** Beyond this many a list is for programs. */
const SHOWN = 10;

/** What called most. */
export const Callers = ({ read }: Read) => {
  const most = read.callers[0]?.calls ?? 0;
  return (
    <List title={t().load.callers}>
      {read.callers.map(({ subject, calls, share }) => (
        <li key={subject}>
          <Named read={read} subject={subject} />
          <PlainBar count={calls} most={most} />
          <span class="load-fact">{t().load.share(calls, percent(share))}</span>
        </li>
      ))}
    </List>
  );
};

/** What chatters, and what is over before anybody can look. */
export const Restless = ({ read }: Read) => (
  <>
    <List title={t().load.chattering}>
      {read.chattering.slice(0, SHOWN).map(({ subject, times, most }) => (
        <li key={subject}>
          <Named read={read} subject={subject} />
          <span class="load-fact">{t().load.bursts(times, most)}</span>
        </li>
      ))}
    </List>
    <List title={t().load.fleeting}>
      {read.fleeting.slice(0, SHOWN).map(({ subject, times, of }) => (
        <li key={subject}>
          <Named read={read} subject={subject} />
          <span class="load-fact">{t().load.timesOf(times, of)}</span>
        </li>
      ))}
    </List>
  </>
);

/** What is so for more than a day, and who has it. */
export const Standing = ({ read }: Read) => {
  const words = t().load;
  return (
    <List title={words.standing}>
      {read.standing.map(each => (
        <li key={each.alert}>
          <a href={href("alerts", each.alert)}>
            {say(each.title)} · {say(each.targetName)}
          </a>
          <span class="load-fact">
            {each.to === null ? words.since(at(each.from)) : words.span(at(each.from), at(each.to))} ·{" "}
            {words.owner(each.owner)}
            {each.isAside && ` · ${words.aside}`}
          </span>
        </li>
      ))}
    </List>
  );
};

/** How long calls waited for somebody, in all and by priority. */
export const Waiting = ({ read }: Read) => {
  const words = t().load;
  const rows = [
    { name: "", waiting: read.waiting },
    ...read.waitingBy.map((waiting, index) => ({ name: `P${index + 1}: `, waiting })),
  ];
  return (
    <List title={words.waiting}>
      {rows.flatMap(({ name, waiting: { calls, still, p50Ms, p95Ms } }) =>
        p50Ms === null || p95Ms === null
          ? []
          : [
              <li key={name}>
                <span>
                  {name}
                  {words.waited(calls, duration(p50Ms), duration(p95Ms))}
                </span>
                {still > 0 && <span class="load-fact">{words.still(still)}</span>}
              </li>,
            ],
      )}
    </List>
  );
};

/** What was done that nobody may do. */
export const Unauthorised = ({ read }: Read) => {
  const words = t().load;
  return (
    <List title={words.unauthorised}>
      {read.unauthorised.map(each => (
        <li key={`${each.at} ${each.alert} ${each.is}`}>
          <a href={href("alerts", each.alert)}>
            {say(each.title)} · {say(each.targetName)}
          </a>
          <span class="load-fact">
            {at(each.at)} · {each.by ?? words.nobody} · {words.did[each.is] ?? each.is}
            <br />
            <span lang="en">{each.why}</span>
          </span>
        </li>
      ))}
    </List>
  );
};

const List = ({ title, children }: { title: string; children: ComponentChildren[] }) => (
  <section>
    <h2>{title}</h2>
    {children.length === 0 ? <p class="quiet">{t().load.none}</p> : <ul class="load-list">{children}</ul>}
  </section>
);

const at = (iso: string): string => shortMoment(Date.parse(iso), now.value, timeZone.value);
