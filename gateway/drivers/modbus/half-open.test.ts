import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { device, each, goodNow, hall, PATIENCE } from "./testing/rig.ts";

const undo: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of undo.splice(0)) await end();
});

/**
 * A way to a device that can be cut without anybody being told, as when a power cut takes the converter: no connection
 * ends, nothing that is sent is read any more, and whoever connects meanwhile is talking to nobody. Once it is mended only
 * new connections lead anywhere.
 */
const wayTo = async (port: number) => {
  const sockets: Socket[] = [];
  let isCut = false;
  let taken = 0;
  const server = createServer({ noDelay: true }, near => {
    taken += 1;
    sockets.push(near.on("error", () => {}));
    near.pause();
    if (isCut) return;
    const far = connect({ port, host: "127.0.0.1", noDelay: true }).on("error", () => {});
    sockets.push(far);
    near.pipe(far).pipe(near);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  undo.push(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, "close");
  });
  return {
    port: (server.address() as AddressInfo).port,
    get taken() {
      return taken;
    },
    cut: () => {
      isCut = true;
      for (const socket of sockets) socket.unpipe().pause();
    },
    mend: () => {
      isCut = false;
    },
  };
};

test("a peer that vanishes without a word is found out at its third poll, dialled anew each time, and back as soon as it is", async () => {
  const far = await device();
  const plant = await wayTo(far.port);
  const at = await hall({ lines: { plant }, points: each(0, 1) });
  await expect.poll(() => goodNow(at), PATIENCE).toEqual([0, 1]);
  await expect.poll(() => far.requests.length, PATIENCE).toBeGreaterThan(3);
  expect(plant.taken).toBe(1);

  plant.cut();
  const cutAt = performance.now();
  const [, asked] = at.driver.health();
  const requests = () => (at.driver.health()[1]?.counts.requests ?? 0) - (asked?.counts.requests ?? 0);
  await expect.poll(() => at.driver.health()[1]?.state, PATIENCE).toBe("down");
  const downAfterMs = performance.now() - cutAt;
  // Three time-outs of 100 ms with a second between two of them; the one that was on its way counts.
  expect(downAfterMs).toBeLessThan(4_000);
  expect(requests()).toBeLessThanOrEqual(4);
  expect(at.latest("plant", 1)).toEqual([
    expect.stringMatching(/^0: .*no answer/),
    expect.stringMatching(/^1: .*no answer/),
  ]);
  // Whoever trusted the old connection would wait for hours: each poll has one of its own.
  expect(plant.taken).toBeGreaterThanOrEqual(3);
  expect(far.openConnections).toBe(1);

  const before = requests();
  plant.mend();
  await expect.poll(() => goodNow(at), PATIENCE).toEqual([0, 1]);
  expect(requests() - before).toBeLessThanOrEqual(4);
});
