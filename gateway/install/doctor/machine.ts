import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { access, readdir, stat, statfs } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { DoctorWords, Finding } from "./finding.ts";

const LEAST_NODE = 24;
const LOW_DISK_PERCENT = 10;
const NO_DISK_PERCENT = 3;
const GIGABYTE = 1e9;
/** Clocks of machines without a battery start at their firmware's date. */
const FIRST_PLAUSIBLE = Date.UTC(2025, 0, 1);

/** Whether the machine's clock can be believed, as far as systemd's or chrony's own tools tell. */
export const checkClock = async (words: DoctorWords): Promise<Finding> => {
  const about = "clock";
  const now = Date.now();
  if (now < FIRST_PLAUSIBLE) {
    const text = words.clock.notSet(new Date(now).toISOString().slice(0, 10));
    return { mark: "bad", about, text, fix: "sudo timedatectl set-ntp true" };
  }
  const synced = await said("timedatectl", "show", "-p", "NTPSynchronized", "--value");
  if (synced === "yes") return { mark: "ok", about, text: words.clock.inStep };
  const tracking = await said("chronyc", "-c", "tracking");
  if (tracking !== null && !tracking.startsWith("00000000,") && tracking.includes(","))
    return { mark: "ok", about, text: words.clock.inStep };
  if (synced === "no")
    return { mark: "warn", about, text: words.clock.notInStep, fix: "sudo timedatectl set-ntp true" };
  return { mark: "unknown", about, text: words.clock.unknown, fix: "date" };
};

/** What a program says; null where there is none, or it fails. */
const said = async (program: string, ...args: readonly string[]): Promise<string | null> => {
  try {
    return (await promisify(execFile)(program, args, { timeout: 3_000 })).stdout.trim();
  } catch {
    return null; // That nobody can tell is what the caller reports.
  }
};

export const checkNode = (words: DoctorWords, version = process.versions.node): Finding => {
  const isEnough = Number(version.split(".")[0]) >= LEAST_NODE;
  const text = words.node(version, LEAST_NODE, isEnough);
  return { mark: isEnough ? "ok" : "bad", about: "node", text, ...(!isEnough && { fix: "npm ci" }) };
};

/** Whether the data directory can be used, its disk has room, and its secrets are nobody else's to read. */
export const checkDirectory = async (directory: string, words: DoctorWords): Promise<readonly Finding[]> => {
  const about = directory;
  const found = await nearestExisting(directory);
  const isNew = found !== directory;
  const why = await access(found, constants.W_OK | constants.X_OK).then(
    () => null,
    (error: NodeJS.ErrnoException) => error.code ?? error.message,
  );
  const fix = `sudo install -d -o "$USER" -m 700 ${directory}`;
  const usable: Finding =
    why === null
      ? { mark: "ok", about, text: isNew ? words.directory.new : words.directory.ok }
      : { mark: "bad", about, text: words.directory.unwritable(why), fix };
  return [usable, await checkDisk(found, words), ...(isNew ? [] : await checkSecrets(directory, words))];
};

const nearestExisting = async (path: string): Promise<string> => {
  try {
    await stat(path);
    return path;
  } catch {
    const above = dirname(path);
    return above === path ? path : nearestExisting(above);
  }
};

const checkDisk = async (path: string, words: DoctorWords): Promise<Finding> => {
  const { bavail, blocks, bsize } = await statfs(path);
  const percent = Math.floor((100 * bavail) / Math.max(1, blocks));
  const text = words.disk(((bavail * bsize) / GIGABYTE).toFixed(1), percent);
  const mark = percent < NO_DISK_PERCENT ? "bad" : percent < LOW_DISK_PERCENT ? "warn" : "ok";
  return {
    mark,
    about: "disk",
    text,
    ...(mark !== "ok" && { fix: `du -xh --max-depth=2 ${path} | sort -h | tail` }),
  };
};

const READ_BY_OTHERS = 0o044;
const SECRETS = /^(accounts\.db|devices\.json)$/;

const checkSecrets = async (directory: string, words: DoctorWords): Promise<readonly Finding[]> => {
  // Windows has no such bits: what it reports says nothing of who may read.
  if (process.platform === "win32") return [];
  const files = (await readdir(directory)).filter(name => SECRETS.test(name));
  const findings: Finding[] = [];
  for (const name of files) {
    const path = join(directory, name);
    const { mode } = await stat(path);
    const own = (await stat(directory)).mode;
    if ((mode & READ_BY_OTHERS) === 0 || (own & 0o011) === 0) continue;
    findings.push({
      mark: "warn",
      about: path,
      text: words.directory.readable(name),
      fix: `chmod 600 ${path}`,
    });
  }
  return findings;
};

/** Whether an address can be listened on. `isOurs`: a gateway of this hall runs there already. */
export const checkPort = async (
  about: string,
  { host, port }: { readonly host: string; readonly port: number },
  isOurs: boolean,
  words: DoctorWords,
): Promise<Finding> => {
  if (isOurs) return { mark: "ok", about, text: words.port.taken };
  const why = await new Promise<string | null>(resolve => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(null)));
  });
  if (why === null) return { mark: "ok", about, text: words.port.free };
  return { mark: "bad", about, text: words.port.cannot(why), fix: `sudo ss -ltnp 'sport = :${port}'` };
};
