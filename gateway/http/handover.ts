import { z } from "zod";
import { problem } from "../wire/common.ts";
import {
  type AddToHandover,
  addToHandover,
  type HandOver,
  handOver,
  handover,
  handoverList,
  type ReadItem,
  type RemarkHandover,
  readItem,
  remarkHandover,
  type SignHandover,
  signHandover,
  type WireHandover,
  type WireHandoverList,
} from "../wire/handover.ts";
import type { AccountsApi } from "./accounts.ts";
import { commandRoute, signingRoute } from "./command-route.ts";
import type { Commanded } from "./commanded.ts";
import type { Http } from "./http.ts";

/** What the web side asks about handing over. */
export type HandoverApi = {
  handovers(): Promise<WireHandoverList>;
  handover(id: string): Promise<WireHandover | null>;
  handOver(asked: HandOver): Promise<Commanded<WireHandover>>;
  readItem(asked: ReadItem): Promise<Commanded<WireHandover>>;
  remarkHandover(asked: RemarkHandover): Promise<Commanded<WireHandover>>;
  addToHandover(asked: AddToHandover): Promise<Commanded<WireHandover>>;
  signHandover(asked: Omit<SignHandover, "secret">): Promise<Commanded<WireHandover>>;
};

const tags = ["handovers"];
const noHandover = (id: string) => ({
  error: "NO_HANDOVER",
  message: `there is no handover ${id}; GET /api/handovers lists them`,
});
const about = {
  tags,
  answer: handover,
  name: ({ handover: id }: { readonly handover: string }) => `handover ${id}`,
  missing: ({ handover: id }: { readonly handover: string }) => noHandover(id),
};

/** What one person hands over to the next. */
export const handoverRoutes = (http: Http, api: HandoverApi, accounts: AccountsApi): void => {
  http.get(
    "/api/handovers",
    {
      schema: {
        summary: "Open handovers, the last ten, and who is responsible for each post now",
        tags,
        response: { 200: handoverList },
      },
    },
    () => api.handovers(),
  );
  http.get(
    "/api/handovers/:id",
    {
      schema: {
        summary: "One handover; its id with %2F for /",
        tags,
        params: z.object({ id: z.string() }),
        response: { 200: handover, 404: problem },
      },
    },
    async (request, reply) =>
      (await api.handover(request.params.id)) ?? reply.code(404).send(noHandover(request.params.id)),
  );
  commandRoute(http, {
    ...about,
    url: "/api/handovers",
    summary: "Hand over before the roster says so",
    most: 30,
    body: handOver,
    name: ({ post }) => post,
    missing: ({ post }) => ({ error: "NO_POST", message: `nobody has the post ${post} to hand over` }),
    ask: asked => api.handOver(asked),
  });
  commandRoute(http, {
    ...about,
    url: "/api/handovers/read",
    summary: "Say that an item was read",
    most: 300,
    body: readItem,
    ask: asked => api.readItem(asked),
  });
  commandRoute(http, {
    ...about,
    url: "/api/handovers/remark",
    summary: "Write the remarks and counts of a handover, before it is signed",
    most: 60,
    body: remarkHandover,
    ask: asked => api.remarkHandover(asked),
  });
  commandRoute(http, {
    ...about,
    url: "/api/handovers/add",
    summary: "Add something, dated, after the outgoing person has signed",
    most: 60,
    body: addToHandover,
    ask: asked => api.addToHandover(asked),
  });
  signingRoute(http, accounts, {
    ...about,
    url: "/api/handovers/sign",
    summary: "Hand over, take over, or take it for somebody who is absent",
    most: 30,
    body: signHandover,
    ask: asked => api.signHandover(asked),
  });
};
