import type { FastifyRequest } from "fastify";

/** What a request for alerts asks for; all states unless it says otherwise. */
export type Filters = {
  readonly filter: readonly string[];
  /** A regular expression; null: all. */
  readonly receiver: string | null;
  readonly active: boolean;
  readonly silenced: boolean;
  readonly inhibited: boolean;
  readonly muted: boolean;
};

/** Reads the parameters that are known, and lets others by: Grafana sends some of its own. */
export const filtersOf = (query: unknown): Filters => {
  const asked = new Map(Object.entries(query ?? {}));
  const all = (name: string): string[] => [asked.get(name) ?? []].flat().map(String);
  const isOn = (name: string): boolean => all(name).at(-1) !== "false";
  return {
    filter: all("filter"),
    receiver: all("receiver").at(-1) ?? null,
    active: isOn("active"),
    silenced: isOn("silenced"),
    inhibited: isOn("inhibited"),
    muted: isOn("muted"),
  };
};

/** Who asks: the person who is signed in or whose token it is, else the Grafana user; null: nobody is named. */
export const asker = (request: FastifyRequest): string | null => request.signedIn ?? grafanaUser(request);

/**
 * The login of the Grafana user, where Grafana is told to send it; null: nobody is named.
 *
 * @see Grafana, [dataproxy] send_user_header
 */
export const grafanaUser = ({ headers }: Pick<FastifyRequest, "headers">): string | null => {
  const user = headers["x-grafana-user"];
  if (typeof user !== "string" || user.trim() === "") return null;
  // Node reads headers byte by byte; a login in Chinese is UTF-8.
  return Buffer.from(user, "latin1").toString("utf8").trim();
};
