import { resolve } from "node:path";
import { instant } from "#rules/time/instant.ts";
import { Gateway } from "../app/gateway.ts";
import { makeLog } from "../app/log.ts";
import { rulesSource } from "../config/rules-anew.ts";
import { scaledClock } from "../ports/clock.ts";
import type { Address } from "./api.ts";
import { buildConsole } from "./console-build.ts";
import { EXIT } from "./exit.ts";
import { startGateway } from "./gateway-start.ts";
import { hallOrStop } from "./hall.ts";
import { releaseStartupMemory } from "./memory.ts";
import { PLACES } from "./places.ts";
import { untilAskedToStop } from "./signals.ts";
import { VERSION } from "./version.ts";
import type { Words } from "./words/language.ts";

export type StartOptions = {
  readonly config: string;
  readonly data: string;
  readonly http: Address;
  readonly speed: number;
  readonly begin?: Date;
  readonly origin?: number;
};

/** Runs the gateway of one hall until it is asked to stop. At a terminal it first says where the console is. */
export const start = async (
  { config, data, http, speed, begin, origin = Date.now() }: StartOptions,
  words: Words,
): Promise<number> => {
  const hall = await hallOrStop(config, words);
  const { site, book } = hall;
  const log = makeLog({
    level: process.env.HALLWATCH_LOG ?? "info",
    isTerminal: process.stderr.isTTY === true,
  });
  const clock = scaledClock({ start: instant(begin?.getTime() ?? origin), origin: instant(origin), speed });
  await buildConsole(words);
  const gateway = new Gateway({
    hall,
    rules: rulesSource(config),
    directory: resolve(data),
    http,
    consoleDirectory: PLACES.consoleBuilt,
    clock,
    speed,
    log,
    version: VERSION,
    needsAccounts: true,
  });
  const stopping = untilAskedToStop();
  const url = await startGateway(gateway, http, words);
  // What came of it is in the log and on the health page; on Windows this signal means that the window was closed.
  if (process.platform !== "win32")
    process.on("SIGHUP", () =>
      gateway.reloadRules().catch(error => log.error({ err: error }, "rules could not be read again")),
    );
  releaseStartupMemory();
  const rules = book.instances.length;
  if (process.stdout.isTTY)
    console.log(words.start(site.name[words.language], site.points.length, rules, url));
  // Only where a person looks: whoever reads a service's log later must not find a link in it.
  const link = process.stdout.isTTY ? gateway.firstLink() : null;
  if (link !== null) console.log(words.account.startLink(`${url}${link}`));
  log.info({ hall: site.id, points: site.points.length, rules, console: url }, "started");
  await stopping;
  await gateway.stop();
  log.info({ hall: site.id }, "stopped");
  return EXIT.ok;
};
