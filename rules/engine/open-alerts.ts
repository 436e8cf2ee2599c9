import type { Alert, Transition } from "../alert/alert.ts";
import type { Instant } from "../time/instant.ts";
import type { Core } from "./core.ts";
import { publish } from "./publish.ts";

/** All open alerts, with the energy that was wasted up to `at`: those of the present, then late ones. */
export const openAlerts = ({ findings, past }: Core, at: Instant): readonly Alert[] => [
  ...findings.alerts(at),
  ...(past?.alerts.all() ?? []),
];

export const openAlert = ({ findings, past }: Core, id: string, at: Instant): Alert | undefined =>
  past?.alerts.byId(id) ?? findings.byId(id, at);

/** Something happened to an open alert that its rules do not decide: keeps it where it belongs, and publishes it. */
export const happenTo = (core: Core, transitions: readonly Transition[]): void => {
  const { past, findings } = core;
  for (const transition of transitions) {
    if (past?.alerts.byId(transition.alert.id)) keepLate(core, transition);
    else publish(core, findings.keep([transition]));
  }
};

/** Keeps what happened to an alert of the past, and publishes it. */
export const keepLate = (core: Core, decided: Transition): void => {
  const transition = core.receive(decided);
  const memo = core.past?.alerts.keep(transition);
  if (memo) core.out.memos.set(memo.key, memo);
  publish(core, [transition]);
};
