import { createHash } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Certificate } from "#rules/closing/certificate.ts";
import { SHUT } from "#rules/closing/testing/bench.ts";
import { at } from "#rules/engine/testing/hall.ts";
import type { Signal } from "#rules/reading/signal.ts";
import { type Instant, instant } from "#rules/time/instant.ts";
import { canonical } from "../ports/certificate-hash.ts";
import type { WireCertificate, WireCertificateList, WireVerified } from "../wire/certificate.ts";
import type { WireEntry } from "../wire/entry.ts";
import type { Lie } from "./testing/law-devices.ts";
import { LawEvening } from "./testing/law-evening.ts";
import { type LawHall, type LawHalls, lawHalls, PINS } from "./testing/law-hall.ts";
import { type LawStep, lawSteps } from "./testing/law-steps.ts";
import { type Schema, sampleOf } from "./testing/sample-of.ts";

let halls: LawHalls;
beforeAll(async () => {
  halls = await lawHalls();
});
afterAll(() => halls.stop());

type Look = { readonly bytes: string; readonly hash: string; readonly previous: string | null };
/** What a lying engine makes of a signal. */
type Blur = (signal: Signal, now: Instant) => Signal;
type Tally = Record<string, number>;

const count = (tally: Tally, key: string): void => {
  tally[key] = (tally[key] ?? 0) + 1;
};

/** What was issued, without what became of it since. */
const fixedPart = ({ standing: _, ...fixed }: WireCertificate): string => JSON.stringify(fixed);

const read = async <T>(hall: LawHall, path: string): Promise<T> => {
  const { status, body, text } = await hall.get(`/api${path}`);
  expect([path, status, status === 200 ? "" : text]).toEqual([path, 200, ""]);
  return body as T;
};
const listed = async (hall: LawHall) =>
  (await read<WireCertificateList>(hall, "/certificates?from=2025-07-01&to=2025-07-31")).certificates;

/** Why a certificate ought not to be there, by what devices told and people said up to now. */
const faultsOf = (shown: WireCertificate, evening: LawEvening): readonly string[] => {
  const moment = (time: string): Instant => instant(Date.parse(time));
  const issuedAt = moment(shown.issuedAt);
  const certificate = { ...shown, since: moment(shown.since), issuedAt } as unknown as Certificate;
  if (shown.kind === "opening") return evening.openingFaults(shown);
  const closes = Date.parse(
    `${shown.businessDay}T${shown.businessDay === "2025-07-08" ? evening.closesAt : "17:30"}:00+08:00`,
  );
  return [
    ...(moment(shown.since) < closes ? ["evidence from before closing counts"] : []),
    ...evening.judge.faults(certificate, evening.approved(issuedAt)),
  ];
};

/** All is as it should be before closing, and two people sign after it although nothing was measured since. */
const TOO_EARLY: readonly LawStep[] = [
  {
    waitS: 10,
    sensed: { is: "all", but: null, isFailed: false },
    asked: { is: "sign", who: "M1", secret: "own", scope: "final" },
  },
  ...(["M1", "G1"] as const).map(
    (who): LawStep => ({
      waitS: 30,
      sensed: { is: "nothing" },
      asked: { is: "sign", who, secret: "own", scope: "final" },
    }),
  ),
];

/** Plays one evening or morning; every certificate is judged when it appears, and must be the same at the end. */
const play = async (
  steps: readonly LawStep[],
  tally: Tally,
  { start = "17:29", lie, blur }: { readonly start?: string; readonly lie?: Lie; readonly blur?: Blur } = {},
): Promise<void> => {
  const hall = await halls.open(at(start));
  if (blur) {
    const { signals } = hall.engine.current;
    const of = signals.of.bind(signals);
    Object.assign(signals, { of: (point: number) => blur(of(point), hall.now()) });
  }
  const issued = new Map<string, Look>();
  const look = async (evening: LawEvening): Promise<void> => {
    for (const head of await listed(hall)) {
      const known = issued.get(head.id);
      if (known) {
        expect([head.hash, head.previous]).toEqual([known.hash, known.previous]);
        continue;
      }
      const shown = await read<WireCertificate>(hall, `/certificates/${head.id}`);
      issued.set(head.id, { bytes: fixedPart(shown), hash: shown.hash, previous: shown.previous });
      count(tally, `${shown.kind} ${shown.scope}`);
      if (shown.items.some(({ verdict }) => verdict === "by-hand")) count(tally, "by hand");
      expect([head.id, ...faultsOf(shown, evening)]).toEqual([head.id]);
    }
  };
  try {
    const evening = new LawEvening(hall, halls.site, { look, ...(lie && { lie }) });
    for (const step of [...TOO_EARLY, ...steps]) await evening.play(step);
    expect(evening.answers.length).toBeGreaterThanOrEqual(25);
    for (const answer of evening.answers) count(tally, answer);
    await asIssued(hall, issued);
    if ((await listed(hall)).some(({ standing }) => standing.state === "broken")) count(tally, "broken");
  } finally {
    await hall.stop();
  }
};

/** All certificates are what they were when they appeared: their bytes, their hashes, their chain, what verifying says. */
const asIssued = async (hall: LawHall, issued: ReadonlyMap<string, Look>): Promise<void> => {
  const heads = await listed(hall);
  expect(heads.map(({ id }) => id).toSorted()).toEqual([...issued.keys()].toSorted());
  let previous: string | null = null;
  for (const [id, known] of issued) {
    const shown = await read<WireCertificate>(hall, `/certificates/${id}`);
    expect(fixedPart(shown)).toBe(known.bytes);
    expect(shown.previous).toBe(previous);
    const { entries } = await read<{ entries: WireEntry[] }>(hall, `/entries?kind=certificate&paper=${id}`);
    const told = entries.filter(({ what }) => what === "issued");
    expect(told.length).toBe(1);
    const text = `${previous ?? "0".repeat(64)}\n${canonical(told[0]?.detail)}`;
    expect(createHash("sha256").update(text).digest("hex")).toBe(shown.hash);
    const proof = await read<WireVerified>(
      hall,
      `/certificates/${id}/verify?hash=${shown.hash.slice(0, 32)}`,
    );
    expect(proof.is).toBe("genuine");
    previous = shown.hash;
  }
};

/** Evenings, and one morning in five. */
const start = fc.constantFrom("17:29", "17:29", "17:29", "17:29", "07:45");

test("no sequence of API calls and readings certifies what is failing or unknown, nor changes what was certified", {
  timeout: 240_000,
}, async () => {
  const tally: Tally = {};
  await fc.assert(
    fc.asyncProperty(lawSteps, start, (steps, begin) => play(steps, tally, { start: begin })),
    { numRuns: 150, seed: 5, endOnFailure: true },
  );
  // Else it would say nothing: all of this has come about, often.
  for (const key of [
    "closing final",
    "closing partial",
    "by hand",
    "broken",
    "/closing/sign 200",
    "/closing/sign 409",
    "/closing/sign 401",
    "/closing/confirm-item 200",
    "/closing/confirm-item 409",
    "/closing/re-enter 200",
    "/activities/…/approve 200",
  ])
    expect([key, (tally[key] ?? 0) > 10]).toEqual([key, true]);
  expect(Object.keys(tally)).toEqual(
    expect.arrayContaining(["opening with-exceptions", "/services 200", "/days 200", "/tasks/answer 200"]),
  );
});

test.each<[string, { readonly lie?: Lie; readonly blur?: Blur }]>([
  ["takes every value for a fresh one", { blur: (signal, now) => ({ ...signal, at: now }) }],
  [
    "takes what is stale, bad or never heard for good",
    {
      blur: signal => ({
        ...signal,
        state: "good",
        value: Number.isNaN(signal.value) ? (SHUT[signal.point] ?? 0) : signal.value,
      }),
    },
  ],
  [
    "hides that a device failed",
    { lie: told => (told.quality === "bad" ? { ...told, quality: "good", value: 0 } : told) },
  ],
])(
  "a gateway that %s is caught",
  async (_name, how) => {
    const { failed, errorInstance } = await fc.check(
      fc.asyncProperty(lawSteps, steps => play(steps, {}, how)),
      { numRuns: 60, seed: 5, endOnFailure: true },
    );
    expect(failed).toBe(true);
    expect(String(errorInstance)).toMatch(/closing-2025-07-0/);
  },
  120_000,
);

type Operation = {
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> };
};

/** A closing as it should be, and the certificate that it ends with. */
const certified = async (hall: LawHall): Promise<WireCertificate> => {
  const evening = new LawEvening(hall, halls.site, { look: async () => {} });
  const close = { scope: "final", waitS: 5, mischief: null, dead: null, byS: 0 } as const;
  await evening.play({ waitS: 900, sensed: { is: "nothing" }, asked: { is: "close", ...close } });
  const [head] = await listed(hall);
  if (head === undefined) throw new Error(`not issued: ${evening.answers}`);
  return read<WireCertificate>(hall, `/certificates/${head.id}`);
};

test("no route that changes anything changes a certificate, whatever it is told and whoever asks", {
  timeout: 60_000,
}, async () => {
  const hall = await halls.open(at("17:29"));
  try {
    const issued = await certified(hall);
    const known = new Map([
      [issued.id, { bytes: fixedPart(issued), hash: issued.hash, previous: issued.previous }],
    ]);
    const { paths } = (await hall.get("/api/openapi.json")).body as {
      paths: Record<string, Record<string, Operation>>;
    };
    const answers: Record<string, number> = {};
    for (const [path, methods] of Object.entries(paths))
      for (const [method, { requestBody }] of Object.entries(methods)) {
        if (method === "get") continue;
        const schema = requestBody?.content?.["application/json"]?.schema;
        const body = schema && { ...(sampleOf(schema) as object), ...named(schema, issued.id) };
        const url = path.replaceAll(/\{\w+\}/g, issued.id);
        const { status, text } = await hall.send(method.toUpperCase(), url, body, "H1");
        answers[`${method} ${path}`] = status;
        expect([path, status < 500 ? "" : text]).toEqual([path, ""]);
      }
    for (const method of ["PUT", "PATCH", "POST", "DELETE"])
      for (const path of [`/api/certificates/${issued.id}`, `/api/certificates/${issued.id}/file`])
        expect([
          method,
          (await hall.send(method, path, method === "DELETE" ? undefined : {}, "H1")).status,
        ]).toEqual([method, 404]);
    await asIssued(hall, known);
    // They were really asked: the table is not empty, and not all of it was refused at the door.
    expect(Object.keys(answers).length).toBeGreaterThan(40);
    const strange = Object.keys(answers).filter(route => answers[route] === 401);
    expect(strange).toEqual(["post /api/session"]);
    expect(Object.values(answers).filter(status => status === 200).length).toBeGreaterThan(2);
  } finally {
    await hall.stop();
  }
});

/** What a body can say of who asks and of what it is about. */
const named = ({ properties = {} }: Schema, id: string): object =>
  Object.fromEntries(
    Object.entries({
      by: "H1",
      secret: PINS.H1,
      item: id,
      task: id,
      ticket: id,
      handover: id,
      target: id,
      order: id,
      paper: id,
      cause: id,
      why: id,
      note: id,
    }).filter(([name]) => properties[name] !== undefined),
  );
