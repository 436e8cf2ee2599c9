import { z } from "zod";
import type { AccountsApi } from "./accounts.ts";
import type { Http } from "./http.ts";
import { spokenBy } from "./spoken.ts";

type Language = "zh" | "en";

/** Pages that are papers, whole and without the console. */
export type PaperPages = {
  /** What the code on a certificate opens. `hash` null: the address has none. */
  verifyPage(
    id: string,
    hash: string | null,
    language: Language,
  ): Promise<{ isKnown: boolean; html: string }>;
  /** Stickers for the things of the register. */
  labelsPage(language: Language): Promise<string>;
};

/** Its own style, and nothing else. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'";

export const paperPageRoutes = (http: Http, pages: PaperPages, accounts: AccountsApi): void => {
  http.get(
    "/v/:id",
    {
      config: { rateLimit: { max: 120, timeWindow: "1 minute" } },
      schema: {
        hide: true,
        params: z.object({ id: z.string().max(200) }),
        querystring: z.object({ h: z.string().max(100).optional() }),
      },
    },
    async (request, reply) => {
      const { h = null } = request.query;
      const page = await pages.verifyPage(request.params.id, h, spokenBy(request));
      return reply
        .code(page.isKnown ? 200 : 404)
        .type("text/html; charset=utf-8")
        .header("content-security-policy", POLICY)
        .header("cache-control", "no-store")
        .send(page.html);
    },
  );
  http.get("/labels", { schema: { hide: true } }, async (request, reply) => {
    // A sticker's code says that somebody stood before it: not everybody on the LAN is to have them all.
    if (accounts.isSetUp() && (await accounts.who(request)) === null)
      return reply
        .code(401)
        .send({ error: "SIGN_IN", message: "sign in first: labels are for people of this hall" });
    return reply
      .type("text/html; charset=utf-8")
      .header("content-security-policy", POLICY)
      .header("cache-control", "no-store")
      .send(await pages.labelsPage(spokenBy(request)));
  });
};
