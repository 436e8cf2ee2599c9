import { duration, toMs } from "../format/time.ts";
import { valueText } from "../format/value.ts";
import { now } from "../store/live.ts";
import { say, t } from "../words/language.ts";
import type { ThingMark, ZoneMark } from "./scene.ts";

/** For how long nobody has seen something. */
export const blindFor = (since: string | null): string => {
  const at = toMs(since);
  return at === null ? t().never : duration(now.value - at);
};

/** What a zone is called for those who cannot see the plan: its name, its alerts, what nobody sees of it. */
export const spokenZone = ({ zone, worst, count, blind, blindSince, points }: ZoneMark): string => {
  const words = t().plan;
  return [
    say(zone.name),
    worst ? words.alertsOf(count, t().priority(worst.priority), say(worst.title)) : words.noAlerts,
    ...(blind.length > 0 ? [words.blindOf(blind.length, blindFor(blindSince))] : []),
    ...(points === 0 ? [words.noPoints] : []),
  ].join(", ");
};

/** What a thing is called: its name, what it is seen to do, its alert. */
export const spokenThing = ({ equipment, state }: ThingMark): string => {
  const words = t().plan;
  return [
    say(equipment.name),
    ...partsOf(state),
    ...(state.blind.length > 0 ? [words.blindOf(state.blind.length, blindFor(state.blindSince))] : []),
    ...(state.hasPoints ? [] : [words.noPoints]),
    ...(state.alert ? [words.alertsOf(1, t().priority(state.alert.priority), say(state.alert.title))] : []),
  ].join(", ");
};

const partsOf = ({ contact, lock, isRunning, blind, kind }: ThingMark["state"]): readonly string[] => {
  const { marks } = t().plan;
  const text = (word: string, pointClass: string) => valueText({ value: null, word }, pointClass);
  if (contact !== null || lock !== null)
    return [
      ...(contact === "open" || contact === "closed" ? [text(contact, "door-contact")] : []),
      ...(lock === "locked" || lock === "unlocked" ? [text(lock, "")] : []),
    ];
  if (blind.length > 0 || !runs(kind)) return [];
  return [isRunning ? marks.running : marks.off];
};

/** Whether a kind is seen to be on or off. */
const runs = (kind: string): boolean => ["air-conditioner", "light-circuit", "power-circuit"].includes(kind);
