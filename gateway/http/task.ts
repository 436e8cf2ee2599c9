import { z } from "zod";
import { problem } from "../wire/common.ts";
import {
  type AnswerTask,
  answerTask,
  type RetractAnswer,
  retractAnswer,
  type SignTask,
  signTask,
  statisticsQuery,
  task,
  taskList,
  taskQuery,
  taskStatistics,
  type WireTask,
  type WireTaskList,
  type WireTaskStatistics,
} from "../wire/task.ts";
import type { AccountsApi } from "./accounts.ts";
import { commandRoute, signingRoute } from "./command-route.ts";
import type { Commanded } from "./commanded.ts";
import type { Http } from "./http.ts";

/** What the web side asks about tasks. */
export type TaskApi = {
  /** Of a business day; absent: of today, with all that are open and those that are coming. */
  tasks(day: string | undefined): Promise<WireTaskList>;
  /** Null: there is none. */
  task(id: string): Promise<WireTask | null>;
  answerTask(asked: AnswerTask): Promise<Commanded<WireTask>>;
  signTask(asked: Omit<SignTask, "secret">): Promise<Commanded<WireTask>>;
  retractAnswer(asked: RetractAnswer): Promise<Commanded<WireTask>>;
  /** Business days, both included. */
  taskStatistics(from: string, to: string): Promise<WireTaskStatistics>;
};

const tags = ["tasks"];
const noTask = (id: string) => ({
  error: "NO_TASK",
  message: `there is no task ${id}; GET /api/tasks lists those of a day`,
});
const about = {
  name: ({ task: id }: { readonly task: string }) => `task ${id}`,
  missing: ({ task: id }: { readonly task: string }) => noTask(id),
};

/** What people have to do, and what they say of it. */
export const taskRoutes = (http: Http, api: TaskApi, accounts: AccountsApi): void => {
  http.get(
    "/api/tasks",
    {
      schema: {
        summary: "Tasks of a business day; without a day: today's, all that are open, and those to come",
        tags,
        querystring: taskQuery,
        response: { 200: taskList },
      },
    },
    request => api.tasks(request.query.day),
  );
  http.get(
    "/api/tasks/statistics",
    {
      schema: {
        summary: "How many tasks of each duty were done, late or missed in a time; late stays late",
        tags,
        querystring: statisticsQuery,
        response: { 200: taskStatistics },
      },
    },
    request => api.taskStatistics(request.query.from, request.query.to),
  );
  http.get(
    "/api/tasks/:id",
    {
      schema: {
        summary: "One task; its id with %2F for /",
        tags,
        params: z.object({ id: z.string() }),
        response: { 200: task, 404: problem },
      },
    },
    async (request, reply) =>
      (await api.task(request.params.id)) ?? reply.code(404).send(noTask(request.params.id)),
  );
  commandRoute(http, {
    url: "/api/tasks/answer",
    summary: "Say of an item of a task that it was done and how it was found",
    tags,
    // A console that was without a connection sends a whole patrol at once.
    most: 300,
    body: answerTask,
    answer: task,
    ...about,
    ask: asked => api.answerTask(asked),
  });
  commandRoute(http, {
    url: "/api/tasks/retract",
    summary: "Take an answer back that was given by mistake, while the task is open",
    tags,
    most: 60,
    body: retractAnswer,
    answer: task,
    ...about,
    ask: asked => api.retractAnswer(asked),
  });
  signingRoute(http, accounts, {
    url: "/api/tasks/sign",
    summary: "Sign a task all of whose items are answered",
    tags,
    most: 30,
    body: signTask,
    answer: task,
    ...about,
    ask: asked => api.signTask(asked),
  });
};
