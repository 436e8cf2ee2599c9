import { resolve } from "node:path";
import { instant } from "#rules/time/instant.ts";
import { Gateway } from "../app/gateway.ts";
import { makeLog } from "../app/log.ts";
import { scaledClock } from "../ports/clock.ts";
import { buildConsole } from "./console-build.ts";
import { hallOrStop } from "./hall.ts";
import { releaseStartupMemory } from "./memory.ts";
import { PLACES } from "./places.ts";
import { untilAskedToStop } from "./signals.ts";
import { VERSION } from "./version.ts";

export type StartOptions = {
  readonly config: string;
  readonly data: string;
  readonly http: { readonly host: string; readonly port: number };
  readonly speed: number;
  readonly begin?: Date;
  readonly origin?: number;
};

/** Runs the gateway of one hall until it is asked to stop. */
export const start = async ({
  config,
  data,
  http,
  speed,
  begin,
  origin = Date.now(),
}: StartOptions): Promise<number> => {
  const { site, book } = await hallOrStop(config);
  const log = makeLog({
    level: process.env.HALLWATCH_LOG ?? "info",
    isTerminal: process.stderr.isTTY === true,
  });
  const clock = scaledClock({ start: instant(begin?.getTime() ?? origin), origin: instant(origin), speed });
  await buildConsole();
  const gateway = new Gateway({
    site,
    book,
    directory: resolve(data),
    http,
    consoleDirectory: PLACES.consoleBuilt,
    clock,
    speed,
    log,
    version: VERSION,
  });
  const stopping = untilAskedToStop();
  const url = await gateway.start();
  releaseStartupMemory();
  log.info(
    { hall: site.id, points: site.points.length, rules: book.instances.length, console: url },
    "started",
  );
  await stopping;
  await gateway.stop();
  log.info({ hall: site.id }, "stopped");
  return 0;
};
