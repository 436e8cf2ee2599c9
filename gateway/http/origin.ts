import type { FastifyReply, FastifyRequest } from "fastify";

/**
 * Refuses changes that another web page asks for: a browser names the page's origin, and it must be ours. Programs that
 * send no origin (scripts, other gateways) are not browsers and are not stopped here.
 */
export const refuseForeignOrigins = async (
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> => {
  if (request.method === "GET" || request.method === "HEAD") return;
  const { origin, host } = request.headers;
  if (origin === undefined || isSameHost(origin, host)) return;
  return reply
    .code(403)
    .send({ error: "FOREIGN_ORIGIN", message: `a page of ${origin} may not change anything here` });
};

const isSameHost = (origin: string, host: string | undefined): boolean => {
  try {
    return new URL(origin).host === host;
  } catch {
    return false;
  }
};
