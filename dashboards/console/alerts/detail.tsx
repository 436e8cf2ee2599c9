import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { WireAlert, WireAlertPage } from "#gateway/wire/alert.ts";
import { duration, moment } from "../format/time.ts";
import { valueText } from "../format/value.ts";
import { Lasting } from "../parts/age.tsx";
import { Badge, lookOf } from "../parts/badge.tsx";
import { Icon } from "../parts/icon.tsx";
import { lazy } from "../parts/lazy.tsx";
import { Strip } from "../parts/strip.tsx";
import { placeIdOf } from "../plan/place-id.ts";
import { href } from "../route.ts";
import { isNarrow } from "../shell/width.ts";
import { ApiError, get } from "../store/api.ts";
import { hall, now, openAlerts, points, timeZone } from "../store/live.ts";
import { say, t } from "../words/language.ts";
import { Actions } from "./actions.tsx";
import { closeDetail } from "./board.ts";
import { Clauses, wastedText } from "./clauses.tsx";
import { Deliveries } from "./deliveries.tsx";
import { Evidence } from "./evidence.tsx";
import { Incident } from "./incident.tsx";
import { Judged } from "./judged.tsx";
import { placeOf } from "./place.ts";
import { Price } from "./price.tsx";
import { Related } from "./related.tsx";
import { ofTarget } from "./seen.tsx";
import { Standing } from "./standing.tsx";
import { State } from "./state.tsx";
import { Timeline } from "./timeline.tsx";
import { Told } from "./told.tsx";

/** By itself, since most alerts have nothing to do with what is switched. */
const Proposed = lazy(() => import("./proposed.tsx").then(({ Proposed }) => Proposed));

type Read =
  | { readonly is: "reading" }
  | { readonly is: "read"; readonly page: WireAlertPage }
  | { readonly is: "failed"; readonly why: "missing" | "noLog" };

/** One alert: what it is, how bad, what to do, what was seen, and what has happened to it. */
export const Detail = ({ id }: { id: string }) => {
  const live = openAlerts.value?.get(id);
  const read = useAlertPage(id, live);
  const alert = live ?? (read.is === "read" ? read.page.alert : null);
  const panel = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (isNarrow.peek()) panel.current?.focus();
  }, [id]);
  return (
    <aside class="detail" aria-label={t().detail.label} tabIndex={-1} ref={panel}>
      {alert ? (
        <>
          <Head alert={alert} />
          <div class="detail-body">
            <Warnings alert={alert} />
            <Incident alert={alert} />
            <Facts alert={alert} />
            <Proposed alert={alert} />
            <Steps alert={alert} />
            <Clauses alert={alert} />
            <Evidence alert={alert} />
            <Judged alert={alert} />
            <TwoHours alert={alert} />
            {read.is === "read" && <Related page={read.page} />}
            {read.is === "read" && <Deliveries deliveries={read.page.deliveries} />}
            {read.is === "read" && <Timeline events={read.page.events} />}
            {read.is === "failed" && <p class="quiet">{t().detail.noLog}</p>}
          </div>
          <Actions alert={alert} />
        </>
      ) : (
        <header class="detail-head">
          <p>{read.is === "failed" ? t().detail[read.why] : t().detail.loading}</p>
          <CloseButton />
        </header>
      )}
    </aside>
  );
};

/** Reads the alert with its trail, and again whenever it changes. */
const useAlertPage = (id: string, live: WireAlert | undefined): Read => {
  const [read, setRead] = useState<Read>({ is: "reading" });
  useEffect(() => {
    let isCurrent = true;
    get<WireAlertPage>(`/api/alerts/${encodeURIComponent(id)}`)
      .then((page): Read => ({ is: "read", page }))
      .catch(
        (error): Read => ({
          is: "failed",
          why: error instanceof ApiError && error.status === 404 ? "missing" : "noLog",
        }),
      )
      .then(answer => isCurrent && setRead(answer));
    return () => {
      isCurrent = false;
    };
  }, [id, live]);
  return read.is === "read" && read.page.alert.id !== id ? { is: "reading" } : read;
};

const Head = ({ alert }: { alert: WireAlert }) => (
  <header class="detail-head">
    <Badge priority={alert.priority} look={lookOf(alert)} />
    <div>
      <h2>
        <span class="unseen">{t().priority(alert.priority)} </span>
        {say(alert.title)}
      </h2>
      <p>
        <PlaceLink alert={alert} />
      </p>
    </div>
    <CloseButton />
  </header>
);

/** Where it is, and the way there on the plan. */
const PlaceLink = ({ alert }: { alert: WireAlert }) => {
  const place = hall.value && placeIdOf(alert, hall.value);
  if (place === null) return placeOf(alert);
  return <a href={href("plan", place)}>{placeOf(alert)}</a>;
};

const CloseButton = () => (
  <button type="button" class="plain" aria-label={t().close} onClick={closeDetail}>
    <Icon name="close" />
  </button>
);

/** What must be known before anything is done. */
const Warnings = ({ alert }: { alert: WireAlert }) => (
  <>
    {isFire(alert) && <p class="fire">{t().fire}</p>}
    {alert.isSilent && <p class="quiet">{t().silent}</p>}
  </>
);

/** Whether the fire panel has the say, not this console. */
const isFire = ({ class: alertClass, fact }: WireAlert): boolean =>
  alertClass === "life-safety" && /fire|smoke|heat/.test(fact);

const Facts = ({ alert }: { alert: WireAlert }) => {
  const words = t().detail;
  const at = (iso: string) => moment(Date.parse(iso), now.value, timeZone.value);
  const since = alert.clauses.map(clause => clause.since).sort()[0] ?? alert.openedAt;
  return (
    <dl class="facts">
      <dt>{words.state}</dt>
      <dd>
        <State alert={alert} />
        {alert.acknowledgement && (
          <p class="quiet">
            {words.acknowledgedBy(alert.acknowledgement.by, at(alert.acknowledgement.at))}
            {alert.acknowledgement.note && <q>{alert.acknowledgement.note}</q>}
          </p>
        )}
        <Standing alert={alert} />
        {alert.clearedAt && <p class="quiet">{words.clearedAt(at(alert.clearedAt))}</p>}
      </dd>
      <dt>{words.since}</dt>
      <dd>
        <b>{at(since)}</b> <Lasting since={since} until={alert.clearedAt} />
      </dd>
      <dt>{words.found}</dt>
      <dd>
        <b>{at(alert.openedAt)}</b> {alert.occurrences > 1 && words.times(alert.occurrences)}
        {alert.isLate && <p class="quiet">{words.lateWhy}</p>}
        {alert.gapSeconds > 0 && <p class="quiet">{words.gap(duration(alert.gapSeconds * 1000))}</p>}
      </dd>
      <dt>{t().class.label}</dt>
      <dd>{t().class[alert.class]}</dd>
      <Told alert={alert} />
      {alert.wastedWh !== null && (
        <>
          <dt>{words.wasted}</dt>
          <dd>
            <b>{wastedText(alert.wastedWh, alert.condition === "clear")}</b>{" "}
            {alert.peak && <small>{words.peak(valueText(alert.peak), at(alert.peak.at))}</small>}
          </dd>
        </>
      )}
      <Price alert={alert} />
    </dl>
  );
};

const Steps = ({ alert: { steps } }: { alert: WireAlert }) =>
  steps.length === 0 ? null : (
    <section>
      <h3>{t().detail.steps}</h3>
      <ol class="steps">
        {steps.map(step => (
          <li key={step.zh}>{say(step)}</li>
        ))}
      </ol>
    </section>
  );

/** More strips than this say less. */
const MOST_STRIPS = 2;

/** The last two hours of what the alert is about, as far as those are points of the hall. */
const TwoHours = ({ alert }: { alert: WireAlert }) => (
  <>
    {ofTarget(alert)
      .flatMap(({ point }) => points.value.get(point) ?? [])
      .slice(0, MOST_STRIPS)
      .map(({ value: point }) => (
        <section key={point.point}>
          <h3>
            {t().points.twoHours} · {say(point.name)}
          </h3>
          <Strip point={point} />
        </section>
      ))}
  </>
);
