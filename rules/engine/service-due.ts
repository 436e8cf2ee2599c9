import type { Alert, OutOfService, Transition } from "../alert/alert.ts";
import { putBack, takeOut } from "../alert/put-aside.ts";
import { isSame } from "../alert/same.ts";
import { takingRole } from "../alert/service-rights.ts";
import type { Role } from "../site/model.ts";
import { after, type Instant } from "../time/instant.ts";
import type { Core } from "./core.ts";
import { happenTo, openAlerts } from "./open-alerts.ts";
import { rolesOf } from "./people.ts";
import { remind } from "./service-messages.ts";
import { REMIND_EVERY } from "./services.ts";

/** Its time out of service is over, or people are reminded of it. */
export const serviceDue = (core: Core, target: string, at: Instant): void => {
  const service = core.life.services.of(target);
  if (!service) {
    core.life.due.set(`service:${target}`, null);
    return;
  }
  if (service.outOfService.until <= at) {
    core.out.deeds.push({ is: "put-back", target, at, by: null });
    serviceOver(core, target, at, null);
    return;
  }
  const next = after(service.remindAt ?? at, REMIND_EVERY);
  // While nobody ran nobody was reminded; the last of what was missed is told when somebody runs again.
  if (!core.isCatchingUp || next > core.startedAt) remind(core, service, at);
  const memo = core.life.putService({ ...service, remindAt: next });
  core.out.memos.set(memo.key, memo);
};

/**
 * Something is in service again, and with it all that nothing else keeps out of service.
 *
 * @param by  the person's name; null: its time was over, which the role is told that took it out
 */
export const serviceOver = (core: Core, target: string, at: Instant, by: string | null): void => {
  const { life, out } = core;
  const covers = life.services.covers(target);
  const service = life.services.of(target);
  const memo = life.endService(target);
  out.memos.set(memo.key, memo);
  const owner = service && by === null ? ownerOf(core, service.outOfService) : null;
  for (const alert of openAlerts(core, at).filter(each => each.outOfService && covers.has(each.target)))
    happenTo(core, backOrStill(core, alert, at, by, owner));
  if (service && by === null) remind(core, service, at);
};

/** Takes out what is open of it. */
export const serviceBegun = (core: Core, target: string, outOfService: OutOfService, at: Instant): void => {
  const covers = core.life.services.covers(target);
  for (const alert of openAlerts(core, at).filter(each => covers.has(each.target)))
    happenTo(core, takeOut(alert, outOfService, at));
};

const backOrStill = (
  core: Core,
  alert: Alert,
  at: Instant,
  by: string | null,
  owner: Role | null,
): readonly Transition[] => {
  const other = core.life.services.covering(alert, at);
  if (other && isSame(other, alert.outOfService)) return [];
  const still = other ? takeOut(alert, other, at) : [];
  if (still.length > 0) return still;
  return putBack(withOwner(alert, owner), by === null ? "time-over" : "by-person", at, by ?? undefined);
};

/** Whoever took it out is told as well when its time is over. */
const withOwner = (alert: Alert, owner: Role | null): Alert =>
  owner === null || alert.tell.includes(owner) ? alert : { ...alert, tell: [...alert.tell, owner] };

const ownerOf = ({ site }: Core, { by }: OutOfService): Role | null =>
  takingRole(rolesOf(site, by) ?? []) ?? null;
