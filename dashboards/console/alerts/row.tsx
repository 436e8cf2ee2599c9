import type { WireAlert } from "#gateway/wire/alert.ts";
import { Lasting } from "../parts/age.tsx";
import { Badge, lookOf } from "../parts/badge.tsx";
import { isUrgent } from "../store/reduce.ts";
import { say, t } from "../words/language.ts";
import { type Act, actsOf } from "./acts.ts";
import { Blink } from "./blink.tsx";
import { boardHref } from "./board.ts";
import { explainedBy, unfolded } from "./causes.ts";
import { Fold } from "./fold.tsx";
import { placeOf } from "./place.ts";
import { RowAct } from "./row-act.tsx";
import { Seen } from "./seen.tsx";
import { ReportDue, State } from "./state.tsx";

type RowProps = { readonly alert: WireAlert; readonly isSelected: boolean };

/** One alert of the list: what, where, what is seen there, how long, and who has it; what it explains unfolds below. */
export const Row = ({ alert, isSelected }: RowProps) => {
  const members = explainedBy(alert.id);
  const act = actsOf(alert)[0];
  return (
    <>
      <li
        class={`row is-${alert.label} is-p${alert.priority}${isSelected ? " is-selected" : ""}`}
        data-alert={alert.id}
      >
        {isUrgent(alert) && <Blink />}
        <Badge priority={alert.priority} look={lookOf(alert)} />
        <div class="row-what">
          <a
            class="row-main"
            href={boardHref({ id: alert.id })}
            aria-current={isSelected ? "true" : undefined}
          >
            <span class="unseen">{t().priority(alert.priority)} </span>
            <span class="row-title">{say(alert.title)}</span>
            <span class="row-place">{placeOf(alert)}</span>
          </a>
          {members.length > 0 && (
            <Fold of={alert.id} count={members.length} says={t().explains(members.length)} />
          )}
        </div>
        <div class="row-facts">
          <span class="row-seen">
            <Seen alert={alert} />
          </span>
          <Lasting since={alert.openedAt} until={alert.clearedAt} />
          <span class="row-state">
            <State alert={alert} />
            <ReportDue alert={alert} />
          </span>
        </div>
        {act && ON_ROWS.has(act) && <RowAct alert={alert} act={act} />}
      </li>
      {members.length > 0 && unfolded.value.has(alert.id) && <Members alerts={members} />}
    </>
  );
};

/** What is done often, or before anything else can be: the rest is done from the alert's own page. */
const ON_ROWS: ReadonlySet<Act> = new Set<Act>(["acknowledge", "report", "reset", "unshelve"]);

/** More than this unfold to nothing that can be read. */
const MOST_MEMBERS = 60;

/** Alerts inside another: those that it explains, or those of one kind. */
export const Members = ({ alerts }: { alerts: readonly WireAlert[] }) => (
  <li class="members">
    <ul>
      {alerts.slice(0, MOST_MEMBERS).map(alert => (
        <Row key={alert.id} alert={alert} isSelected={false} />
      ))}
    </ul>
    {alerts.length > MOST_MEMBERS && <p class="quiet">{t().group.more(alerts.length - MOST_MEMBERS)}</p>}
  </li>
);
