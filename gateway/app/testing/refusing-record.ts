import { Fault } from "../../ports/fault.ts";
import type { Commit, RecordStore } from "../../ports/record.ts";
import { memoryRecord } from "../../stores/memory/record.ts";

/** A record in memory on a disk that a test can fill: while it is full every commit is refused whole. */
export type RefusingRecord = RecordStore & {
  /** Refuses the next `times` commits. */
  refuse(times: number): void;
  /** Commits that were asked for, refused ones included, oldest first. */
  readonly asked: readonly Commit[];
  /** Commits that were stored, oldest first. */
  readonly stored: readonly Commit[];
};

export const refusingRecord = (): RefusingRecord => {
  const record = memoryRecord();
  const asked: Commit[] = [];
  const stored: Commit[] = [];
  let refusals = 0;
  return {
    ...record,
    asked,
    stored,
    refuse: times => {
      refusals = times;
    },
    commit: async commit => {
      asked.push(commit);
      if (refusals > 0) {
        refusals--;
        throw new Fault("RECORD_FULL", "record.db: commit: the disk is full", { retry: true });
      }
      await record.commit(commit);
      stored.push(commit);
    },
  };
};
