import { z } from "zod";
import {
  controlList,
  controlOrder,
  type DecideControl,
  decideControl,
  type OrderControl,
  orderControl,
  type WireControlList,
  type WireControlOrder,
} from "../wire/control.ts";
import { commandRoute } from "./command-route.ts";
import { type Commanded, NOT_DONE, refusal } from "./commanded.ts";
import type { Http } from "./http.ts";

/** What people decide about a command that is there already. */
export type Decision = "approve" | "withdraw" | "undo";

/** What the web side asks about what is switched from here. */
export type ControlApi = {
  /** What may be switched, and the commands of today and those that are not over. */
  controls(): Promise<WireControlList>;
  orderControl(asked: OrderControl): Promise<Commanded<WireControlOrder>>;
  /** Of an undoing the answer is the new command. */
  decideControl(id: string, decision: Decision, asked: DecideControl): Promise<Commanded<WireControlOrder>>;
};

const tags = ["controls"];

const SUMMARIES: Readonly<Record<Decision, string>> = {
  approve: "Send what a rule proposes",
  withdraw: "Do not send what a rule proposes",
  undo: "Put back what was there before a command: a command of its own",
};

/** What is switched from here: what may be, and each command until it is proved. */
export const controlRoutes = (http: Http, api: ControlApi): void => {
  http.get(
    "/api/controls",
    {
      schema: {
        summary: "What may be switched from here; the commands of today, and those that are not over",
        tags,
        response: { 200: controlList },
      },
    },
    () => api.controls(),
  );
  commandRoute(http, {
    url: "/api/commands",
    summary: "Switch or set something; it is done when an independent reading has proved it",
    tags,
    most: 60,
    body: orderControl,
    answer: controlOrder,
    name: ({ point }) => point,
    missing: ({ point }) => ({
      error: "NO_CONTROL",
      message: `the hall has no control ${point}; GET /api/controls lists them`,
    }),
    ask: asked => api.orderControl(asked),
  });
  for (const [decision, summary] of Object.entries(SUMMARIES) as [Decision, string][])
    http.post(
      `/api/commands/:control/${decision}`,
      {
        config: { rateLimit: { max: 60, timeWindow: "1 minute" } },
        schema: {
          summary,
          tags,
          params: z.object({ control: z.string().max(200) }),
          body: decideControl,
          response: { 200: controlOrder, ...NOT_DONE },
        },
      },
      async (request, reply) => {
        const { control } = request.params;
        const result = await api.decideControl(control, decision, request.body);
        if (result.is === "done") return result.answer;
        const missing = {
          error: "NO_COMMAND",
          message: `there is no command ${control}; GET /api/controls lists them`,
        };
        const { status, body } = refusal(`command ${control}`, result, missing);
        return reply.code(status).send(body);
      },
    );
};
