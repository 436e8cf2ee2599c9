import type { Done } from "../routine/clerk.ts";
import type { Core } from "./core.ts";
import { coverage, lifeSafetyIn } from "./coverage.ts";
import { queueLife } from "./publish.ts";
import { serviceBegun, serviceOver } from "./service-due.ts";

/**
 * Takes something out of service for a paper, or puts it back. What others took out stays as they said, and life safety is
 * never taken out in this way: two persons do that.
 */
export const servePaper = (
  core: Core,
  { target, outOfService }: Done["services"][number],
  done: Done,
): void => {
  const { life, out, now } = core;
  const order = life.services.of(target)?.outOfService.order;
  const isOwn = (name: string): boolean => done.papers.some(({ id }) => id === name);
  if (order !== undefined && !isOwn(order)) return;
  if (outOfService === null) {
    if (order === undefined) return;
    const by = done.entries.at(-1)?.by ?? null;
    out.deeds.push({ is: "put-back", target, at: now, by });
    serviceOver(core, target, now, by);
  } else {
    const covers = coverage(core.site, target);
    if (covers === null || lifeSafetyIn(core.book, covers).length > 0) return;
    const memo = life.putService({ target, outOfService, remindAt: null });
    out.memos.set(memo.key, memo);
    out.deeds.push({ is: "taken-out", target, at: now, by: outOfService.by, outOfService });
    serviceBegun(core, target, outOfService, now);
  }
  queueLife(core);
};
