import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { AccountsDesk } from "./accounts-desk.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Id of the person in whose name this is asked; null: nobody has an account yet, or it needs none. */
    signedIn: string | null;
  }
  interface FastifyContextConfig {
    /** Also reading it needs somebody: it leaves the house as a file. */
    needsSomebody?: boolean;
  }
}

/**
 * Changes that need nobody to be signed in: they are how one signs in, or change nothing. All others do, also those that
 * are yet to be written.
 */
export const OPEN: ReadonlySet<string> = new Set([
  "POST /api/session",
  "DELETE /api/session",
  "POST /api/set-up/:token",
  "POST /api/certificates/verify",
]);

/**
 * Lets nobody change anything in another's name once the hall has accounts: every request that is no GET, and every one
 * for a file that tells of the whole hall, needs a session or a token, and what it says of who asks must be true. What is signed needs the signer's secret instead, which its route
 * asks for, whoever is signed in.
 */
export const askWhoItIs = (app: FastifyInstance, accounts: AccountsDesk): void => {
  app.decorateRequest("signedIn", null);
  app.addHook("onRequest", async (request, reply) => {
    if (isReading(request) || request.is404 || !accounts.isSetUp()) return;
    if (OPEN.has(`${request.method} ${request.routeOptions.url}`) || isSigning(request)) return;
    request.signedIn = await accounts.who(request);
    if (request.signedIn === null) return refuse(reply, 401, SIGN_IN);
  });
  app.addHook("preHandler", async (request, reply) => {
    const { signedIn } = request;
    if (signedIn === null) return;
    const named = (request.body as { readonly by?: unknown } | undefined)?.by;
    if (typeof named === "string" && accounts.idOf(named) !== signedIn)
      return refuse(reply, 403, notYou(signedIn, named));
  });
};

const isReading = ({ method, routeOptions }: FastifyRequest): boolean =>
  (method === "GET" || method === "HEAD") && routeOptions.config.needsSomebody !== true;

/** By the schema of its route: a body cannot claim to be a signature. */
const isSigning = ({ routeOptions }: FastifyRequest): boolean => {
  const { body } = (routeOptions.schema ?? {}) as { readonly body?: { readonly shape?: object } };
  const shape = body?.shape ?? {};
  return "secret" in shape && "by" in shape;
};

const refuse = (reply: FastifyReply, status: number, body: object): FastifyReply =>
  reply.code(status).send(body);

const SIGN_IN = {
  error: "SIGN_IN",
  message: "sign in first: since this hall has accounts, a name alone is not believed",
};
const notYou = (signedIn: string, named: string) => ({
  error: "NOT_YOU",
  message: `${signedIn} is signed in here and cannot act in the name of ${named}`,
});
