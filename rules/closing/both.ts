import { type Done, NOTHING_DONE } from "../routine/clerk.ts";

/** Several things done, one after the other. Of a paper the last one counts. */
export const both = (...all: readonly Done[]): Done => {
  const papers = new Map(all.flatMap(done => done.papers).map(paper => [`${paper.kind}:${paper.id}`, paper]));
  return {
    ...NOTHING_DONE,
    entries: all.flatMap(({ entries }) => entries),
    papers: [...papers.values()],
    reminders: all.flatMap(({ reminders }) => reminders),
  };
};
