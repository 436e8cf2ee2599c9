import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { temporary } from "./temporary.ts";

/** What a program did to the files of its directory, and what it said, in order. */
export type Step =
  | { readonly is: "written"; readonly file: string; readonly at: number; readonly bytes: Buffer }
  | { readonly is: "cut"; readonly file: string; readonly size: number }
  | { readonly is: "synced"; readonly file: string }
  | { readonly is: "removed"; readonly file: string }
  | { readonly is: "said"; readonly text: string };

/** Whether programs can be watched here: strace is installed and allowed. */
export const canTrace = (): boolean => spawnSync("strace", ["-o", "/dev/null", "true"]).status === 0;

/** Runs a program of ours to its end and returns what its main thread did in `directory`. */
export const traced = (program: URL, directory: string, args: readonly string[]): readonly Step[] => {
  const place = temporary();
  const log = join(place.directory, "trace");
  const calls = "openat,pwrite64,write,ftruncate,fdatasync,fsync,unlink";
  const options = ["-o", log, "-xx", "-s", "2000000", "-e", `trace=${calls}`];
  const command = [process.execPath, program.pathname, directory, ...args];
  execFileSync("strace", [...options, ...command], { stdio: "ignore" });
  const steps = stepsIn(readFileSync(log, "latin1").split("\n"), directory);
  place.remove();
  return steps;
};

/**
 * Writes into `directory` what a disk may hold when the power goes after `count` steps: all that was synced, and of
 * each later write all, nothing, or a torn beginning of whole sectors. The names of files are taken to be durable.
 *
 * @param random     whole numbers below its argument
 * @param heedsSync  false: a disk that promises to sync and does not, to see whether a test would notice
 */
export const crashImage = (
  steps: readonly Step[],
  count: number,
  directory: string,
  random: (limit: number) => number,
  heedsSync = true,
): void => {
  const files = new Map<string, { durable: Buffer; pending: Step[] }>();
  for (const step of steps.slice(0, count)) {
    if (step.is === "said") continue;
    if (step.is === "removed") {
      files.delete(step.file);
      continue;
    }
    const file = files.get(step.file) ?? { durable: Buffer.alloc(0), pending: [] };
    files.set(step.file, file);
    if (step.is !== "synced") file.pending.push(step);
    else if (heedsSync) file.durable = applied(file.durable, file.pending.splice(0));
  }
  mkdirSync(directory, { recursive: true });
  for (const [name, { durable, pending }] of files)
    writeFileSync(
      join(directory, name),
      applied(
        durable,
        pending.map(step => fate(step, random)),
      ),
    );
};

const SECTOR = 512;

const fate = (step: Step, random: (limit: number) => number): Step => {
  if (random(3) === 0) return { is: "said", text: "" };
  if (step.is !== "written" || random(2) === 0) return step;
  return { ...step, bytes: step.bytes.subarray(0, SECTOR * random(1 + step.bytes.length / SECTOR)) };
};

const applied = (content: Buffer, steps: readonly Step[]): Buffer => {
  const ends = steps.map(step =>
    step.is === "written" ? step.at + step.bytes.length : step.is === "cut" ? step.size : 0,
  );
  const grown = Buffer.alloc(ends.reduce((most, end) => Math.max(most, end), content.length));
  let size = content.copy(grown);
  for (const [n, step] of steps.entries()) {
    if (step.is === "cut") {
      grown.fill(0, step.size);
      size = step.size;
    } else if (step.is === "written") {
      step.bytes.copy(grown, step.at);
      size = Math.max(size, ends[n]!);
    }
  }
  return grown.subarray(0, size);
};

const stepsIn = (lines: readonly string[], directory: string): readonly Step[] => {
  const open = new Map<string, string>();
  return lines.flatMap((line): readonly Step[] => {
    const [, call, args = "", result = ""] = /^(\w+)\((.*)\)\s+= (-?\d+)/.exec(line) ?? [];
    const [text = ""] = /"[^"]*"/.exec(args) ?? [];
    const numbers = args.replace(text, "").split(",").map(Number);
    const descriptor = args.split(",")[0] ?? "";
    const file = open.get(descriptor);
    if (call === "openat") {
      const path = bytesOf(text).toString();
      if (path.startsWith(`${directory}/`) && !path.endsWith("-shm")) open.set(result, basename(path));
      else open.delete(result);
      return [];
    }
    if (call === "unlink") return [{ is: "removed", file: basename(bytesOf(text).toString()) }];
    if (call === "write" && descriptor === "1") return [{ is: "said", text: bytesOf(text).toString() }];
    if (file === undefined) return [];
    if (call === "pwrite64") return [{ is: "written", file, at: numbers[3] ?? 0, bytes: bytesOf(text) }];
    if (call === "ftruncate") return [{ is: "cut", file, size: numbers[1] ?? 0 }];
    if (call === "fsync" || call === "fdatasync") return [{ is: "synced", file }];
    throw new Error(`a way of writing that is not expected: ${line.slice(0, 100)}`);
  });
};

/** `"\x61\x62"` as bytes. */
const bytesOf = (text: string): Buffer => Buffer.from(text.replace(/["\\x]/g, ""), "hex");
