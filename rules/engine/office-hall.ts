import type { Hall } from "../routine/clerk.ts";
import type { Core } from "./core.ts";
import { openAlerts } from "./open-alerts.ts";
import { settingIn } from "./setting-in.ts";

/** The hall as clerks see it: always as it is now. */
export const hallOf = (core: Core): Hall => ({
  site: core.site,
  calendar: core.site.calendar,
  get now() {
    return core.now;
  },
  get startedAt() {
    return core.startedAt;
  },
  get span() {
    return core.span;
  },
  setting: name => settingIn(core.book.settings, name),
  signalOf: point => core.signals.of(point),
  alerts: () => openAlerts(core, core.now),
  services: () => core.life.services.list(),
  roster: () => core.roster.now(),
  onDuty: role => core.roster.onDuty(role, core.now),
  isApproved: zone => core.activities.isOn(zone, core.now),
  papers: kind => core.office?.papers(kind) ?? [],
});
