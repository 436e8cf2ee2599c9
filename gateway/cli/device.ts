import { resolve } from "node:path";
import { topicFilter } from "#rules/site/addresses.ts";
import { type Instant, instant, toIso } from "#rules/time/instant.ts";
import { loadHall } from "../config/load-hall.ts";
import { changeCredentials, readCredentials } from "../drivers/mqtt/credential-file.ts";
import {
  type Changed,
  type Credentials,
  type Denied,
  newToken,
  withNew,
  without,
  withToken,
} from "../drivers/mqtt/credentials.ts";
import { readLastUsed } from "../drivers/mqtt/last-used.ts";
import { Fault } from "../ports/fault.ts";
import { lockDirectory } from "../stores/sqlite/lock.ts";
import { EXIT, Stop } from "./exit.ts";
import { table } from "./table.ts";
import type { Words } from "./words/language.ts";

type Where = { readonly data: string };

export type AddOptions = Where & {
  readonly config?: string;
  readonly for?: readonly string[];
  readonly topic?: readonly string[];
  readonly service: boolean;
};

/** Gives a device, a bridge or a program a credential; prints its token, the token alone on standard output. */
export const deviceAdd = async (
  id: string,
  { data, config, for: owners, topic: topics = [], service }: AddOptions,
  words: Words,
): Promise<number> => {
  const { device: say } = words;
  if (!/^[\w.:-]{1,64}$/.test(id)) throw new Stop(EXIT.usage, say.notAnId(id));
  for (const filter of topics)
    if (topicFilter(filter).is === "refused" || filter.startsWith("$"))
      throw new Stop(EXIT.usage, say.noTopic(filter));
  const speaksFor = owners ?? (service || topics.length > 0 ? [] : [id]);
  if (config !== undefined) await mustBeOwners(speaksFor, config, words);
  const token = newToken();
  const made = { id, is: service ? "service" : "device", owners: speaksFor, topics } as const;
  await change(data, id, words, all => withNew(all, made, token, now()));
  console.error(say.token(id));
  console.log(token);
  return EXIT.ok;
};

/** Gives a device a new token; prints it alone on standard output. */
export const deviceRotate = async (
  id: string,
  { data, now: atOnce }: Where & { readonly now: boolean },
  words: Words,
): Promise<number> => {
  const token = newToken();
  await change(data, id, words, all => withToken(all, id, token, { at: now(), now: atOnce }));
  console.error(words.device.rotated(id, atOnce));
  console.log(token);
  return EXIT.ok;
};

/** Takes a credential away; exit code 1 when there was none. */
export const deviceRemove = async (id: string, { data }: Where, words: Words): Promise<number> => {
  await change(data, id, words, all => without(all, id));
  console.log(words.device.removed(id));
  return EXIT.ok;
};

/** Prints who has a credential, and when its tokens were made and last used. */
export const deviceList = (
  { data, json }: Where & { readonly json: boolean },
  { device: say }: Words,
): number => {
  const directory = resolve(data);
  const all = readCredentials(directory);
  const used = readLastUsed(directory);
  if (json) {
    const devices = all.map(({ tokens, ...each }) => ({
      ...each,
      tokens: tokens.map(({ sha256, madeAt }) => ({
        madeAt: toIso(madeAt),
        lastUsedAt: isoOf(used.get(sha256)),
      })),
    }));
    console.log(JSON.stringify({ schema: 1, devices }, null, 2));
    return EXIT.ok;
  }
  if (all.length === 0) {
    console.log(say.none);
    return EXIT.ok;
  }
  const rows = all.flatMap(({ id, is, owners, topics, tokens }) =>
    tokens.map(({ sha256, madeAt }, i) => {
      const usedAt = used.get(sha256);
      const token = say.made(localTime(madeAt), usedAt === undefined ? null : localTime(usedAt));
      return i > 0 ? ["", "", "", "", token] : [id, say[is], owners.join(" "), topics.join(" "), token];
    }),
  );
  console.log(table([Object.values(say.head), ...rows]));
  return EXIT.ok;
};

const change = async (
  data: string,
  id: string,
  { device: say }: Words,
  make: (all: Credentials) => Changed | Denied,
): Promise<void> => {
  const directory = resolve(data);
  const isRunning = await hasGateway(directory);
  const result = changeCredentials(directory, make);
  if (result.is === "refused") {
    const known = readCredentials(directory).map(each => each.id);
    const why = result.why === "is there already" ? say.isThere(id) : say.isNotThere(id, known.join(", "));
    throw new Stop(EXIT.found, why);
  }
  console.error((isRunning ? say.running : say.stopped)(directory));
};

/** A misspelt owner would be a device that may say nothing. */
const mustBeOwners = async (owners: readonly string[], config: string, words: Words): Promise<void> => {
  const loaded = await loadHall(config);
  if (loaded.is === "refused")
    throw new Stop(
      EXIT.usage,
      loaded.problems.map(({ file, line, message }) => `${file}:${line}: ${message}`).join("\n"),
    );
  const known = new Set(
    loaded.hall.site.points.flatMap(({ owner, source }) => (source.is === "mqtt" ? [owner] : [])),
  );
  for (const owner of owners)
    if (!known.has(owner)) throw new Stop(EXIT.usage, words.device.noOwner(owner, [...known].join(", ")));
};

const hasGateway = async (directory: string): Promise<boolean> => {
  try {
    (await lockDirectory(directory)).release();
    return false;
  } catch (error) {
    if (error instanceof Fault && error.code === "DATA_DIRECTORY_IN_USE") return true;
    throw error;
  }
};

/** Tokens are about the world, whatever the hall's clock does. */
const now = (): Instant => instant(Date.now());

const isoOf = (at: Instant | undefined): string | null => (at === undefined ? null : toIso(at));

/** No hall is known here: what the clock of this machine showed. */
const localTime = (at: Instant): string => new Date(at).toLocaleString("sv-SE").slice(0, 16);
