import { z } from "zod";
import { type Instant, toIso } from "#rules/time/instant.ts";
import {
  type PutBack,
  putBack,
  service,
  serviceList,
  type TakeOut,
  takeOut,
  type WireService,
} from "../wire/service.ts";
import { type AccountsApi, NOT_PROVED, type NotProved, proved } from "./accounts.ts";
import { type Commanded, NOT_DONE, refusal } from "./commanded.ts";
import type { Http } from "./http.ts";

/** What the web side asks about what is out of service. */
export type ServiceApi = {
  now(): Instant;
  services(): readonly WireService[];
  takeOut(asked: Omit<TakeOut, "secondSecret">): Promise<Commanded<WireService>>;
  /** Answers what is still out of service after it. */
  putBack(target: string, asked: PutBack): Promise<Commanded<readonly WireService[]>>;
};

const config = { rateLimit: { max: 60, timeWindow: "1 minute" } };
const tags = ["services"];
const noTarget = (target: string) => ({
  error: "NO_TARGET",
  message: `the hall has no equipment, zone or source ${target}; GET /api/hall and /api/points list them`,
});

const noProof = (second: string) => ({
  error: "SECOND_SECRET",
  message: `${second} is named as the second person and has to prove it: give the own PIN or password as well`,
});

/**
 * Whether the second person, where one is named, is really there: the first one's word is not enough once the hall has
 * accounts. Null: it is so, or nobody has an account yet.
 */
const secondProved = async (
  accounts: AccountsApi,
  { second, secondSecret }: Pick<TakeOut, "second" | "secondSecret">,
): Promise<NotProved | null> => {
  if (second === undefined || !accounts.isSetUp()) return null;
  if (secondSecret === undefined) return { status: 401, body: noProof(second) };
  return proved(accounts, { by: second, secret: secondSecret });
};

/** What is out of service. */
export const serviceRoutes = (http: Http, api: ServiceApi, accounts: AccountsApi): void => {
  http.get(
    "/api/services",
    { schema: { summary: "What is out of service", tags, response: { 200: serviceList } } },
    () => ({ services: [...api.services()], at: toIso(api.now()) }),
  );
  http.post(
    "/api/services",
    {
      config,
      schema: {
        summary: "Take equipment, a zone or a source out of service",
        tags,
        body: takeOut,
        response: { 200: z.object({ service }), ...NOT_DONE, ...NOT_PROVED },
      },
    },
    async (request, reply) => {
      const { secondSecret, ...asked } = request.body;
      const { target } = asked;
      const not = await secondProved(accounts, { second: asked.second, secondSecret });
      if (not !== null) return reply.code(not.status).send(not.body);
      const result = await api.takeOut(asked);
      if (result.is === "done") return { service: result.answer };
      const { status, body } = refusal(target, result, noTarget(target));
      return reply.code(status).send(body);
    },
  );
  http.post(
    "/api/services/:target/put-back",
    {
      config,
      schema: {
        summary: "Put something back into service",
        tags,
        params: z.object({ target: z.string() }),
        body: putBack,
        response: { 200: serviceList, ...NOT_DONE },
      },
    },
    async (request, reply) => {
      const { target } = request.params;
      const result = await api.putBack(target, request.body);
      if (result.is === "done") return { services: [...result.answer], at: toIso(api.now()) };
      const { status, body } = refusal(target, result, noTarget(target));
      return reply.code(status).send(body);
    },
  );
};
