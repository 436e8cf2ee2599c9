import type { Check } from "../../site/control-plan.ts";
import type { Site } from "../../site/model.ts";
import type { Instant } from "../../time/instant.ts";
import type { ControlOrder } from "../order.ts";
import type { Bench, Sent } from "./bench.ts";

/** A good reading that was heard. */
export type Heard = {
  readonly point: string;
  readonly value: number;
  readonly measuredAt: Instant;
  readonly heardAt: Instant;
};

/** What the world did, for those who judge the clerk by it and by the site file alone. */
export type World = { readonly heard: readonly Heard[]; readonly lost: ReadonlySet<string> };

/** What is wrong with something that was just sent, by the site file as it is; empty: nothing. Written without the guard. */
export const wrongWithSent = (sent: Sent, bench: Bench, site: Site, world: World): readonly string[] => {
  const control = site.controls?.controls[sent.point];
  if (site.controls?.isEnabled !== true || !control) return ["there is no such control"];
  const wrong: string[] = [];
  const { allow, rate, tries } = control;
  if (allow.is === "words" ? !allow.words.includes(sent.to) : sent.to < allow.low || sent.to > allow.high)
    wrong.push("value");
  if (!sent.isRunning) wrong.push("nobody ran");
  if (sent.attempt > tries) wrong.push("tries");
  for (const check of control.interlocks) if (!isSoNow(check, site, world)) wrong.push("interlock");
  const order = bench.order(sent.order);
  const out = bench.services.get(control.target);
  const person = site.people.find(({ name }) => name === (order?.by ?? order?.approvedBy));
  if (out !== undefined && out.by !== person?.id) wrong.push("service");
  if (order?.by === null && order.approvedBy === null) wrong.push("nobody");
  if (sent.attempt === 1 && order?.approvedBy !== null && person && !isAutomated(order, site))
    if (!person.roles.some(role => control.roles.includes(role))) wrong.push("role");
  if (sent.attempt === 1 && order?.by && !person?.roles.some(role => control.roles.includes(role)))
    wrong.push("role");
  const others = bench.orders().filter(each => each.point === sent.point && each.id !== sent.order);
  if (others.some(({ state }) => state === "sending" || state === "sent")) wrong.push("busy");
  if (order?.attempts.slice(0, -1).some(({ outcome }) => outcome === "waiting")) wrong.push("waiting");
  const first = bench.sent.filter(each => each.point === sent.point && each.attempt === 1);
  if (first.filter(each => sent.at - each.at < rate.within).length > rate.count) wrong.push("rate");
  return wrong;
};

const isAutomated = (order: ControlOrder | undefined, site: Site): boolean =>
  site.controls?.automations.some(({ rule }) => rule === order?.rule) === true;

/** What is wrong with an order that is said to be proved; empty: nothing. */
export const wrongWithProof = (
  order: ControlOrder,
  site: Site,
  { heard, lost }: World,
): readonly string[] => {
  const control = site.controls?.controls[order.point];
  const { proof } = order;
  if (!proof || !control) return ["no proof"];
  const wrong: string[] = [];
  const check = control.proofs.find(({ of }) => of === order.to || of === null)?.check;
  if (proof.point === order.point) wrong.push("own word");
  if (!check || site.points[check.point]?.id !== proof.point) return [...wrong, "another point"];
  if (lost.has(proof.point)) wrong.push("not good");
  const out = order.attempts.filter(({ outcome }) => outcome !== "refused");
  const begins = Math.min(...out.map(({ at }) => at));
  const ends = Math.min(...out.map(({ endedAt }) => endedAt ?? Number.POSITIVE_INFINITY));
  if (!Number.isFinite(begins)) wrong.push("never sent");
  if (!isSo(check, proof.value)) wrong.push("says otherwise");
  const own = heard.filter(({ point }) => point === proof.point);
  const same = own.findLast(each => each.value === proof.value && each.measuredAt === proof.at);
  const newest = own.toSorted((a, b) => a.measuredAt - b.measuredAt).at(-1);
  if (!same) return [...wrong, "never heard"];
  if (newest && newest.measuredAt > same.measuredAt && !isSo(check, newest.value))
    wrong.push("not the latest");
  const before = own
    .filter(each => each.heardAt <= begins)
    .toSorted((a, b) => a.measuredAt - b.measuredAt)
    .at(-1);
  const hasTurned = before !== undefined && !isSo(check, before.value) && same.measuredAt >= begins;
  if (same.measuredAt < ends && !hasTurned) wrong.push("earlier");
  return wrong;
};

const isSoNow = (check: Check, site: Site, { heard, lost }: World): boolean => {
  const { id = "" } = site.points[check.point] ?? {};
  const newest = heard
    .filter(({ point }) => point === id)
    .toSorted((a, b) => a.measuredAt - b.measuredAt)
    .at(-1);
  return newest !== undefined && !lost.has(id) && isSo(check, newest.value);
};

const isSo = (check: Check, value: number): boolean => {
  if (check.is === "word") return check.words.includes(value);
  return check.is === "below" ? value < check.limit : value > check.limit;
};
