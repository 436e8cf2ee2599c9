import { takingRole } from "../alert/service-rights.ts";
import type { Message } from "../notice/message.ts";
import type { Role, Words } from "../site/model.ts";
import type { Instant } from "../time/instant.ts";
import type { Core } from "./core.ts";
import { rolesOf } from "./people.ts";
import type { Service } from "./services.ts";

/**
 * Tells that life safety is still out of service, hour by hour, or that the time of something out of service is over: the
 * duty manager, for life safety the safety officer too, and the role that took it out.
 */
export const remind = (core: Core, service: Service, at: Instant): void => {
  const isOver = service.outOfService.until <= at;
  for (const role of rolesFor(core, service)) {
    const people = core.roster.onDuty(role, at);
    const persons = people.length > 0 ? people.map(({ id }) => id) : [null];
    for (const person of persons)
      core.out.messages.push(message(core, service, { role, person }, isOver, at));
  }
};

const rolesFor = ({ site }: Core, { outOfService, remindAt }: Service): ReadonlySet<Role> => {
  const owner = takingRole(rolesOf(site, outOfService.by) ?? []);
  return new Set<Role>([
    ...(owner ? [owner] : []),
    ...(remindAt === null ? [] : (["duty-manager", "safety-officer"] as const)),
  ]);
};

const message = (
  core: Core,
  { target, outOfService, remindAt }: Service,
  to: Message["to"],
  isOver: boolean,
  at: Instant,
): Message => {
  const kind = isOver ? "found" : "repeated";
  const alertClass = remindAt === null ? "equipment" : "life-safety";
  const thing = [...core.site.equipment, ...core.site.zones].find(({ id }) => id === target);
  const priority = remindAt === null ? 3 : 2;
  return {
    key: `service:${target}:${at}:${kind}:${to.person ?? to.role}`,
    kind,
    at,
    to,
    priority,
    class: alertClass,
    isSilent: false,
    items: [
      {
        alert: `service:${target}`,
        revision: 1,
        fact: "out-of-service",
        title: isOver ? OVER : STILL,
        target,
        targetName: thing?.name ?? { zh: target, en: target },
        zone: thing && "zone" in thing ? thing.zone : target,
        priority,
        class: alertClass,
        condition: isOver ? "clear" : "active",
        openedAt: outOfService.at,
        steps: isOver || outOfService.compensation === "" ? [] : [meanwhile(outOfService.compensation)],
      },
    ],
  };
};

const OVER: Words = {
  zh: "停用时间已到，已恢复监测：请确认设备正常",
  en: "Time out of service is over; it is watched again: check that it works",
};
const STILL: Words = { zh: "消防安防设备仍在停用", en: "Life safety is still out of service" };

const meanwhile = (text: string): Words => ({ zh: `替代措施：${text}`, en: `Meanwhile: ${text}` });
