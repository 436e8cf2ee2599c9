import type { Alert, Transition } from "../alert/alert.ts";
import { release, suppress } from "../alert/put-aside.ts";
import { after, type Instant, type Millis } from "../time/instant.ts";
import type { Core } from "./core.ts";
import { publish } from "./publish.ts";
import { spanKey } from "./spans.ts";
import type { Memo } from "./state.ts";

/**
 * What follows from decisions about alerts for what they explain: it is suppressed while they hold, and told after all when
 * they are over and it still holds after a time to settle.
 */
export const followCauses = (core: Core, transitions: readonly Transition[]): void => {
  const { suppressions } = core;
  const current = transitions.filter(({ alert }) => isOfThePresent(core, alert));
  const last = current.at(-1);
  if (!last) return;
  let isNews = false;
  for (const { alert } of current) {
    if (suppressions.note(alert)) isNews = true;
    if (alert.suppression === null) keep(core, suppressions.set(alert, null));
  }
  const at = last.event.at;
  const concerned = isNews ? core.findings.alerts(at) : latest(core, current);
  for (const alert of concerned) explain(core, alert, at);
};

/** After a restart: the rules may be others than they were. */
export const followAllCauses = (core: Core): void => {
  for (const alert of core.findings.alerts(core.now)) explain(core, alert, core.now);
};

/** Alerts whose causes are over have had their time: what still holds is told. */
export const releaseDue = (core: Core, at: Instant): void => {
  const { suppressions, findings } = core;
  for (const key of suppressions.due.dueBy(at)) {
    const alert = findings.alerts(at).find(each => spanKey(each) === key);
    if (alert?.suppression && core.isCatchingUp) {
      // Nobody has listened to it: it has its time from now on.
      const settle = suppressions.settle(alert.suppression.rule);
      keep(core, suppressions.set(alert, after(core.startedAt, settle)));
      continue;
    }
    keep(core, suppressions.set(partsOf(key), null));
    if (alert?.suppression && suppressions.cause(alert, alert.id) === null)
      publish(core, findings.keep([...release(alert, at)]));
  }
  queueRelease(core);
};

/** The clock was moved: what was to be told in a minute is told in a minute. */
export const moveReleases = (core: Core, by: Millis): void => {
  for (const memo of core.suppressions.move(by)) keep(core, memo);
  queueRelease(core);
};

/** Puts the next moment on the agenda at which something is told after all. */
export const queueRelease = ({ agenda, suppressions, things }: Core): void =>
  agenda.add(things.release, suppressions.due.first());

const explain = (core: Core, alert: Alert, at: Instant): void => {
  const { suppressions, findings } = core;
  const cause = suppressions.cause(alert, alert.id);
  if (alert.suppression === null) {
    if (cause && alert.condition !== "clear") publish(core, findings.keep([...suppress(alert, cause, at)]));
    return;
  }
  if (cause) keep(core, suppressions.set(alert, null));
  else if (suppressions.dueAt(alert) === null)
    keep(core, suppressions.set(alert, after(at, suppressions.settle(alert.suppression.rule))));
  queueRelease(core);
};

/** Of alerts that something happened to, how they are now; those that are closed are none any more. */
const latest = ({ findings }: Core, transitions: readonly Transition[]): readonly Alert[] =>
  [...new Set(transitions.map(({ alert }) => spanKey(alert)))].flatMap(key => findings.open(key) ?? []);

/** What late data told of the past explains nothing of the present. */
const isOfThePresent = ({ past }: Core, { id }: Alert): boolean => past?.alerts.byId(id) === undefined;

const partsOf = (key: string): Pick<Alert, "fact" | "target"> => {
  const slash = key.indexOf("/");
  return { fact: key.slice(0, slash), target: key.slice(slash + 1) };
};

const keep = ({ out }: Core, memo: Memo | null): void => {
  if (memo) out.memos.set(memo.key, memo);
};
