import "../styles/incident.css";
import "../styles/print.css";
import type { WireIncidentPage } from "#gateway/wire/incident.ts";
import { placeOf } from "../alerts/place.ts";
import { dateTime } from "../format/hall-time.ts";
import { moment } from "../format/time.ts";
import { Badge, lookOf } from "../parts/badge.tsx";
import { href, route } from "../route.ts";
import { hall, isLost, now, openAlerts, timeZone } from "../store/live.ts";
import { say, t } from "../words/language.ts";
import { Blind } from "./blind.tsx";
import { Duties } from "./duties.tsx";
import { Explained } from "./explained.tsx";
import { happened } from "./happened.ts";
import { useIncident } from "./read-incident.ts";
import { Story } from "./story.tsx";

/** One incident: what happened, what is still to be done and by when, what it explains, and all that took place. */
export const IncidentPage = () => {
  const id = route.value.id ?? "";
  const read = useIncident(id);
  if (read.is === "read") return <Shown page={read.page} isOld={read.isOld || isLost.value} />;
  return (
    <div class="incident-page">
      <h1>{t().incident.title}</h1>
      <p class={read.is === "failed" ? "calm is-blind" : "calm"}>
        {read.is === "failed" ? t().incident[read.why] : t().incident.reading}
      </p>
    </div>
  );
};

const Shown = ({ page, isOld }: { page: WireIncidentPage; isOld: boolean }) => {
  // What the stream tells of the alert is newer than what was read.
  const alert = openAlerts.value?.get(page.alert.id) ?? page.alert;
  const live = { ...page, alert };
  const words = t().incident;
  return (
    <div class="incident-page">
      <header>
        <Badge priority={alert.priority} look={lookOf(alert)} />
        <div>
          <h1>
            <span class="unseen">{t().priority(alert.priority)} </span>
            {say(alert.title)}
          </h1>
          <p>{placeOf(alert)}</p>
        </div>
        <p class="links">
          <a class="chip" href={href("alerts", alert.id)}>
            {words.back}
          </a>
          <button type="button" onClick={() => print()}>
            {words.print}
          </button>
        </p>
      </header>
      <p class="happened">{happened(live)}</p>
      {isOld && (
        <p class="last-known">{words.stale(moment(Date.parse(page.at), now.value, timeZone.value))}</p>
      )}
      <div class="incident-columns">
        <div class="incident-side">
          <Duties alert={alert} />
          <Blind points={page.blind} />
          <Explained page={page} />
        </div>
        <Story page={live} />
      </div>
      <footer class="printed">
        <p>
          {hall.value && say(hall.value.name)} · {words.printed(dateTime(now.value, timeZone.value))} ·{" "}
          {alert.id}
        </p>
        <p>{words.sign}</p>
      </footer>
    </div>
  );
};
