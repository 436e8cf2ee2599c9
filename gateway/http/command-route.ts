import type { z } from "zod";
import type { Problem } from "../wire/common.ts";
import { type AccountsApi, NOT_PROVED, proved } from "./accounts.ts";
import { type Commanded, NOT_DONE, refusal } from "./commanded.ts";
import type { Http } from "./http.ts";

/** Something that people ask to be done: its body, its answer, and how it is told that it was not done. */
export type CommandRoute<B, A> = {
  readonly url: string;
  readonly summary: string;
  readonly tags: string[];
  /** How many a minute one address may ask for. */
  readonly most: number;
  readonly body: z.ZodType<B>;
  readonly answer: z.ZodType<A>;
  /** What it is about, to begin a sentence. */
  readonly name: (body: B) => string;
  /** What to say when there is no such thing. */
  readonly missing: (body: B) => Problem;
  /** `signedIn`: id of who is; null: nobody has an account yet, and whoever `by` names is only believed. */
  readonly ask: (body: B, signedIn: string | null) => Promise<Commanded<A>>;
};

/** A route that does something: `POST`, 200 with how it stands after it. */
export const commandRoute = <B, A>(http: Http, route: CommandRoute<B, A>): void => {
  http.post(
    route.url,
    {
      config: { rateLimit: { max: route.most, timeWindow: "1 minute" } },
      schema: {
        summary: route.summary,
        tags: route.tags,
        body: route.body as z.ZodType,
        response: { 200: route.answer as z.ZodType, ...NOT_DONE },
      },
    },
    async (request, reply) => {
      const body = request.body as B; // It has passed the schema.
      const result = await route.ask(body, request.signedIn);
      if (result.is === "done") return result.answer;
      const { status, body: why } = refusal(route.name(body), result, route.missing(body));
      return reply.code(status).send(why);
    },
  );
};

/**
 * A route whose body carries the secret of `by`: it is proved before anything else is looked at, and goes no further
 * than this.
 */
export const signingRoute = <B extends { readonly by: string; readonly secret: string }, A>(
  http: Http,
  accounts: AccountsApi,
  route: Omit<CommandRoute<B, A>, "ask"> & {
    readonly ask: (body: Omit<B, "secret">) => Promise<Commanded<A>>;
  },
): void => {
  http.post(
    route.url,
    {
      config: { rateLimit: { max: route.most, timeWindow: "1 minute" } },
      schema: {
        summary: route.summary,
        tags: route.tags,
        body: route.body as z.ZodType,
        response: { 200: route.answer as z.ZodType, ...NOT_DONE, ...NOT_PROVED },
      },
    },
    async (request, reply) => {
      const { secret, ...body } = request.body as B; // It has passed the schema.
      const not = await proved(accounts, { by: body.by, secret });
      if (not !== null) return reply.code(not.status).send(not.body);
      const result = await route.ask(body);
      if (result.is === "done") return result.answer;
      const { status, body: why } = refusal(
        route.name({ ...body, secret } as B),
        result,
        route.missing({ ...body, secret } as B),
      );
      return reply.code(status).send(why);
    },
  );
};
