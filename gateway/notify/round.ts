import type { Timer } from "#gateway/ports/clock.ts";
import type { Delivery } from "#gateway/ports/record.ts";
import type { Message } from "#rules/notice/message.ts";
import { isOver } from "./delivery.ts";
import type { Route, Target } from "./route.ts";

/** One delivery under way. */
export type Errand = {
  readonly target: Target;
  delivery: Delivery;
  /** A try is under way or waits for its turn. */
  isTrying: boolean;
  /** Until the next try. */
  timer: Timer | null;
};

/** One message on its way, by all channels that it takes. */
export type Round = {
  readonly message: Message;
  readonly route: Route;
  /** By key of the delivery. */
  readonly errands: Map<string, Errand>;
  /** Until the person's next choice is tried as well. */
  fallback: Timer | null;
  /** How many writes about it are under way. */
  writes: number;
};

/** The errands to the person, in the order of the person's choice. */
export const toPerson = ({ route, errands }: Round): readonly Errand[] =>
  route.choices.flatMap(({ key }) => errands.get(key) ?? []);

/** The channel that reached the person; null: none did yet. */
export const toldBy = (round: Round): string | null =>
  toPerson(round).find(({ delivery }) => delivery.state === "sent")?.target.channel.name ?? null;

/** The person's next choice that was not tried yet; null: there is none. */
export const nextChoice = ({ route, errands }: Round): Target | null =>
  route.choices.find(({ key }) => !errands.has(key)) ?? null;

/** Whether nothing is left to be done for it. */
export const hasEnded = (round: Round): boolean =>
  round.writes === 0 &&
  [...round.errands.values()].every(({ delivery }) => isOver(delivery)) &&
  (toldBy(round) !== null || nextChoice(round) === null);

/** Whether the person was not told and no channel is left to do it. */
export const isLost = (round: Round): boolean =>
  toPerson(round).length > 0 &&
  nextChoice(round) === null &&
  toPerson(round).every(({ delivery }) => delivery.state === "given-up");
