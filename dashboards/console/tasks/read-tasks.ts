import { effect, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { WireTask, WireTaskList } from "#gateway/wire/task.ts";
import { get } from "../store/api.ts";
import { keep, readAll } from "../store/database.ts";
import { connection, papers } from "../store/live.ts";
import { lastErrand } from "../store/queue.ts";

const READ_AGAIN_EVERY_MS = 30_000;
const KEY = "tasks";

/** Today's tasks as last read, here or on an earlier visit; null until then. */
export const tasks = signal<WireTaskList | null>(null);
/** The last reading gave nothing: what is shown is what was known before. */
export const hasFailed = signal(false);

let begun = 0;
let answered = 0;

/**
 * Reads today's tasks, and keeps them for a time without a network. Of two readings the later one counts, whichever
 * arrives first; one that was under way when an answer was given may not know of it, and is made again.
 */
export const readTasks = async (): Promise<void> => {
  const [mine, before] = [++begun, answered];
  try {
    const list = await get<WireTaskList>("/api/tasks");
    if (mine !== begun) return;
    if (before !== answered) return await readTasks();
    tasks.value = list;
    hasFailed.value = false;
    await keep("known", { is: KEY, list }, KEY).catch(() => {});
  } catch {
    if (mine !== begun) return;
    hasFailed.value = true;
    if (tasks.peek() === null) tasks.value = await remembered();
  }
};

/** What the gateway answered about one task. */
export const putTask = (task: WireTask): void => {
  answered++;
  const list = tasks.peek();
  if (list === null) return;
  const isKnown = list.tasks.some(({ id }) => id === task.id);
  tasks.value = {
    ...list,
    tasks: isKnown ? list.tasks.map(each => (each.id === task.id ? task : each)) : [...list.tasks, task],
  };
};

/** Keeps the tasks read while a page shows them: at once, every 30 s, when one changed, when the gateway is heard again. */
export const useTasks = (): void =>
  useEffect(() => {
    const timer = setInterval(() => connection.peek() === "live" && void readTasks(), READ_AGAIN_EVERY_MS);
    const ends = [
      effect(() => {
        if (connection.value === "live") void readTasks();
      }),
      effect(() => {
        const changed = papers.value?.changed ?? {};
        if ((changed.task ?? changed.day ?? []).length > 0) void readTasks();
      }),
      effect(() => {
        if (lastErrand.value !== null) void readTasks();
      }),
    ];
    if (connection.peek() !== "live") void readTasks();
    return () => {
      clearInterval(timer);
      for (const end of ends) end();
    };
  }, []);

const remembered = async (): Promise<WireTaskList | null> => {
  try {
    const kept = await readAll<{ readonly is?: string; readonly list?: WireTaskList }>("known");
    return kept.find(({ is }) => is === KEY)?.list ?? null;
  } catch {
    return null;
  }
};
