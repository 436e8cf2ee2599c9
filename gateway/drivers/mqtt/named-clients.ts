import type { Clock } from "#gateway/ports/clock.ts";
import { aclOf } from "./acl.ts";
import { credentialPath, readCredentials } from "./credential-file.ts";
import type { Credential } from "./credentials.ts";
import { type Caller, type Entry, enter, type Welcome } from "./gate.ts";
import { lastUsed } from "./last-used.ts";
import type { MqttPoint } from "./message.ts";
import { fileStamp } from "./stamp.ts";
import type { Troubles } from "./troubles.ts";

/** The named clients of a broker: who may come in, and what each may do. */
export type NamedClients = {
  enter(caller: Caller): Entry;
  mayPublish(as: Credential, topic: string): boolean;
  maySubscribe(as: Credential, filter: string): boolean;
  /** Whether a client may stay as it came in: with a token that is still one of its own, and with the same rights. */
  holds(entry: Welcome): boolean;
  /** Reads the credentials anew when they changed. */
  reread(): void;
  /** Writes down when tokens were used. */
  keep(): void;
};

/**
 * Reads who has a credential, and follows the file from then on.
 *
 * @throws {Fault} `MQTT_CREDENTIALS_UNREADABLE`
 */
export const namedClients = ({
  directory,
  points,
  clock,
  troubles,
}: {
  readonly directory: string;
  readonly points: readonly MqttPoint[];
  readonly clock: Clock;
  readonly troubles: Troubles;
}): NamedClients => {
  const path = credentialPath(directory);
  const acl = aclOf(points);
  const used = lastUsed(directory);
  let stamp = fileStamp(path);
  let known = byId(readCredentials(directory));

  /** Whether there is something new. */
  const refresh = (): boolean => {
    const now = fileStamp(path);
    if (now === stamp) return false;
    stamp = now;
    try {
      known = byId(readCredentials(directory));
      return true;
    } catch (error) {
      // Those who are known stay known: a half-written file must not empty the hall.
      troubles.tell("mqtt credentials cannot be read", path, (error as Error).message);
      return false;
    }
  };

  return {
    enter: caller => {
      const tried = enter(caller, id => known.get(id), acl);
      // It may have got its credential a moment ago.
      const entry = tried.is === "refused" && refresh() ? enter(caller, id => known.get(id), acl) : tried;
      if (entry.is === "welcome" && entry.hash !== null) used.note(entry.hash, clock.now());
      return entry;
    },
    mayPublish: acl.mayPublish,
    maySubscribe: acl.maySubscribe,
    holds: ({ as, hash }) => {
      const now = known.get(as.id);
      if (hash !== null && !now?.tokens.some(({ sha256 }) => sha256 === hash)) return false;
      return now === undefined ? as.tokens.length === 0 : rights(as) === rights(now);
    },
    reread: refresh,
    keep: () => {
      try {
        used.keep(new Set([...known.values()].flatMap(({ tokens }) => tokens.map(({ sha256 }) => sha256))));
      } catch (error) {
        troubles.tell("mqtt last use cannot be written", directory, (error as Error).message);
      }
    },
  };
};

const byId = (all: readonly Credential[]): ReadonlyMap<string, Credential> =>
  new Map(all.map(each => [each.id, each]));

const rights = ({ is, owners, topics }: Credential): string => JSON.stringify([is, owners, topics]);
