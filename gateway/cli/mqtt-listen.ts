import { brokerUrl } from "#rules/site/addresses.ts";
import type { Profile } from "#rules/site/profile.ts";
import { letterOf, nameOf } from "../install/found-name.ts";
import { type DeviceHeard, type Listened, listen } from "../install/listen.ts";
import { models } from "../install/models.ts";
import { brokerLine, deviceLine, zoneKeys } from "../install/site-lines.ts";
import { Fault } from "../ports/fault.ts";
import { EXIT, Stop } from "./exit.ts";
import { interruptible } from "./interrupt.ts";
import { Progress } from "./progress.ts";
import { table } from "./table.ts";
import type { Words } from "./words/language.ts";

export type ListenOptions = {
  /** Milliseconds. */
  readonly for: number;
  readonly username?: string;
  readonly clientId?: string;
  readonly zone: string;
  readonly json: boolean;
};

/**
 * Lists who speaks on a broker, what model each could be, and the lines for a site file. Ctrl-C ends it with what was
 * heard. Exit code 1 when nobody spoke, 3 when the broker cannot be reached.
 */
export const mqttListen = async (url: string, options: ListenOptions, words: Words): Promise<number> => {
  const { install } = words;
  // What stands in the address is shown, and copied into the site file: no password may be in it.
  if (url === "embedded" || brokerUrl(url).is !== "told") throw new Stop(EXIT.usage, install.noBroker);
  const profiles = await models();
  const { signal, done } = interruptible();
  const seconds = Math.round(options.for / 1_000);
  const progress = new Progress(seconds);
  const { HALLWATCH_MQTT_PASSWORD: password } = process.env;
  if (!options.json) console.log(install.listen.head(url, seconds));
  let listened: Listened;
  try {
    listened = await listen({
      url,
      ...(options.username !== undefined && { username: options.username }),
      ...(password !== undefined && { password }),
      ...(options.clientId !== undefined && { clientId: options.clientId }),
      forMs: options.for,
      signal,
      profiles,
      progress: (elapsedMs, { messages, topics }) =>
        progress.show(
          Math.min(seconds, Math.round(elapsedMs / 1_000)),
          install.listen.heard(messages, topics),
        ),
    });
  } catch (error) {
    if (error instanceof Fault) throw new Stop(EXIT.unreachable, `hallwatch: ${error.message}`);
    throw error;
  } finally {
    progress.end();
    done();
  }
  if (options.json) console.log(JSON.stringify({ schema: 1, url, ...listened }, null, 2));
  else console.log(listenedText(listened, url, options.zone, profiles, words));
  return listened.devices.length > 0 ? EXIT.ok : EXIT.found;
};

const listenedText = (
  { counts, devices }: Listened,
  url: string,
  zone: string,
  profiles: readonly Profile[],
  { install }: Words,
): string => {
  const { columns, end, unlike } = install.listen;
  const summary = end(counts.messages, counts.retained, counts.topics, devices.length);
  if (devices.length === 0) return summary;
  const rows = devices.map(({ name, family, messages, profiles: ids, trouble }) => [
    `  ${name}`,
    family ?? "–",
    String(messages),
    trouble !== "" ? `! ${trouble}` : ids.length === 0 ? unlike : ids.join(", "),
  ]);
  const lines = siteLines(devices, url, zone, profiles);
  const { device, family, messages, profile } = columns;
  return [
    table([[`  ${device}`, family, messages, profile], ...rows]),
    summary,
    ...(lines === "" ? [] : ["", install.forSite, lines]),
  ].join("\n");
};

/** What to copy into the site file; empty when no model is known. */
const siteLines = (
  devices: readonly DeviceHeard[],
  url: string,
  zone: string,
  profiles: readonly Profile[],
): string => {
  const byId = new Map(profiles.map(profile => [profile.id, profile]));
  const counts = new Map<string, number>();
  const lines = devices.flatMap(({ name, profiles: [best, ...others] }) => {
    const profile = best === undefined ? undefined : byId.get(best);
    if (!profile) return [];
    const letter = letterOf(profile);
    const number = (counts.get(letter) ?? 0) + 1;
    counts.set(letter, number);
    const device = {
      id: `${letter}${number}`,
      profile,
      name: nameOf(profile, name.split("/").at(-1) ?? name),
      zone,
      at: { is: "mqtt" as const, base: name },
      others,
    };
    return [`  ${deviceLine(device) ?? `# ${zone}: { …, ${zoneKeys(device)} }`}`];
  });
  if (lines.length === 0) return "";
  return ["sources:", `  ${brokerLine(url)}`, "equipment:", ...lines].join("\n");
};
