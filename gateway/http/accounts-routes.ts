import { z } from "zod";
import { toIso } from "#rules/time/instant.ts";
import { accountList, setUpLink } from "../wire/account.ts";
import { problem } from "../wire/common.ts";
import type { AccountDone, AccountsDesk } from "./accounts-desk.ts";
import type { Http } from "./http.ts";

const tags = ["accounts"];
const config = { rateLimit: { max: 30, timeWindow: "1 minute" } };
const params = z.object({ person: z.string() });
const errors = { 403: problem, 404: problem } as const;

/** Who has an account; giving somebody a link, and taking an account away. */
export const accountsRoutes = (http: Http, accounts: AccountsDesk): void => {
  http.get(
    "/api/accounts",
    { schema: { summary: "Who has an account", tags, response: { 200: accountList, ...errors } } },
    async (request, reply) => {
      const result = accounts.accounts(await accounts.who(request));
      if (result.is !== "done") return reply.code(statusOf(result)).send(whyNot(result, ""));
      return { accounts: [...result.answer], at: toIso(accounts.now()) };
    },
  );
  http.post(
    "/api/accounts/:person/link",
    {
      config,
      schema: {
        summary: "Make a link with which a person sets his PIN or password, once, within a day",
        tags,
        params,
        response: { 200: setUpLink, ...errors },
      },
    },
    async (request, reply) => {
      const { person } = request.params;
      const result = accounts.link(person, request.signedIn);
      if (result.is !== "done") return reply.code(statusOf(result)).send(whyNot(result, person));
      reply.header("cache-control", "no-store");
      return result.answer;
    },
  );
  http.delete(
    "/api/accounts/:person",
    {
      config,
      schema: { summary: "Take an account away", tags, params, response: { 200: accountList, ...errors } },
    },
    async (request, reply) => {
      const { person } = request.params;
      const result = accounts.remove(person, request.signedIn);
      if (result.is !== "done") return reply.code(statusOf(result)).send(whyNot(result, person));
      return { accounts: [...result.answer], at: toIso(accounts.now()) };
    },
  );
};

type NotDone = Exclude<AccountDone<unknown>, { is: "done" }>;

const statusOf = ({ is }: NotDone): 403 | 404 => (is === "refused" ? 403 : 404);

const whyNot = (result: NotDone, person: string) =>
  result.is === "refused"
    ? { error: "NOT_ALLOWED", message: `accounts: ${result.why}` }
    : { error: "NO_ACCOUNT", message: `${person} has no account, or is nobody of this hall` };
