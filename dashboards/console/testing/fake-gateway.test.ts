import { afterAll, beforeAll, expect, it } from "vitest";
import type { z } from "zod";
import { session, setUp } from "#gateway/wire/account.ts";
import { alertList, alertPage } from "#gateway/wire/alert.ts";
import { certificate, certificateList, verified } from "#gateway/wire/certificate.ts";
import { closing, opening } from "#gateway/wire/closing.ts";
import { problem } from "#gateway/wire/common.ts";
import { hall, hours } from "#gateway/wire/hall.ts";
import { incidentPage } from "#gateway/wire/incident.ts";
import { pointHistory, pointList } from "#gateway/wire/point.ts";
import { roster } from "#gateway/wire/roster.ts";
import { streamEvents } from "#gateway/wire/stream.ts";
import { CERTIFIED, certifiedHall } from "./certified-hall.ts";
import { troubledEvening } from "./evening.ts";
import { FakeGateway } from "./fake-gateway.ts";

const gateway = new FakeGateway({ directory: "", beatEveryMs: 20 });
let url = "";
beforeAll(async () => {
  url = await gateway.start();
  troubledEvening(gateway);
  certifiedHall(gateway);
});
afterAll(() => gateway.stop());

/** What a strict reader of the wire has against an answer. */
const against = async (path: string, shape: z.ZodType, init?: RequestInit) => {
  const answer = await fetch(url + path, init);
  return shape.safeParse(await answer.json()).error?.issues ?? [];
};

it("the fake gateway of these tests answers as the wire says", async () => {
  const alert = encodeURIComponent(gateway.alerts()[0]!.id);
  const asked = [
    ["/api/hall", hall],
    ["/api/hours", hours],
    ["/api/closing", closing],
    ["/api/points", pointList],
    ["/api/alerts?state=all", alertList],
    ["/api/alerts?state=all&priority=2&limit=1&text=door", alertList],
    ["/api/alerts?sort=name", problem],
    ["/api/roster?days=14", roster],
    [`/api/alerts/${alert}`, alertPage],
    [`/api/alerts/${alert}/incident`, incidentPage],
    ["/api/opening", opening],
    ["/api/session", session],
    ["/api/set-up/first", setUp],
    ["/api/certificates?kind=closing&from=2025-07-01&to=2025-07-31", certificateList],
    [`/api/certificates/${CERTIFIED}`, certificate],
    [`/api/certificates/${CERTIFIED}/verify?hash=${"0".repeat(32)}`, verified],
    ["/api/points/D5.lock/history?from=2025-07-08T08:05:00.000Z&to=2025-07-08T10:05:00.000Z", pointHistory],
    ["/api/alerts/nowhere", problem],
  ] as const;
  for (const [path, shape] of asked) expect([path, await against(path, shape)]).toEqual([path, []]);
});

it("its stream tells a snapshot, a beat and changes as the wire says", async () => {
  const stop = new AbortController();
  const { body } = await fetch(`${url}/api/stream`, { signal: stop.signal });
  gateway.set("D1.contact", "open");
  gateway.tellHours(gateway.hours);
  gateway.raise({ rule: "extinguisher-pressure", target: "X1", openFor: 0, held: 0 });
  const seen = new Map<string, unknown>();
  let text = "";
  for await (const chunk of body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const frames = text.split("\n\n");
    text = frames.pop() ?? "";
    for (const [, event = "", data = ""] of frames.map(
      frame => /^event: (.*)\ndata: (.*)$/m.exec(frame) ?? [],
    ))
      if (event !== "") seen.set(event, JSON.parse(data));
    if (seen.size === Object.keys(streamEvents).length) break;
  }
  stop.abort();
  for (const [event, shape] of Object.entries(streamEvents))
    expect([event, shape.safeParse(seen.get(event)).error?.issues ?? []]).toEqual([event, []]);
});
