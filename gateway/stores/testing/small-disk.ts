import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporary } from "./temporary.ts";

/** A disk of its own that a test can fill. */
export type SmallDisk = {
  readonly directory: string;
  /** Writes a file until `leave` bytes are free. */
  fill(leave: number): void;
  /** Removes that file. */
  free(): void;
  remove(): void;
};

/** Whether this process may mount one (root on Linux). */
export const canMount = (): boolean => {
  const { directory, remove } = temporary();
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", directory]).status === 0;
  if (mounted) execFileSync("umount", [directory]);
  remove();
  return mounted;
};

export const smallDisk = (megabytes: number): SmallDisk => {
  const { directory: mountPoint, remove } = temporary();
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", mountPoint]);
  const directory = join(mountPoint, "data");
  const filler = join(mountPoint, "filler");
  mkdirSync(directory);
  return {
    directory,
    fill: leave => {
      const { bavail, bsize } = statfsSync(mountPoint);
      writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - leave)));
    },
    free: () => rmSync(filler, { force: true }),
    remove: () => {
      execFileSync("umount", ["-l", mountPoint]);
      remove();
    },
  };
};
