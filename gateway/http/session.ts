import { session, signIn } from "../wire/account.ts";
import { NOT_PROVED, notProved, SET_UP } from "./accounts.ts";
import type { AccountsDesk } from "./accounts-desk.ts";
import { sessionCookie } from "./cookie.ts";
import type { Http } from "./http.ts";

const tags = ["accounts"];
/** A desk where two people sign a few papers in a minute stays well below; guessing does not. */
const config = { rateLimit: { max: 30, timeWindow: "1 minute" } };

/** Signing in and out at a browser. */
export const sessionRoutes = (http: Http, accounts: AccountsDesk): void => {
  http.get(
    "/api/session",
    { schema: { summary: "Who is signed in here, and who can", tags, response: { 200: session } } },
    (request, reply) => {
      reply.header("cache-control", "no-store");
      return accounts.session(request);
    },
  );
  http.post(
    "/api/session",
    {
      config,
      schema: {
        summary: "Sign in with a PIN or password",
        tags,
        body: signIn,
        response: { 200: session, ...NOT_PROVED },
      },
    },
    async (request, reply) => {
      if (!accounts.isSetUp()) return reply.code(409).send(SET_UP);
      const done = await accounts.signIn(request.body, request);
      if (done.is !== "signed-in") {
        const { status, body } = notProved(done.is);
        return reply.code(status).send(body);
      }
      reply.header("cache-control", "no-store");
      reply.header("set-cookie", sessionCookie(request, done.key, done.lastsSeconds));
      return done.session;
    },
  );
  http.delete(
    "/api/session",
    { schema: { summary: "Sign out", tags, response: { 200: session } } },
    (request, reply) => {
      const left = accounts.signOut(request);
      reply.header("set-cookie", sessionCookie(request, null));
      return left;
    },
  );
};
