import type { WireCertificateList } from "#gateway/wire/certificate.ts";
import { dayText } from "../format/day.ts";
import { listText } from "../format/list.ts";
import { shortMoment, wall } from "../format/time.ts";
import { useRead } from "../parts/use-read.ts";
import { href, route } from "../route.ts";
import { hall, isLost, now, timeZone } from "../store/live.ts";
import { t } from "../words/language.ts";
import type { Summary } from "./address.ts";
import { type ArchiveDay, daysOf, monthBeside, spanOf } from "./days.ts";
import { StandingWord } from "./standing.tsx";
import { Verify } from "./verify.tsx";

type Kind = Summary["kind"];

/** A month of certificates: every business day has one or is a hole that can be seen. */
export const Archive = () => {
  const words = t().certificates;
  const thisMonth = wall(now.value, timeZone.value)[0].slice(0, 7);
  const { month = thisMonth, kind = "closing" } = route.value.query;
  return (
    <div class="certificates-page">
      <h1>{words.title}</h1>
      <div class="tabs">
        <nav aria-label={words.kinds}>
          {(["closing", "opening"] as const).map(each => (
            <a
              key={each}
              href={href("certificates", null, { kind: each, month })}
              aria-current={each === kind ? "page" : undefined}
            >
              {words.kind[each]}
            </a>
          ))}
        </nav>
        <nav class="months" aria-label={words.month}>
          <a
            href={href("certificates", null, { kind, month: monthBeside(month, -1) })}
            aria-label={words.before}
          >
            ‹
          </a>
          <strong>{month}</strong>
          {month < thisMonth && (
            <a
              href={href("certificates", null, { kind, month: monthBeside(month, 1) })}
              aria-label={words.after}
            >
              ›
            </a>
          )}
        </nav>
      </div>
      {/* The hall is needed for its time zone. */}
      {hall.value && (
        <Month key={`${kind} ${month}`} month={month} kind={kind === "opening" ? "opening" : "closing"} />
      )}
      <Verify />
    </div>
  );
};

const Month = ({ month, kind }: { month: string; kind: Kind }) => {
  const words = t().certificates;
  const { from, to } = spanOf(month);
  const { read, again } = useRead<WireCertificateList>(
    `/api/certificates?${new URLSearchParams({ kind, from, to })}`,
  );
  if (read.is === "reading") return <p class="calm">{words.reading}</p>;
  if (read.is === "failed")
    return (
      <div class="calm is-blind">
        <p>
          <b aria-hidden="true">?</b> {words.failed}
        </p>
        <button type="button" onClick={() => void again()}>
          {t().retry}
        </button>
      </div>
    );
  const days = daysOf(read.value);
  const holes = days.filter(({ certificates }) => certificates.length === 0).length;
  const broken = read.value.certificates.filter(({ standing }) => standing.broken.length > 0).length;
  return (
    <>
      {(read.isOld || isLost.value) && (
        <p class="last-known">
          {words.stale(shortMoment(Date.parse(read.value.at), now.value, timeZone.value))}
        </p>
      )}
      <p class="month-sum">
        {days.length === 0 ? words.noDays : words.sum(days.length - holes, holes, broken)}
      </p>
      <ol class="archive">
        {days.map(day => (
          <Day key={day.day} day={day} kind={kind} />
        ))}
      </ol>
    </>
  );
};

const Day = ({ day: { day, certificates }, kind }: { day: ArchiveDay; kind: Kind }) => {
  const words = t().certificates;
  return (
    <li class={certificates.length === 0 ? "archive-day is-hole" : "archive-day"}>
      <strong class="day">{dayText(day)}</strong>
      {certificates.length === 0 ? (
        <span class="hole">{words.none[kind]}</span>
      ) : (
        <ul>
          {certificates.map(each => (
            <Line key={each.id} certificate={each} day={day} />
          ))}
        </ul>
      )}
    </li>
  );
};

const Line = ({ certificate, day }: { certificate: Summary; day: string }) => {
  const words = t().certificates;
  const [issuedOn, time] = wall(Date.parse(certificate.issuedAt), certificate.timeZone);
  return (
    <li>
      <a class="archive-line" href={href("certificates", certificate.id)}>
        <span class="at">
          {issuedOn === day ? "" : `${issuedOn.slice(5)} `}
          {time.slice(0, 5)}
        </span>
        <span class="scope">{words.scope[certificate.scope]}</span>
        <span class="by">{listText(certificate.signatures.map(({ name }) => name))}</span>
        <StandingWord standing={certificate.standing} />
      </a>
    </li>
  );
};
