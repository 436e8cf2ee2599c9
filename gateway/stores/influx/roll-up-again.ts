import { hours } from "#rules/time/instant.ts";
import { linesOf } from "./body.ts";
import type { LateQuarters, LateSpan } from "./late-quarters.ts";
import { quartersOfLines } from "./late-quarters.ts";
import { type AskStatement, Refusal, ROLL_UPS, rollUpAgain, type SetUpPlan } from "./set-up.ts";
import type { Batch } from "./spool.ts";

/** All in ms. */
export type AgainTiming = {
  /** A quarter is made again when nothing more came late of it for so long. */
  readonly settle: number;
  /** How often it is looked whether there is any. */
  readonly look: number;
};

export type AgainParts = {
  readonly plan: SetUpPlan;
  readonly late: LateQuarters;
  /** Over a link of its own, so that what is new does not wait behind it. */
  readonly ask: AskStatement;
  /** Whether what waited has all been sent: else more of the same quarters may come. */
  readonly isThrough: () => boolean;
  readonly timing: AgainTiming;
  /** Most of the time that it may take. */
  readonly share: number;
  /** Called after each statement: null when it was done, else why the server would not. */
  told(refused: string | null): void;
};

/** Makes roll-ups again where readings came later than the server's own queries look back. */
export type Again = {
  /** The server is there, and readings are in this policy; null: nothing is rolled up there. */
  source(policy: string | null): void;
  /** Batches that the server has taken. */
  stored(batches: readonly Batch[]): void;
  stop(): Promise<void>;
};

/** Quarters of one statement: an hour of readings of a large hall is a second of the server's time. */
const TOGETHER = 4;

/**
 * Marks the quarters of an hour whose readings were too late for the continuous queries, and makes their roll-ups again when
 * the backlog is through: an hour at a time, resting in between. A statement that was done twice leaves what it left
 * the first time. While the server is away the marks stay.
 */
export const again = ({ plan, late, ask, isThrough, timing, share, told }: AgainParts): Again => {
  let source: string | null = null;
  let isStopped = false;
  let wake = () => {};

  const rest = (ms: number): Promise<void> =>
    new Promise(resolve => {
      if (isStopped) return resolve();
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  /** How long to rest now. */
  const step = async (): Promise<number> => {
    const before = Date.now() - timing.settle;
    const span = source === null || !isThrough() ? null : late.next(before, TOGETHER);
    if (source === null || span === null) return timing.look;
    const begun = performance.now();
    try {
      await ask(statementOf(plan, source, span));
      late.done(span, before);
      told(null);
    } catch (error) {
      if (!(error instanceof Refusal)) return timing.look;
      // Asking again would be refused again.
      late.done(span, before);
      told(error.message);
    }
    return (performance.now() - begun) * (1 / share - 1);
  };

  const running = (async () => {
    while (!isStopped) await rest(await step().catch(() => timing.look));
  })();

  return {
    source: policy => {
      source = policy;
    },
    stored: batches => {
      if (source === null) return;
      const now = Date.now();
      const quarters = new Set(batches.flatMap(own => own.quarters ?? quartersOfLines(linesOf([own.body]))));
      for (const { policy, level, inTime } of ROLL_UPS) {
        // What is older than that is kept nowhere any more: rows of it would be refused.
        const oldest = now - Math.min(keptMs(plan.keep.readings), keptMs(plan.keep[level]));
        const marked = [...quarters].filter(begin => begin < now - inTime && begin >= oldest);
        late.mark(policy, marked, now);
      }
    },
    stop: async () => {
      isStopped = true;
      wake();
      await running;
    },
  };
};

/** @param days  null: for ever */
const keptMs = (days: number | null): number => (days === null ? Number.POSITIVE_INFINITY : hours(24 * days));

const statementOf = (plan: SetUpPlan, source: string, span: LateSpan): string => {
  const level = ROLL_UPS.find(({ policy }) => policy === span.policy) ?? ROLL_UPS[0];
  return rollUpAgain(plan, source, level, span);
};
