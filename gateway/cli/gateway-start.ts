import type { Gateway } from "../app/gateway.ts";
import { Fault } from "../ports/fault.ts";
import { hall } from "../wire/hall.ts";
import { type Address, ask, urlOf } from "./api.ts";
import { EXIT, Stop } from "./exit.ts";
import { faultText } from "./fault-text.ts";
import type { Words } from "./words/language.ts";

/**
 * Starts the gateway.
 *
 * @returns        the console's URL
 * @throws {Stop}  when its port is taken, with whose it is if that can be known
 */
export const startGateway = async (gateway: Gateway, http: Address, words: Words): Promise<string> => {
  try {
    return await gateway.start();
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== "HTTP_PORT") throw error;
    const other = await ask(http, "/api/hall", hall, words).catch(() => null); // Any other program has no hall.
    const who = other ? `\n${words.portHolder({ name: other.name, url: urlOf(http) })}` : "";
    throw new Stop(EXIT.usage, `${faultText(error, words)}${who}`);
  }
};
