import type { FastifyRequest } from "fastify";

/** Names the session of a browser. */
const NAME = "sid";

/** What a request shows of who it comes from: the key of a session, or a program's token. */
export type Shown = { readonly session: string | null; readonly token: string | null };

/** @see RFC 6265 §4.2, RFC 6750 §2.1 */
export const shownBy = ({ headers }: Pick<FastifyRequest, "headers">): Shown => {
  const cookies = (headers.cookie ?? "").split(";").map(each => each.trim());
  const session = cookies.find(each => each.startsWith(`${NAME}=`))?.slice(NAME.length + 1) ?? "";
  const [, token = null] = /^bearer +(\S+)$/i.exec(headers.authorization ?? "") ?? [];
  return { session: session === "" ? null : session, token };
};

/**
 * The header that gives a browser its session: out of reach for scripts and for pages from elsewhere, and never in the
 * clear when it came by TLS.
 *
 * @param key  null: takes it away
 */
export const sessionCookie = (
  request: FastifyRequest,
  key: string | null,
  lastsSeconds: number | null = null,
): string => {
  const lasts = key === null ? 0 : lastsSeconds;
  const parts = [`${NAME}=${key ?? ""}`, "Path=/", "HttpOnly", "SameSite=Strict"];
  if (lasts !== null) parts.push(`Max-Age=${lasts}`);
  // A proxy that ends TLS says so; whoever claims it without one only harms himself.
  if (request.protocol === "https" || request.headers["x-forwarded-proto"] === "https") parts.push("Secure");
  return parts.join("; ");
};
