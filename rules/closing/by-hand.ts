import { type Refusal, refused } from "../alert/refusal.ts";
import type { Entry, Hall } from "../routine/clerk.ts";
import type { CheckCommand } from "../routine/command.ts";
import type { Word } from "../routine/person.ts";
import type { Words } from "../site/model.ts";
import type { Instant } from "../time/instant.ts";
import type { ClosingItem } from "./check.ts";
import { entry } from "./papers.ts";
import { actor, WITNESSES } from "./rights.ts";
import type { ClosingRound } from "./round.ts";

/** A round as it is after something, and what is to be told of that. */
export type Moved = { readonly round: ClosingRound; readonly entries: readonly Entry[] };

/** Somebody says that an item is as it should be, which no reading tells. Refused for whatever a reading tells. */
export const confirmItem = (
  hall: Hall,
  round: ClosingRound,
  items: readonly ClosingItem[],
  { by, at, item: id, note, photo }: Extract<CheckCommand, { is: "confirm-item" }>,
): Moved | Refusal => {
  const who = actor(hall.site, by, WITNESSES, "confirm an item of the closing check");
  if (who.is === "refused") return who;
  const word = wordOf(who.person.name, at, note, photo);
  if ("is" in word) return word;
  const item = items.find(each => each.id === id);
  if (!item) return refused(`the closing check has no item ${id}`);
  const why = WHY_NOT[item.verdict];
  if (why !== null) return refused(`${item.name.en} ${why}`);
  return {
    round: { ...round, byHand: { ...round.byHand, [id]: word } },
    entries: [entry("closing", round.id, "confirmed", { at, by: word.by, item: id, name: item.name, word })],
  };
};

const WHY_NOT: Readonly<Record<ClosingItem["verdict"], string | null>> = {
  unknown: null,
  pass: "is proved by its readings",
  fail: "is known to be wrong: nobody can confirm that it is right",
  "by-hand": "is confirmed already",
  excepted: "is not asked about",
};

/** What somebody says, on some grounds: a note or a photo. */
export const wordOf = (by: string, at: Instant, note: string, photo: string | undefined): Word | Refusal =>
  note.trim() === "" && photo === undefined
    ? refused("say how you know: write a note or take a photo")
    : { by, at, note: note.trim(), photo: photo ?? null };

/** Takes words back of which a reading tells by now: wrong, or proved. Null: none of these items was confirmed. */
export const withdrawWords = (
  round: ClosingRound,
  at: Instant,
  why: ReadonlyMap<string, Words>,
): Moved | null => {
  const isGone = ([item]: [string, Word]): boolean => why.has(item);
  const words = Object.entries(round.byHand);
  if (!words.some(isGone)) return null;
  return {
    round: { ...round, byHand: Object.fromEntries(words.filter(word => !isGone(word))) },
    entries: words
      .filter(isGone)
      .map(([item, word]) => entry("closing", round.id, "withdrawn", { at, item, word, why: why.get(item) })),
  };
};
