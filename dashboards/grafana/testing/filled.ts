import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import type { ChildServer } from "#gateway/stores/testing/child-server.ts";
import { startVictoria } from "#gateway/stores/testing/servers.ts";
import type { Range } from "../verify/fill-in.ts";
import { promSource, type Source } from "../verify/source.ts";
import { writeEvening } from "./evening.ts";

/** A VictoriaMetrics with the evening in it. */
export type FilledVictoria = {
  readonly server: ChildServer;
  readonly source: Source;
  readonly evening: Range;
};

/** Starts one and writes the evening into it. */
export const filledVictoria = async (): Promise<FilledVictoria> => {
  const server = await startVictoria();
  const evening = await writeEvening({ url: server.url, name: "hall" });
  // What was written is found by queries only once it is flushed.
  await fetch(`${server.url}/internal/force_flush`);
  return { server, source: promSource(server.url), evening };
};

const unit = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** The stretch of time with which a board opens, when it is `to` now. */
export const ownRange = (board: Dashboard, to: number): Range => {
  const [, count = "6", letter = "h"] = /^now-(\d+)([mhd])$/.exec(board.time?.from ?? "") ?? [];
  return { from: to - Number(count) * unit[letter as keyof typeof unit], to };
};
