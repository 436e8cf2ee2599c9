import fastify from "fastify";
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from "fastify-type-provider-zod";
import type { Http } from "../../http.ts";
import type { AlertDesk } from "../desk.ts";
import { alertmanagerRoutes } from "../routes.ts";

/** The routes on a port of their own, as the gateway's server has them. */
export const served = async (desk: AlertDesk): Promise<{ readonly url: string; stop(): Promise<void> }> => {
  const app = fastify({ forceCloseConnections: true });
  app.removeContentTypeParser("text/plain");
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  alertmanagerRoutes(app.withTypeProvider<ZodTypeProvider>() as unknown as Http, desk);
  const origin = await app.listen({ host: "127.0.0.1", port: 0 });
  return { url: `${origin}/alertmanager-api`, stop: () => app.close() };
};
