import { type Refusal, refused } from "../alert/refusal.ts";
import { mayPutBack, mayTakeOut, type Participant } from "../alert/service-rights.ts";
import { nearest } from "../site/nearest.ts";
import { after, between } from "../time/instant.ts";
import type { Core } from "./core.ts";
import { coverage, lifeSafetyIn } from "./coverage.ts";
import type { ServiceCommand } from "./input.ts";
import { nameOf, personOf, rolesOf } from "./people.ts";
import { queueLife } from "./publish.ts";
import { serviceBegun, serviceOver } from "./service-due.ts";
import { REMIND_EVERY } from "./services.ts";

/** Takes something out of service, or puts it back. Returns why not, when it is refused. */
export const obeyService = (core: Core, command: ServiceCommand): Refusal | undefined =>
  command.is === "take-out" ? takeOutOf(core, command) : putBackInto(core, command);

type TakeOut = Extract<ServiceCommand, { is: "take-out" }>;

const takeOutOf = (core: Core, command: TakeOut): Refusal | undefined => {
  const { site, book, out, life } = core;
  const { target, at, until, order, compensation } = command;
  const covers = coverage(site, target);
  if (covers === null) return stranger(core, target);
  if (order.trim() === "") return refused("name the work order");
  if (until <= at) return refused("say until when: that moment has passed");
  const atStake = lifeSafetyIn(book, covers);
  const second = command.second === undefined ? null : (participant(core, command.second) ?? "stranger");
  const forbidden = mayTakeOut({
    isLifeSafety: atStake.length > 0,
    length: between(at, until),
    compensation,
    by: participant(core, command.by),
    second,
  });
  if (forbidden) return named(forbidden, target, atStake);
  const outOfService = {
    order,
    by: nameOf(site, command.by),
    ...(command.second !== undefined && { second: nameOf(site, command.second) }),
    compensation,
    at,
    until,
  };
  const remindAt = atStake.length > 0 ? after(at, REMIND_EVERY) : null;
  const memo = life.putService({ target, outOfService, remindAt });
  out.memos.set(memo.key, memo);
  out.deeds.push({ is: "taken-out", target, at, by: outOfService.by, outOfService });
  serviceBegun(core, target, outOfService, at);
  queueLife(core);
  return undefined;
};

const putBackInto = (core: Core, { target, by, at }: ServiceCommand): Refusal | undefined => {
  const service = core.life.services.of(target);
  if (!service) return refused(`${target} is not out of service`);
  const name = nameOf(core.site, by);
  const forbidden = service.outOfService.by === name ? null : mayPutBack(rolesOf(core.site, by));
  if (forbidden) return forbidden;
  core.out.deeds.push({ is: "put-back", target, at, by: name });
  serviceOver(core, target, at, name);
  queueLife(core);
  return undefined;
};

const participant = ({ site }: Core, by: string): Participant | null => personOf(site, by) ?? null;

/** A refusal says what of the target it is about, where that is not the target itself. */
const named = (refusal: Refusal, target: string, atStake: readonly string[]): Refusal => {
  const others = atStake.filter(id => id !== target);
  return others.length === 0 ? refusal : { ...refusal, why: `${refusal.why} (${others.join(", ")})` };
};

const stranger = ({ site }: Core, target: string): Refusal => {
  const known = [...site.equipment, ...site.zones].map(({ id }) => id);
  const near = nearest(target, [...known, ...new Set(site.points.map(({ via }) => via))]);
  return refused(`there is no ${target} in this hall${near === null ? "" : `; did you mean ${near}?`}`);
};
