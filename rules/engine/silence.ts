import type { Instant, Millis } from "../time/instant.ts";
import type { Core } from "./core.ts";
import type { Memo } from "./state.ts";
import { stir } from "./stir.ts";

/** Something is otherwise known of a point: whether it is silent, where a rule asks that. */
export const noteSilence = (core: Core, point: number, at: Instant): void => {
  const slot = core.book.slots.silent.get(point);
  if (slot === undefined) return;
  const { signals, unheard } = core;
  const isStale = signals.isBlind(point) && signals.of(point).state !== "bad";
  if (isStale && core.isCatchingUp && signals.known(slot) !== 1)
    keep(core, unheard.begin(point, core.startedAt));
  if (!isStale) keep(core, unheard.end(point));
  queueSilence(core);
  know(core, slot, silenceOf(core, point), at);
};

/** Whether a point is silent as conditions see it: 1 yes, 0 no, NaN while we have not listened for long enough. */
export const silenceOf = ({ signals, unheard }: Core, point: number): number =>
  unheard.has(point) ? Number.NaN : signals.isBlind(point) ? 1 : 0;

/** Points that fell silent while nobody ran have been listened to for long enough: they are. */
export const silenceDue = (core: Core, at: Instant): void => {
  for (const point of core.unheard.dueBy(at)) {
    keep(core, core.unheard.end(point));
    const slot = core.book.slots.silent.get(point);
    if (slot !== undefined) know(core, slot, silenceOf(core, point), at);
  }
  queueSilence(core);
};

/** The clock was moved: whoever was to be listened to for another minute still is. */
export const moveSilence = (core: Core, by: Millis): void => {
  for (const memo of core.unheard.move(by)) core.out.memos.set(memo.key, memo);
  queueSilence(core);
};

export const queueSilence = ({ agenda, things, unheard }: Core): void =>
  agenda.add(things.silence, unheard.due.first());

const know = (core: Core, slot: number, silent: number, at: Instant): void => {
  if (Object.is(core.signals.known(slot), silent)) return;
  core.signals.know(slot, silent);
  stir(core, slot, at);
};

const keep = ({ out }: Core, memo: Memo | null): void => {
  if (memo) out.memos.set(memo.key, memo);
};
