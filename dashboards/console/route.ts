import { signal } from "@preact/signals";

const pages = [
  "alerts",
  "plan",
  "closing",
  "opening",
  "certificates",
  "points",
  "devices",
  "control",
  "history",
  "roster",
  "incidents",
  "load",
  "tasks",
  "scan",
  "register",
  "days",
  "tickets",
  "handover",
  "energy",
  "meters",
  "compliance",
  "trends",
  "reports",
  "set-up",
] as const;
export type Page = (typeof pages)[number];

/** Where the person is: `#/alerts/<id>?tab=closed` is one alert of the closed ones. */
export type Route = {
  readonly page: Page;
  /** What is opened on the page: an alert, an incident or a point. */
  readonly id: string | null;
  readonly query: Readonly<Record<string, string>>;
};

/** Reads the part of an address after `#`; what it does not know is the alert board. */
export const parseRoute = (hash: string): Route => {
  const [path = "", search = ""] = hash.replace(/^#\/?/, "").split("?");
  const [page = "", id = ""] = path.split("/");
  // What the list of zones was called before there was a plan: people have it among their bookmarks.
  if (page === "hall") return { page: "plan", id: null, query: { view: "list" } };
  // Stickers say it shorter, so that their codes stay large.
  const known = page === "x" ? "scan" : pages.find(each => each === page);
  return {
    page: known ?? "alerts",
    id: known && id !== "" ? decoded(id) : null,
    query: Object.fromEntries(new URLSearchParams(search)),
  };
};

/** The address of a place, for links. Empty query values are left out. */
export const href = (
  page: Page,
  id: string | null = null,
  query: Readonly<Record<string, string>> = {},
): string => {
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== "")).toString();
  return `#/${page}${id === null ? "" : `/${encodeURIComponent(id)}`}${search === "" ? "" : `?${search}`}`;
};

export const route = signal<Route>(parseRoute(globalThis.location?.hash ?? ""));

export const go = (to: string): void => {
  location.hash = to;
};

/** Follows the address bar; called once when the console starts. */
export const followAddress = (): void =>
  addEventListener("hashchange", () => {
    route.value = parseRoute(location.hash);
  });

/** A declaration, since the address that the page is opened with is read before this line is reached. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
