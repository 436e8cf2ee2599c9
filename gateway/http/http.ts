import type { FastifyBaseLogger, FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";

/** The server as routes see it: bodies, queries and answers have the types of their zod schemas. */
export type Http = FastifyInstance<never, never, never, FastifyBaseLogger, ZodTypeProvider>;
