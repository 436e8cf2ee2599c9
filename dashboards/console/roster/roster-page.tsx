import "../styles/roster.css";
import { asked } from "../alerts/asked.ts";
import { Services } from "../alerts/services.tsx";
import { moment } from "../format/time.ts";
import { lazy } from "../parts/lazy.tsx";
import { isLost, now, timeZone } from "../store/live.ts";
import { t } from "../words/language.ts";
import { Absences } from "./absences.tsx";
import { Ahead } from "./ahead.tsx";
import { Gaps } from "./gaps.tsx";
import { OnDuty } from "./on-duty.tsx";
import { hasFailed, readRoster, roster, useRoster } from "./read-roster.ts";

const Accounts = lazy(() => import("../account/accounts.tsx").then(({ Accounts }) => Accounts));
const Dialogs = lazy(() => import("../alerts/dialogs/dialogs.tsx").then(({ Dialogs }) => Dialogs));

/** Who is on duty now and in the days to come, who is away, and what is out of service. */
export const RosterPage = () => {
  useRoster();
  return (
    <div class="roster-page">
      <h1>{t().roster.title}</h1>
      <Roster />
      <Services />
      <Accounts />
      {asked.value && <Dialogs />}
    </div>
  );
};

const Roster = () => {
  const words = t().roster;
  const read = roster.value;
  if (read === null)
    return hasFailed.value ? (
      <div class="calm is-blind">
        <h2>
          <b aria-hidden="true">?</b> {words.failed}
        </h2>
        <button type="button" onClick={() => void readRoster()}>
          {t().retry}
        </button>
      </div>
    ) : (
      <p class="calm">{words.reading}</p>
    );
  const isOld = isLost.value || hasFailed.value;
  return (
    <>
      {isOld && (
        <p class="last-known">{words.stale(moment(Date.parse(read.at), now.value, timeZone.value))}</p>
      )}
      <Gaps roster={read} />
      <div class={isOld ? "is-old" : undefined}>
        <OnDuty roster={read} />
      </div>
      <Absences roster={read} />
      <Ahead roster={read} />
    </>
  );
};
