import { useState } from "preact/hooks";
import type { WireActivity } from "#gateway/wire/activity.ts";
import { listText } from "../format/list.ts";
import { shortMoment } from "../format/time.ts";
import { useRead } from "../parts/use-read.ts";
import { hall, isLost, now, timeZone } from "../store/live.ts";
import { say, t } from "../words/language.ts";
import { ApproveDialog, AskDialog } from "./activity-dialogs.tsx";
import { Stand } from "./days-page.tsx";

type ActivityList = { readonly activities: readonly WireActivity[]; readonly at: string };
type Asked = { readonly is: "ask" } | { readonly is: "approve"; readonly activity: WireActivity };

/** What waits for approval first, what is over last. */
const ORDER: readonly WireActivity["state"][] = ["requested", "without-effect", "approved", "over"];

/** What goes on in the hall after hours: who asked, who approved, and whether it counts. */
export const Activities = () => {
  const words = t().activities;
  const { read, again } = useRead<ActivityList>("/api/activities");
  const [asked, ask] = useState<Asked | null>(null);
  const list = read.is === "read" ? read.value.activities : [];
  const sorted = list.toSorted(
    (a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || a.from.localeCompare(b.from),
  );
  return (
    <section class="activities">
      <h2>{words.title}</h2>
      <Stand read={read} failed={words.failed} again={again} />
      {read.is === "read" && sorted.length === 0 && <p class="quiet">{words.none}</p>}
      <ul>
        {sorted.map(activity => (
          <Activity
            key={activity.id}
            activity={activity}
            onApprove={() => ask({ is: "approve", activity })}
          />
        ))}
      </ul>
      <button type="button" class="add" disabled={isLost.value} onClick={() => ask({ is: "ask" })}>
        {words.ask}
      </button>
      {asked?.is === "ask" && <AskDialog onClose={() => ask(null)} onDone={() => void again()} />}
      {asked?.is === "approve" && (
        <ApproveDialog activity={asked.activity} onClose={() => ask(null)} onDone={() => void again()} />
      )}
    </section>
  );
};

const Activity = ({ activity, onApprove }: { activity: WireActivity; onApprove: () => void }) => {
  const words = t().activities;
  const { state, from, to, requestedBy, requestedAt, approval } = activity;
  const time = (iso: string) => shortMoment(Date.parse(iso), now.value, timeZone.value);
  const isMended = state === "without-effect";
  return (
    <li class={`activity is-${state}`} data-activity={activity.id}>
      <p>
        <strong>{zoneNames(activity)}</strong>{" "}
        <span>
          {time(from)}–{time(to)}
        </span>
      </p>
      <p>
        <b aria-hidden="true">{state === "approved" ? "✓" : state === "over" ? "–" : "○"}</b>{" "}
        {words.state[state]}
      </p>
      {isMended && <p class="meaning">{words.withoutEffect}</p>}
      <p class="quiet">
        {[
          words.requestedBy(requestedBy, time(requestedAt)),
          approval && words.approvedBy(approval.by, time(approval.at)),
          approval?.override && words.short(approval.override),
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {(state === "requested" || isMended) && (
        <button type="button" disabled={isLost.value} onClick={onApprove}>
          {isMended ? words.approveAgain : words.approve}
        </button>
      )}
    </li>
  );
};

/** Names of the zones that it takes place in. */
export const zoneNames = ({ zones }: Pick<WireActivity, "zones">): string =>
  listText(
    zones.map(id => {
      const zone = hall.value?.zones.find(each => each.id === id);
      return zone ? say(zone.name) : id;
    }),
  );
