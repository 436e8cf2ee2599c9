import { existsSync } from "node:fs";
import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import staticFiles from "@fastify/static";
import swagger from "@fastify/swagger";
import fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  LogController,
} from "fastify";
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from "fastify-type-provider-zod";
import { Fault } from "../ports/fault.ts";
import type { AccountsDesk } from "./accounts-desk.ts";
import { accountsRoutes } from "./accounts-routes.ts";
import { activityRoutes } from "./activity.ts";
import { alertRoutes } from "./alert.ts";
import { alertCommandRoutes } from "./alert-command.ts";
import type { AlertDesk } from "./alertmanager/desk.ts";
import { alertmanagerRoutes } from "./alertmanager/routes.ts";
import type { HallApi } from "./api.ts";
import { type CertificateFiles, certificateFileRoutes } from "./certificate.ts";
import { deviceRoutes } from "./device.ts";
import { type EnergyApi, energyRoutes } from "./energy.ts";
import { hallRoutes } from "./hall.ts";
import { healthRoutes } from "./health.ts";
import type { Http } from "./http.ts";
import { incidentRoutes } from "./incident.ts";
import { loadRoutes } from "./load.ts";
import { notifyRoutes } from "./notify.ts";
import { refuseForeignOrigins } from "./origin.ts";
import { type PaperDesks, paperRoutes } from "./paper-desks.ts";
import { type PaperPages, paperPageRoutes } from "./paper-pages.ts";
import { photoRoutes } from "./photo.ts";
import { planRoutes } from "./plan.ts";
import { pointRoutes } from "./point.ts";
import type { RulesDesk } from "./prometheus/desk.ts";
import { prometheusRoutes } from "./prometheus/routes.ts";
import { rightsRoutes } from "./rights.ts";
import { rosterRoutes } from "./roster.ts";
import { rulesRoutes } from "./rules.ts";
import { serviceRoutes } from "./service.ts";
import { sessionRoutes } from "./session.ts";
import { setUpRoutes } from "./set-up.ts";
import { askWhoItIs } from "./sign-in-hook.ts";
import type { StreamHub } from "./stream.ts";
import { type TrendApi, trendRoutes } from "./trend.ts";

export type HttpOptions = {
  readonly host: string;
  readonly port: number;
  readonly api: HallApi;
  readonly papers: PaperDesks;
  readonly energy: EnergyApi;
  /** Courses of points. */
  readonly courses: TrendApi;
  /** Certificates as documents, and pages that are papers. */
  readonly files: CertificateFiles & PaperPages;
  /** Who people are. */
  readonly accounts: AccountsDesk;
  readonly stream: StreamHub;
  /** What Grafana's data sources of type `alertmanager` and `prometheus` are told. */
  readonly grafana: AlertDesk & RulesDesk;
  /** Directory of the built console; when it is absent `/` says how to build it. */
  readonly consoleDirectory: string;
  readonly log: FastifyBaseLogger;
  readonly version: string;
};

/** The web side: API, live stream, console. `start` resolves with the address people can open. */
export class HttpServer {
  readonly #options: HttpOptions;
  #app: FastifyInstance | null = null;

  constructor(options: HttpOptions) {
    this.#options = options;
  }

  /**
   * @returns the URL, with the port that was really taken
   * @throws {Fault} `HTTP_PORT` when the address cannot be listened on
   */
  async start(): Promise<string> {
    const { host, port } = this.#options;
    this.#app = await build(this.#options);
    try {
      return await this.#app.listen({ host, port });
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException;
      const what =
        code === "EADDRINUSE"
          ? "another program already listens there; stop it or give another --http host:port"
          : String(cause);
      throw new Fault("HTTP_PORT", `console (http://${host}:${port}): listen: ${what}`, {
        retry: false,
        cause,
      });
    }
  }

  async stop(): Promise<void> {
    this.#options.stream.stop();
    await this.#app?.close();
  }
}

const build = async ({
  api,
  papers,
  energy,
  courses,
  files,
  accounts,
  stream,
  grafana,
  consoleDirectory,
  log,
  version,
}: HttpOptions): Promise<FastifyInstance> => {
  const app = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 256 * 1024,
    // A request that comes in drop by drop holds its connection no longer than this; an open stream is not meant.
    requestTimeout: 30_000,
    frameworkErrors: (error, request, reply) => {
      problemOf(error, request, reply as unknown as Answer);
    },
    forceCloseConnections: true,
  });
  app.removeContentTypeParser("text/plain");
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(problemOf);
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send({
      error: "NOT_FOUND",
      message: `${request.method} ${withoutKeys(request.url)}: there is no such page; GET /api/openapi.json lists all`,
    }),
  );
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: CONTENT_SECURITY_POLICY },
    hsts: false,
  });
  await app.register(rateLimit, { global: false });
  app.addHook("onRequest", refuseForeignOrigins);
  askWhoItIs(app, accounts);
  await app.register(swagger, {
    openapi: {
      info: {
        title: "Hallwatch",
        version,
        description:
          "One hall: alerts, points, tasks, closing and opening, certificates, tickets, handovers, live stream.",
      },
    },
    transform: jsonSchemaTransform,
  });
  await app.register(async scope => {
    const http = scope.withTypeProvider<ZodTypeProvider>() as unknown as Http;
    for (const routes of [
      hallRoutes,
      planRoutes,
      pointRoutes,
      deviceRoutes,
      alertRoutes,
      alertCommandRoutes,
      incidentRoutes,
      rightsRoutes,
      rosterRoutes,
      notifyRoutes,
      loadRoutes,
      activityRoutes,
      rulesRoutes,
      healthRoutes,
    ])
      routes(http, api);
    serviceRoutes(http, api, accounts);
    paperRoutes(http, papers, accounts);
    energyRoutes(http, energy);
    trendRoutes(http, courses);
    sessionRoutes(http, accounts);
    setUpRoutes(http, accounts);
    accountsRoutes(http, accounts);
    paperPageRoutes(http, files, accounts);
    alertmanagerRoutes(http, grafana);
    prometheusRoutes(http, grafana);
    http.get("/api/openapi.json", { schema: { hide: true } }, () => app.swagger());
    http.get(
      "/api/stream",
      { schema: { summary: "Live changes as server-sent events", tags: ["stream"] } },
      (request, reply) => stream.join(request, reply),
    );
  });
  await app.register(async scope =>
    photoRoutes(scope, scope.withTypeProvider<ZodTypeProvider>() as unknown as Http, api),
  );
  await app.register(async scope =>
    certificateFileRoutes(scope, scope.withTypeProvider<ZodTypeProvider>() as unknown as Http, files),
  );
  await serveConsole(app, consoleDirectory);
  return app;
};

/** @see screens.md of the console: no inline script or style, nothing from elsewhere */
const CONTENT_SECURITY_POLICY = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", "data:"],
  connectSrc: ["'self'"],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
  formAction: ["'self'"],
};

const serveConsole = async (app: FastifyInstance, directory: string): Promise<void> => {
  if (existsSync(directory))
    await app.register(staticFiles, { root: directory, cacheControl: false, etag: true, dotfiles: "ignore" });
  else
    app.get("/", { schema: { hide: true } }, (_request, reply) => reply.type("text/plain").send(NO_CONSOLE));
};

const NO_CONSOLE =
  "Hallwatch runs, but its console is not built: run `npm run console` once and restart.\nThe API is at /api/openapi.json\n";

type Answer = { code(n: number): { send(body: object): unknown } };

/** The address of a request, without what stands for a secret in it. */
const withoutKeys = (url: string): string => url.replace(/(\/set-up\/)[^/?]+/, "$1…");

const problemOf = (error: FastifyError, request: { url: string; log: FastifyBaseLogger }, reply: Answer) => {
  const status = error.validation ? 400 : (error.statusCode ?? 500);
  if (status >= 500) request.log.error({ err: error, url: withoutKeys(request.url) }, "request failed");
  const message = status >= 500 ? "the gateway failed to answer; its log says why" : error.message;
  return reply.code(status).send({ error: error.code ?? "INTERNAL", message });
};
