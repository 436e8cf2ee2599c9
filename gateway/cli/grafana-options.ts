import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { type Board, type BoardVariant, boardFiles } from "../grafana/board-files.ts";
import { type GrafanaClient, grafanaClient } from "../grafana/client.ts";
import { Fault } from "../ports/fault.ts";
import { EXIT, Stop } from "./exit.ts";
import { hallOrStop } from "./hall.ts";
import { PLACES } from "./places.ts";
import type { Words } from "./words/language.ts";

/** What both commands about a Grafana are told. */
export type GrafanaOptions = {
  readonly url: string;
  readonly tokenEnv: string;
  readonly tokenFile?: string;
  readonly variant: BoardVariant;
  readonly boards?: string;
  readonly config?: string;
  readonly json: boolean;
};

/**
 * The Grafana to talk to, and the boards as this hall has them.
 *
 * @throws {Stop} exit code 2: there is no token, or the site file has mistakes
 */
export const grafanaOf = async (
  { url, boards, config, variant, ...token }: GrafanaOptions,
  words: Words,
): Promise<{ readonly client: GrafanaClient; readonly boards: readonly Board[] }> => {
  const client = grafanaClient(url.replace(/\/+$/, ""), await tokenOf(token, words));
  const site = config === undefined ? null : (await hallOrStop(config, words)).site;
  const change = {
    ...(site && { timeZone: site.calendar.timeZone }),
    ...(site?.notify.link !== undefined && site?.notify.link !== null && { console: site.notify.link }),
  };
  return { client, boards: await boardFiles(boards ?? join(PLACES.boards, variant), change) };
};

/** Does what is asked of a Grafana; what it refuses as a whole ends the command with a sentence. */
export const orStop = async <T>(asked: () => Promise<T>): Promise<T> =>
  asked().catch((error: unknown) => {
    if (!(error instanceof Fault)) throw error;
    const isAway = error.code === "GRAFANA_UNREACHABLE" || error.code === "GRAFANA_NOT_THERE";
    throw new Stop(isAway ? EXIT.unreachable : EXIT.usage, `hallwatch: ${error.message}`);
  });

/** A token never stands on a command line, where every user of the machine would see it. */
const tokenOf = async (
  { tokenEnv, tokenFile }: Pick<GrafanaOptions, "tokenEnv" | "tokenFile">,
  words: Words,
): Promise<string> => {
  if (tokenFile === undefined) {
    const token = process.env[tokenEnv]?.trim() ?? "";
    if (token === "") throw new Stop(EXIT.usage, words.grafana.noToken(tokenEnv));
    return token;
  }
  const read = await Promise.all([readFile(tokenFile, "utf8"), stat(tokenFile)]).catch((error: Error) => {
    throw new Stop(EXIT.usage, `hallwatch: ${tokenFile}: ${error.message}`);
  });
  const [text, { mode }] = read;
  const EVERYBODY = 0o004;
  if ((mode & EVERYBODY) !== 0 && process.platform !== "win32")
    console.error(words.grafana.readableToken(tokenFile));
  const token = text.trim();
  if (token === "") throw new Stop(EXIT.usage, words.grafana.noToken(tokenEnv));
  return token;
};
