import { handoverOf } from "#rules/handover/papers.ts";
import type { Task } from "#rules/routine/task.ts";
import type { Instant } from "#rules/time/instant.ts";
import type { StreamEvents } from "../wire/stream.ts";
import type { OpenPapers } from "./open-papers.ts";

/** What people have to do now, in short. */
export const paperCounts = (papers: OpenPapers, now: Instant): Omit<StreamEvents["papers"], "changed"> => {
  const tasks = papers.of("task").map(({ value }) => value as Task);
  return {
    tasks: { open: tasks.length, late: tasks.filter(({ dueAt }) => dueAt < now).length },
    tickets: papers.of("ticket").length,
    handovers: papers.of("handover").filter(paper => handoverOf(paper).state !== "done").length,
  };
};
