import {
  type ApproveExtension,
  approveExtension,
  type ConfirmItem,
  closing,
  confirmItem,
  type ExtendClosing,
  extendClosing,
  type ReEnter,
  reEnter,
  type SignClosing,
  signClosing,
  type WireClosing,
} from "../wire/closing.ts";
import type { AccountsApi } from "./accounts.ts";
import { commandRoute, signingRoute } from "./command-route.ts";
import type { Commanded } from "./commanded.ts";
import type { Http } from "./http.ts";

/** What the web side asks about the closing of the day. */
export type ClosingApi = {
  closing(): WireClosing;
  confirmItem(asked: ConfirmItem): Promise<Commanded<WireClosing>>;
  signClosing(asked: Omit<SignClosing, "secret">): Promise<Commanded<WireClosing>>;
  extendClosing(asked: ExtendClosing): Promise<Commanded<WireClosing>>;
  approveExtension(asked: Omit<ApproveExtension, "secret">): Promise<Commanded<WireClosing>>;
  reEnter(asked: Omit<ReEnter, "secret">): Promise<Commanded<WireClosing>>;
};

const tags = ["closing"];
const shared = {
  tags,
  answer: closing,
  name: () => "closing",
  missing: () => ({ error: "NO_CLOSING", message: "the hall is not being closed now" }),
};

/** The closing of the day, from closing time to the certificate. */
export const closingRoutes = (http: Http, api: ClosingApi, accounts: AccountsApi): void => {
  http.get(
    "/api/closing",
    { schema: { summary: "The closing check as it stands", tags, response: { 200: closing } } },
    () => api.closing(),
  );
  commandRoute(http, {
    ...shared,
    url: "/api/closing/confirm-item",
    summary: "Say that an item is as it must be which no reading proves now",
    most: 60,
    body: confirmItem,
    name: ({ item }) => `item ${item}`,
    ask: asked => api.confirmItem(asked),
  });
  signingRoute(http, accounts, {
    ...shared,
    url: "/api/closing/sign",
    summary: "Sign as the last to leave or as the guard; the second signature issues the certificate",
    most: 30,
    body: signClosing,
    ask: asked => api.signClosing(asked),
  });
  commandRoute(http, {
    ...shared,
    url: "/api/closing/extend",
    summary: "Ask for more time before the hall must be closed",
    most: 30,
    body: extendClosing,
    ask: asked => api.extendClosing(asked),
  });
  signingRoute(http, accounts, {
    ...shared,
    url: "/api/closing/approve-extension",
    summary: "Approve the time that was asked for",
    most: 30,
    body: approveExtension,
    ask: asked => api.approveExtension(asked),
  });
  signingRoute(http, accounts, {
    ...shared,
    url: "/api/closing/re-enter",
    summary: "Somebody has to go back in: the certificate ends, the check begins anew",
    most: 30,
    body: reEnter,
    ask: asked => api.reEnter(asked),
  });
};
