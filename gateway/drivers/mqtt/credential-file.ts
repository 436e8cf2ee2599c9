import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { Fault } from "#gateway/ports/fault.ts";
import { instant, toIso } from "#rules/time/instant.ts";
import type { Changed, Credentials, Denied } from "./credentials.ts";

/** Path of the credentials in a data directory. */
export const credentialPath = (directory: string): string => join(directory, "devices.json");

const time = z.iso.datetime().transform(text => instant(Date.parse(text)));
const schema = z.strictObject({
  version: z.literal(1),
  devices: z.array(
    z.strictObject({
      id: z.string().min(1),
      is: z.enum(["device", "service"]),
      owners: z.array(z.string()),
      topics: z.array(z.string()),
      tokens: z.array(z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), madeAt: time })).max(2),
    }),
  ),
});

/** A writer that died leaves its lock; none works as long. */
const LOCK_OLD_MS = 10_000;

/**
 * Who has a credential; nobody where there is no file.
 *
 * @throws {Fault} `MQTT_CREDENTIALS_UNREADABLE` when there is one that cannot be read
 */
export const readCredentials = (directory: string): Credentials => {
  const path = credentialPath(directory);
  try {
    if (!existsSync(path)) return [];
    return schema.parse(JSON.parse(readFileSync(path, "utf8"))).devices;
  } catch (cause) {
    const why = cause instanceof z.ZodError ? z.prettifyError(cause) : (cause as Error).message;
    throw new Fault("MQTT_CREDENTIALS_UNREADABLE", `credentials of devices (${path}): read: ${why}`, {
      retry: false,
      cause,
    });
  }
};

/**
 * Changes the credentials, also while a gateway reads them: it finds the file as it was before, or as it is after. Nobody
 * but its owner can read the file.
 *
 * @throws {Fault} `MQTT_CREDENTIALS_UNREADABLE`; `MQTT_CREDENTIALS_BUSY` when somebody else is changing them
 */
export const changeCredentials = (
  directory: string,
  change: (all: Credentials) => Changed | Denied,
): Changed | Denied => {
  mkdirSync(directory, { recursive: true, mode: 0o750 });
  const lock = `${credentialPath(directory)}.lock`;
  take(lock);
  try {
    const result = change(readCredentials(directory));
    if (result.is === "changed") write(credentialPath(directory), result.credentials);
    return result;
  } finally {
    rmSync(lock, { force: true });
  }
};

const take = (lock: string): void => {
  try {
    if (existsSync(lock) && Date.now() - statSync(lock).mtimeMs > LOCK_OLD_MS) rmSync(lock, { force: true });
    closeSync(openSync(lock, "wx", 0o600));
  } catch (cause) {
    throw new Fault("MQTT_CREDENTIALS_BUSY", `credentials of devices (${lock}): somebody is changing them`, {
      retry: true,
      cause,
    });
  }
};

const write = (path: string, credentials: Credentials): void => {
  const devices = credentials.map(({ tokens, ...each }) => ({
    ...each,
    tokens: tokens.map(({ sha256, madeAt }) => ({ sha256, madeAt: toIso(madeAt) })),
  }));
  const next = `${path}.new`;
  rmSync(next, { force: true });
  const file = openSync(next, "wx", 0o600);
  try {
    writeFileSync(file, `${JSON.stringify({ version: 1, devices }, null, 2)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(next, path);
};
