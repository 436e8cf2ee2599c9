import type { ReceiverSource } from "#rules/site/other-wires.ts";
import type { PointClass } from "#rules/site/point-class.ts";
import { armedBy, concernOf, type PanelEvent } from "./contact-id.ts";

/** What a panel has told of one point. Absence of events says nothing: `unknown` until one tells. */
export type Told = {
  /** The index of a word of the class; null: unknown. */
  readonly word: number | null;
  /** What has begun and not ended: `1/3` for zone 3 of partition 1. */
  readonly open: ReadonlySet<string>;
  /** Whether nothing else can be open: since the panel told of the whole, everything that began was heard. */
  readonly isWhole: boolean;
};

export const nothingTold: Told = { word: null, open: new Set(), isWhole: false };

/** Whether an event is about the point. What is about the panel as a whole is about all of its partitions. */
export const isAbout = (source: ReceiverSource, event: PanelEvent): boolean =>
  (concernOf(event) === source.concern || isArmedFor(source, event)) &&
  (source.partition === undefined || event.partition === 0 || event.partition === source.partition) &&
  // The number behind an arming is who did it.
  (source.zone === undefined || source.concern === "arming" || event.zone === source.zone);

/** A panel arms only when no burglar alarm runs: then it has told of all its zones at once. */
const isArmedFor = (source: ReceiverSource, event: PanelEvent): boolean =>
  source.concern === "burglary" && source.zone === undefined && concernOf(event) === "arming";

/**
 * What is told after one more event about the point. The end of one thing says nothing of others: a point of several
 * zones is only well again when all that was open has ended and nothing else can be open, be it from before anybody
 * listened: since the panel ended it as a whole, or was armed.
 */
export const hear = (
  told: Told,
  event: PanelEvent,
  { source, words }: { readonly source: ReceiverSource; readonly words: readonly string[] },
): Told => {
  if (source.concern === "arming") {
    const word = words.indexOf(armedBy(event) ?? "");
    return word < 0 ? told : { ...told, word };
  }
  const [well, ill] = wordsOf(words);
  if (concernOf(event) === "arming") {
    const isCalm = event.turn === "ends" && !isIll(told);
    return isCalm ? { word: well, open: told.open, isWhole: true } : told;
  }
  const key = `${event.partition}/${event.zone}`;
  if (event.turn !== "ends") return { ...told, word: ill, open: new Set([...told.open, key]) };
  const isWhole = event.partition === 0 && event.zone === 0;
  const open = new Set(isWhole ? [] : [...told.open].filter(each => each !== key));
  if (open.size > 0) return { ...told, word: ill, open };
  const isKnown = isWhole || told.isWhole || source.zone !== undefined;
  return { word: isKnown ? well : null, open, isWhole: isWhole || told.isWhole };
};

/** What is left of it when events may have been missed: something may have begun that nobody heard. */
export const missed = (told: Told): Told => ({ ...told, isWhole: false });

/** Whether the point is in a state that stays until somebody ends it. */
export const isIll = ({ open }: Told): boolean => open.size > 0;

/** Indexes of the words for all is well, and for not. `mains-status` has them the other way round. */
const wordsOf = (words: NonNullable<PointClass["words"]>): readonly [well: number, ill: number] =>
  words[0] === "failed" ? [1, 0] : [0, 1];
