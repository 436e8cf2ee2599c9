import type { ReceiverSource } from "#rules/site/other-wires.ts";
import type { PointClass } from "#rules/site/point-class.ts";
import { armedBy, concernOf, type PanelEvent } from "./contact-id.ts";

/** What a panel has told of one point. Absence of events says nothing: `unknown` until one tells. */
export type Told = {
  /** The index of a word of the class; null: unknown. */
  readonly word: number | null;
  /** What has begun and not ended: `1/3` for zone 3 of partition 1. */
  readonly open: ReadonlySet<string>;
};

export const nothingTold: Told = { word: null, open: new Set() };

/** Whether an event is about the point. What is about the panel as a whole is about all of its partitions. */
export const isAbout = (source: ReceiverSource, event: PanelEvent): boolean =>
  concernOf(event) === source.concern &&
  (source.partition === undefined || event.partition === 0 || event.partition === source.partition) &&
  // The number behind an arming is who did it.
  (source.zone === undefined || source.concern === "arming" || event.zone === source.zone);

/**
 * What is told after one more event about the point. The end of one thing says nothing of others: a point of several
 * zones is only well again when all that was open has ended, or when the panel ends it as a whole.
 */
export const hear = (
  told: Told,
  event: PanelEvent,
  { source, words }: { readonly source: ReceiverSource; readonly words: readonly string[] },
): Told => {
  if (source.concern === "arming") {
    const word = words.indexOf(armedBy(event) ?? "");
    return word < 0 ? told : { word, open: told.open };
  }
  const key = `${event.partition}/${event.zone}`;
  const [well, ill] = wordsOf(words);
  if (event.turn !== "ends") return { word: ill, open: new Set([...told.open, key]) };
  const isWhole = event.partition === 0 && event.zone === 0;
  const open = new Set(isWhole ? [] : [...told.open].filter(each => each !== key));
  if (open.size > 0) return { word: ill, open };
  const isKnown = isWhole || told.word !== null || source.zone !== undefined;
  return { word: isKnown ? well : null, open };
};

/** Whether the point is in a state that stays until somebody ends it. */
export const isIll = ({ open }: Told): boolean => open.size > 0;

/** Indexes of the words for all is well, and for not. `mains-status` has them the other way round. */
const wordsOf = (words: NonNullable<PointClass["words"]>): readonly [well: number, ill: number] =>
  words[0] === "failed" ? [1, 0] : [0, 1];
