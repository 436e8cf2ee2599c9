import { problem } from "../wire/common.ts";
import {
  notifyStatus,
  notifyTest,
  notifyTested,
  type WireNotifyStatus,
  type WireNotifyTested,
} from "../wire/notify.ts";
import type { Http } from "./http.ts";

export type NotifyTested =
  | { readonly is: "done"; readonly answer: WireNotifyTested }
  /** There is nobody by that name, or no such way to reach the person. */
  | { readonly is: "refused"; readonly why: string };

/** What the web side asks about how people are told. */
export type NotifyApi = {
  notifyStatus(): WireNotifyStatus;
  notifyTest(person: string, channel: string | undefined): Promise<NotifyTested>;
};

const tags = ["notify"];

/** How messages go out. */
export const notifyRoutes = (http: Http, api: NotifyApi): void => {
  http.get(
    "/api/notify",
    {
      schema: {
        summary: "The channels by which people are told, and how they do",
        tags,
        response: { 200: notifyStatus },
      },
    },
    () => api.notifyStatus(),
  );
  http.post(
    "/api/notify/test",
    {
      config: { rateLimit: { max: 12, timeWindow: "1 minute" } },
      schema: {
        summary: "Send a marked test message to one person",
        tags,
        body: notifyTest,
        response: { 200: notifyTested, 409: problem },
      },
    },
    async (request, reply) => {
      const { person, channel } = request.body;
      const result = await api.notifyTest(person, channel);
      return result.is === "done"
        ? result.answer
        : reply.code(409).send({ error: "REFUSED", message: result.why });
    },
  );
};
