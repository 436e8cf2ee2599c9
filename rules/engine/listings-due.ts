import type { Alert, Evidence, Transition } from "../alert/alert.ts";
import { type Finding, join, standingOf } from "../alert/life.ts";
import { transition } from "../alert/need.ts";
import { ease, worsen } from "../alert/worsen.ts";
import { after, type Instant, type Millis } from "../time/instant.ts";
import type { Core } from "./core.ts";
import { publish } from "./publish.ts";
import { BLIND } from "./source-finder.ts";
import type { Memo } from "./state.ts";

/** What alerts of blind sources and lines name follows from what is decided about them. */
export const followListings = (core: Core, transitions: readonly Transition[]): void => {
  for (const { alert } of transitions)
    if (alert.fact === "blind" && !core.past?.alerts.byId(alert.id)) keep(core, core.listings.follow(alert));
};

/** Something is otherwise known of a point. What is silent while nobody runs is silent for us alone. */
export const noteListing = (core: Core, point: number, at: Instant): void => {
  const { listings, signals, site, isCatchingUp } = core;
  if (isCatchingUp) return;
  for (const memo of listings.note(site.points[point]?.id ?? "", signals.isBlind(point), at))
    keep(core, memo);
  queueListing(core);
};

/** After a restart: what turned blind meanwhile, and still is in a minute, belongs on the alerts that go on. */
export const noteAllListings = (core: Core): void => {
  for (const target of core.listings.targets()) {
    const watch = core.watches.byTarget(target);
    for (const point of watch === undefined ? [] : core.watches.seen(watch))
      noteListing(core, point, core.now);
  }
};

/** Alerts of blind sources and lines are to name what is blind now. */
export const listingsDue = (core: Core, at: Instant): void => {
  const { listings } = core;
  for (const target of listings.due.dueBy(at)) {
    if (core.isCatchingUp) keep(core, listings.put(target, after(core.startedAt, BLIND.length)));
    else {
      keep(core, listings.put(target, null));
      relist(core, target, at);
    }
  }
  queueListing(core);
};

/** The hall's clock was moved: what was to be looked at in a minute is looked at in a minute. */
export const moveListings = (core: Core, by: Millis): void => {
  for (const memo of core.listings.move(by)) keep(core, memo);
  queueListing(core);
};

/** Puts the next moment on the agenda at which an alert is to be looked at. */
export const queueListing = ({ agenda, listings, things }: Core): void =>
  agenda.add(things.listing, listings.due.first());

const relist = (core: Core, target: string, at: Instant): void => {
  const { watches, holds, findings, listings } = core;
  const alert = findings.open(`blind/${target}`);
  const watch = watches.byTarget(target);
  const hold = watch === undefined ? null : holds.of(watch);
  if (!alert || watch === undefined || hold?.is !== "held") return;
  const finder = watches.finder(watch, () => null);
  const evidence = finder.evidence();
  const listed = listings.listed(target);
  const added = evidence.filter(({ point }) => !listed.has(point)).map(({ point }) => point);
  const isLess = evidence.length - added.length < listed.size;
  if (added.length === 0 && !isLess) return;
  const finding = finder.finding(hold.since, hold.gap, at);
  const named: Alert = { ...alert, title: finding.title };
  const isNews = listings.isNews(target, added);
  const decided =
    added.length > 0 ? more(named, finding, evidence, at, isNews) : less(named, finding, evidence, at);
  publish(core, findings.keep([...decided]));
};

/** Whoever acknowledged a line that has lost another device since had seen less than this. */
const more = (
  alert: Alert,
  finding: Finding,
  evidence: readonly Evidence[],
  at: Instant,
  isNews: boolean,
): readonly Transition[] => {
  const joined = join(alert, finding, evidence, at);
  const last = joined.at(-1)?.alert;
  const isSeen = last !== undefined && last.acknowledgement !== null;
  return isNews && isSeen ? [...joined, ...worsen(last, { evidence }, at)] : joined;
};

/** Fewer than before: it may be less urgent, and is no news. */
const less = (
  alert: Alert,
  finding: Finding,
  evidence: readonly Evidence[],
  at: Instant,
): readonly Transition[] => {
  const now: Alert = { ...alert, evidence };
  const eased = ease(now, standingOf(finding), at);
  return eased.length > 0 ? eased : [transition("left", now, at, { why: "heard-again" })];
};

const keep = ({ out }: Core, memo: Memo | null): void => {
  if (memo) out.memos.set(memo.key, memo);
};
