import {
  type ExceptItem,
  exceptItem,
  opening,
  type SignOpening,
  signOpening,
  type WireOpening,
} from "../wire/closing.ts";
import type { AccountsApi } from "./accounts.ts";
import { commandRoute, signingRoute } from "./command-route.ts";
import type { Commanded } from "./commanded.ts";
import type { Http } from "./http.ts";

/** What the web side asks about the opening of the day. */
export type OpeningApi = {
  opening(): WireOpening;
  exceptItem(asked: ExceptItem): Promise<Commanded<WireOpening>>;
  signOpening(asked: Omit<SignOpening, "secret">): Promise<Commanded<WireOpening>>;
};

const tags = ["opening"];
const shared = {
  tags,
  answer: opening,
  missing: () => ({ error: "NO_OPENING", message: "the hall is not being opened now" }),
};

/** The opening of the day: what must work, what is taken along as it is. */
export const openingRoutes = (http: Http, api: OpeningApi, accounts: AccountsApi): void => {
  http.get(
    "/api/opening",
    { schema: { summary: "The opening check as it stands", tags, response: { 200: opening } } },
    () => api.opening(),
  );
  commandRoute(http, {
    ...shared,
    url: "/api/opening/except-item",
    summary: "Take an item along as it is; the certificate names it",
    most: 60,
    body: exceptItem,
    name: ({ item }) => `item ${item}`,
    ask: asked => api.exceptItem(asked),
  });
  signingRoute(http, accounts, {
    ...shared,
    url: "/api/opening/sign",
    summary: "Sign the opening check",
    most: 30,
    body: signOpening,
    name: () => "opening",
    ask: asked => api.signOpening(asked),
  });
};
