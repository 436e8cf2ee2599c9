import fastify from "fastify";
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from "fastify-type-provider-zod";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Look } from "#rules/engine/input.ts";
import type { SettledRule } from "#rules/language/settings.ts";
import { instant, millis, minutes } from "#rules/time/instant.ts";
import { openAlert } from "../alertmanager/testing/small-desk.ts";
import type { Http } from "../http.ts";
import type { RuleLook, RulesDesk } from "./desk.ts";
import { floatText } from "./float-text.ts";
import { prometheusRoutes } from "./routes.ts";

const AT = instant(Date.parse("2025-07-08T09:45:00.000Z"));
const ISO = "2025-07-08T09:45:00.000Z";

const rule = (id: string, fact: string, more: Partial<SettledRule> = {}): SettledRule => ({
  id,
  clauses: ["GA-1.2-15"],
  title: { zh: "灯亮着", en: "Light on" },
  each: "light-circuit",
  inForce: ["closed"],
  condition: "light.power >= 10.0",
  hold: minutes(5),
  gap: "pause",
  fact,
  level: "violation",
  priority: 4,
  tell: ["guard"],
  show: [],
  steps: [],
  ...more,
});

const look = (says: Look["says"], hold: Look["hold"], more: Partial<Look> = {}): Look => ({
  says,
  hold,
  evidence: [],
  decides: "condition",
  parts: [{ text: "light.power >= 10", is: "yes", left: 31.2, right: 10, unit: "W" }],
  ...more,
});
const since = { since: AT, gap: millis(0) };
const CLEAR = { is: "clear" } as const;
const target = (id: string, seen: Look) => ({
  target: id,
  targetName: { zh: `灯${id}`, en: `Light ${id}` },
  zone: "hall",
  look: seen,
});

const evidence = (state: "stale" | "never", reason?: string) => ({
  point: "L3.power",
  name: { zh: "功率", en: "power" },
  value: null,
  at: null,
  state,
  ...(reason && { reason }),
});

const VIEWS: readonly RuleLook[] = [
  {
    pack: "service-hall",
    class: "energy",
    rule: rule("light-on", "light-on"),
    targets: [
      target("L1", look("yes", { is: "held", ...since })),
      target("L2", look("yes", { is: "pending", ...since })),
      target("L3", look("unknown", CLEAR, { evidence: [evidence("stale", "no answer")], parts: [] })),
      target("L4", look("no", CLEAR)),
      target("L6", look("yes", { is: "held", ...since })),
    ],
    lacking: [{ target: "L5", why: "it has no point power" }],
  },
  {
    pack: "service-hall",
    class: "security",
    rule: rule("door-open", "door-open", { hold: minutes(0), priority: 2 }),
    targets: [target("D1", look("not-in-force", CLEAR))],
    lacking: [],
  },
  {
    pack: "generic",
    class: "energy",
    rule: rule("fan-on", "fan-on"),
    targets: [target("F1", look("unknown", { is: "lost", ...since, from: AT }, { evidence: [] }))],
    lacking: [],
  },
];

const desk: RulesDesk = {
  now: () => AT,
  version: "0.1.0",
  site: "office",
  rules: () => VIEWS,
  open: () => [
    openAlert("light-on", "L1", { priority: 2 }),
    openAlert("fan-on", "F1", { condition: "unknown" }),
    openAlert("blind", "modbus:plant/3", { class: "equipment", level: "fault", clauses: [] }),
  ],
};

type Answer = {
  readonly status: string;
  readonly error: string;
  // biome-ignore lint/suspicious/noExplicitAny: an answer is what it is; each test compares the part that it is about.
  readonly data: any;
};
let url: string;
const app = fastify({ forceCloseConnections: true });
beforeAll(async () => {
  app.removeContentTypeParser("text/plain");
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  prometheusRoutes(app.withTypeProvider<ZodTypeProvider>() as unknown as Http, desk);
  url = `${await app.listen({ host: "127.0.0.1", port: 0 })}/prom/api/v1`;
});
afterAll(() => app.close());
const get = async (path: string, init?: RequestInit): Promise<Answer & { code: number }> => {
  const answer = await fetch(`${url}${path}`, init);
  return { code: answer.status, ...((await answer.json()) as Answer) };
};
const form = (path: string, body: string) =>
  get(path, { method: "POST", headers: { "content-type": "application/x-www-form-urlencoded" }, body });
const groups = async (query = "") => (await get(`/rules${query}`)).data.groups;

describe("rules", () => {
  test("are in groups by pack and class, with what the gateway finds by itself", async () => {
    const told = (await groups()).map((group: { file: string; name: string; rules: { name: string }[] }) => [
      group.file,
      group.name,
      group.rules.map(({ name }) => name),
    ]);
    expect(told).toEqual([
      ["generic", "energy", ["fan-on"]],
      ["hallwatch", "system", ["blind"]],
      ["service-hall", "energy", ["light-on"]],
      ["service-hall", "security", ["door-open"]],
    ]);
  });

  test("say what is found, what its hold runs for, and what they cannot tell", async () => {
    const [group] = await groups("?rule_name[]=light-on");
    expect(group).toEqual({
      name: "energy",
      file: "service-hall",
      interval: 1,
      limit: 0,
      evaluationTime: 0,
      lastEvaluation: ISO,
      rules: [
        {
          type: "alerting",
          name: "light-on",
          query: "light.power >= 10.0 for 300s",
          duration: 300,
          keepFiringFor: 0,
          labels: { class: "energy", level: "violation", rule: "light-on", severity: "low" },
          annotations: { summary: "灯亮着 / Light on", clauses: "GA-1.2-15" },
          state: "firing",
          health: "unknown",
          lastError:
            "L3: cannot tell: L3.power is stale (no answer); L5: never judged: it has no point power",
          evaluationTime: 0,
          lastEvaluation: ISO,
          alerts: [
            {
              labels: expect.objectContaining({ alertname: "light-on", target: "L1", severity: "high" }),
              annotations: expect.objectContaining({ state: "unacknowledged" }),
              state: "firing",
              activeAt: ISO,
              value: "3.12e+01",
            },
            {
              labels: {
                alertname: "light-on",
                site: "office",
                zone: "hall",
                target: "L2",
                key: "light-on/L2",
                class: "energy",
                severity: "low",
                priority: "4",
                level: "violation",
                rule: "light-on",
              },
              annotations: { summary: "灯亮着 · 灯L2 / Light on · Light L2" },
              state: "pending",
              activeAt: ISO,
              value: "3.12e+01",
            },
            // Found, but not recorded yet: nobody is told so.
            expect.objectContaining({
              labels: expect.objectContaining({ target: "L6" }),
              state: "pending",
            }),
          ],
        },
      ],
    });
  });

  test.each([
    ["fan-on", "firing", "unknown", "F1: cannot tell: not enough was seen yet"],
    ["door-open", "inactive", "ok", ""],
    ["blind", "firing", "ok", ""],
  ])("%s is %s, health %s", async (name, state, health, lastError) => {
    const [group] = await groups(`?rule_name[]=${name}`);
    expect(group.rules[0]).toMatchObject({ name, state, health, lastError });
  });

  test.each([
    ["?file[]=generic", ["fan-on"]],
    ["?file=generic&file=hallwatch", ["fan-on", "blind"]],
    ["?rule_group[]=energy", ["fan-on", "light-on"]],
    ["?rule_group[]=energy&file[]=service-hall", ["light-on"]],
    ["?rule_name[]=door-open&rule_name[]=blind", ["blind", "door-open"]],
    ["?rule_name[]=nothing", []],
    ["?type=record", []],
    ["?type=alert&ruleMetadata=true", ["fan-on", "blind", "light-on", "door-open"]],
  ])("%s", async (query, names) => {
    const rules = (await groups(query)).flatMap((group: { rules: { name: string }[] }) => group.rules);
    expect(rules.map(({ name }: { name: string }) => name)).toEqual(names);
  });

  test("without their alerts, on demand", async () => {
    const [group] = await groups("?rule_name[]=light-on&exclude_alerts=true");
    expect(group.rules[0]).toMatchObject({ state: "firing", alerts: [] });
  });

  test("page by page are all rules, each once", async () => {
    const files: string[] = [];
    let token = "";
    for (let page = 0; page < 10; page++) {
      const { data } = await get(`/rules?group_limit=3${token && `&group_next_token=${token}`}`);
      files.push(...data.groups.map(({ file, name }: { file: string; name: string }) => `${file}/${name}`));
      token = data.groupNextToken ?? "";
      if (token === "") break;
    }
    expect(files).toEqual([
      "generic/energy",
      "hallwatch/system",
      "service-hall/energy",
      "service-hall/security",
    ]);
  });

  test.each([
    ["?group_limit=0", /greater than 0/],
    ["?group_limit=many", /greater than 0/],
    ["?group_next_token=x", /group_limit needs to be set/],
    ["?group_limit=1&group_next_token=x", /invalid group_next_token/],
    ["?type=both", /not supported value "both"/],
  ])("%s is refused", async (query, why) => {
    expect(await get(`/rules${query}`)).toEqual({
      code: 400,
      status: "error",
      errorType: "bad_data",
      error: expect.stringMatching(why),
    });
  });
});

test("alerts are those of all rules", async () => {
  const { data } = await get("/alerts");
  expect(
    data.alerts.map(({ labels, state }: { labels: { key: string }; state: string }) => [labels.key, state]),
  ).toEqual([
    ["fan-on/F1", "firing"],
    ["blind/modbus:plant/3", "firing"],
    ["light-on/L1", "firing"],
    ["light-on/L2", "pending"],
    ["light-on/L6", "pending"],
  ]);
});

describe("Grafana", () => {
  test("finds a Prometheus that is read only, and no Thanos", async () => {
    const { data } = await get("/status/buildinfo");
    expect([data.version, data.features]).toEqual(["2.53.0", undefined]);
    expect((await fetch(`${url}/status/flags`)).status).toBe(404);
  });

  test("sees that it is there, by GET and by POST", async () => {
    const two = { resultType: "scalar", result: [AT / 1_000, "2"] };
    expect((await get("/query?query=1%2B1")).data).toEqual(two);
    expect((await form("/query", "query=1%2B1&time=0")).data).toEqual(two);
  });

  test.each(["/query?query=up", "/query_range?query=up", "/query"])(
    "is told that %s has no series",
    async path => {
      expect(await get(path)).toMatchObject({ code: 422, status: "error", errorType: "execution" });
    },
  );

  test.each([
    ["/labels", []],
    ["/series?match[]=up", []],
    ["/label/zone/values", []],
    ["/metadata", {}],
  ])("%s is empty", async (path, data) => {
    expect([(await get(path)).data, (await form(path, "")).data]).toEqual([data, data]);
  });
});

test.each([
  [31.2, "3.12e+01"],
  [1, "1e+00"],
  [0.0005, "5e-04"],
  [1e120, "1e+120"],
  [Number.NaN, "NaN"],
  [null, "NaN"],
  [Number.POSITIVE_INFINITY, "+Inf"],
])("%s is written %s", (value, text) => expect(floatText(value)).toBe(text));
