import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporary } from "../testing/temporary.ts";
import { lockDirectory } from "./lock.ts";

const module = new URL("./lock.ts", import.meta.url).href;

/** Another process that takes the directory, says so, and keeps it until it is killed. */
const otherGateway = async (directory: string) => {
  const script = `const { lockDirectory } = await import(${JSON.stringify(module)});
    await lockDirectory(${JSON.stringify(directory)}); console.log("locked"); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  return child;
};

it("a second gateway on the same directory is told who has it and what to do", async () => {
  const place = temporary();
  const first = await otherGateway(place.directory);
  await expect(lockDirectory(place.directory)).rejects.toMatchObject({
    code: "DATA_DIRECTORY_IN_USE",
    retry: false,
    message: expect.stringMatching(
      new RegExp(
        `^${place.directory} is in use by the gateway with pid ${first.pid}, started \\d{4}-.*Z: stop it or give another --data directory$`,
      ),
    ),
  });
  first.kill("SIGKILL");
  await once(first, "exit");
  place.remove();
});

it("a gateway that was killed does not keep its directory", async () => {
  const place = temporary();
  const first = await otherGateway(place.directory);
  first.kill("SIGKILL");
  await once(first, "exit");
  const lock = await lockDirectory(place.directory);
  lock.release();
  place.remove();
});

it("a directory can be taken again after it was released, and not before", async () => {
  const place = temporary();
  const inside = join(place.directory, "deep", "data");
  const lock = await lockDirectory(inside);
  await expect(lockDirectory(inside)).rejects.toMatchObject({ code: "DATA_DIRECTORY_IN_USE" });
  lock.release();
  (await lockDirectory(inside)).release();
  place.remove();
});

it("a path that cannot be a directory is refused with the path and the reason", async () => {
  const place = temporary();
  const file = join(place.directory, "a-file");
  writeFileSync(file, "");
  await expect(lockDirectory(join(file, "data"))).rejects.toMatchObject({
    code: "DATA_DIRECTORY_UNUSABLE",
    message: expect.stringMatching(/a-file\/data: it cannot be created or written: .*ENOTDIR/),
  });
  mkdirSync(join(place.directory, "lock.db"));
  await expect(lockDirectory(place.directory)).rejects.toMatchObject({ code: "LOCK_FAILED" });
  place.remove();
});
