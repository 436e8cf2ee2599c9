import { type FakeAnswer, type FakeRequest, told } from "./fake-answer.ts";
import type { FakeGrafana } from "./fake-grafana.ts";

/** What one push put into a channel: its fields and their common time, ns since 1970. */
export type PushedFrame = {
  readonly fields: Readonly<Record<string, number>>;
  readonly atNs: bigint;
};

const PUSH = "/api/live/push/";
const FORMATS = ["labels_column", "wide", null] as const;

/**
 * Grafana Live over HTTP: line protocol with times in ns, one channel a measurement. A line that cannot be parsed is a
 * 500, as in Grafana; from 13 on it takes the role Editor.
 *
 * @see grafana/pkg/services/live/pushhttp/push.go, pkg/services/live/telemetry/telegraf/convert.go
 */
export const liveRoutes = (
  fake: FakeGrafana,
  { method, path, query, role, text }: FakeRequest,
): FakeAnswer | null => {
  if (!path.startsWith(PUSH)) return null;
  if (method !== "POST") return told(404, { message: "Not found" });
  if (role === "viewer") return told(403, { message: "Permission denied" });
  const stream = path.slice(PUSH.length);
  const format = query.get("gf_live_frame_format");
  if (!/^[A-Za-z0-9_-]{1,160}$/.test(stream) || !FORMATS.includes(format as null))
    return told(400, { message: "Bad Request" });
  const frames = text.split("\n").filter(Boolean).map(parsed);
  if (frames.length === 0 || frames.some(one => one === null))
    return told(500, { message: "Internal Server Error" });
  for (const frame of frames) {
    if (frame === null) continue;
    const channel = `stream/${stream}/${frame.measurement}`;
    if (channel.length > 160) return told(400, { message: "Bad Request" });
    fake.live.set(channel, [...(fake.live.get(channel) ?? []), frame]);
  }
  return { status: 200, body: "", type: undefined };
};

/** A line without tags, every field a number and named once, as the robust form has it; else null. */
const parsed = (line: string): (PushedFrame & { readonly measurement: string }) | null => {
  const [, measurement, fields, at] = /^([A-Za-z0-9_/.=-]+) (\S+) (\d{19})$/.exec(line) ?? [];
  if (measurement === undefined || fields === undefined || at === undefined) return null;
  const pairs = fields
    .split(",")
    .map(pair => /^([A-Za-z_][A-Za-z0-9_]*)=(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/.exec(pair));
  if (pairs.some(pair => pair === null)) return null;
  const named = pairs.map(pair => [pair?.[1] ?? "", Number(pair?.[2])] as const);
  if (new Set(named.map(([name]) => name)).size !== named.length) return null;
  return { measurement, fields: Object.fromEntries(named), atNs: BigInt(at) };
};
