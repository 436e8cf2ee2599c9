import type { FastifyRequest } from "fastify";
import type { AlertDesk } from "./desk.ts";

/** Where people open the console: as the site file says, else where this very request came in. */
export const originOf = ({ link }: Pick<AlertDesk, "link">, request: FastifyRequest): string =>
  link ?? `${request.protocol}://${request.host}`;
