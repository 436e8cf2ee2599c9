import type { FastifyReply } from "fastify";

/** Refuses as Alertmanager does: the sentence itself as JSON, which amtool and Grafana both show to people. */
export const bad = (reply: FastifyReply, why: string, code: 400 | 404 = 400) =>
  reply.code(code).type("application/json; charset=utf-8").send(JSON.stringify(why));
