import { z } from "zod";
import { problem } from "../wire/common.ts";
import {
  type CorrectMeter,
  comparison,
  comparisonQuery,
  compliance,
  complianceQuery,
  correctMeter,
  energy,
  energyQuery,
  heat,
  heatQuery,
  type MeterReplaced,
  meterList,
  meterReplaced,
  understanding,
  type WireComparison,
  type WireCompliance,
  type WireEnergy,
  type WireHeat,
  type WireMeterList,
  type WireUnderstanding,
} from "../wire/energy.ts";
import { type Commanded, NOT_DONE, refusal } from "./commanded.ts";
import type { Http } from "./http.ts";

/** What came of a question about energy. */
export type EnergyFound<T> =
  | { readonly is: "found"; readonly answer: T }
  /** The question makes no sense, a sentence. */
  | { readonly is: "refused"; readonly why: string }
  /** The hall has no meters, or none of that name; a sentence. */
  | { readonly is: "unknown"; readonly why: string };

/** What the web side asks about energy. */
export type EnergyApi = {
  energy(asked: z.infer<typeof energyQuery>): Promise<EnergyFound<WireEnergy>>;
  heat(asked: z.infer<typeof heatQuery>): Promise<EnergyFound<WireHeat>>;
  understanding(asked: z.infer<typeof energyQuery>): Promise<EnergyFound<WireUnderstanding>>;
  comparison(asked: z.infer<typeof comparisonQuery>): Promise<EnergyFound<WireComparison>>;
  compliance(asked: z.infer<typeof complianceQuery>): Promise<EnergyFound<WireCompliance>>;
  meters(): Promise<WireMeterList>;
  correctMeter(meter: string, asked: CorrectMeter): Promise<Commanded<WireMeterList>>;
  meterReplaced(meter: string, asked: MeterReplaced): Promise<Commanded<WireMeterList>>;
};

type Asking<Q extends z.ZodType, A extends z.ZodType> = {
  readonly url: string;
  readonly summary: string;
  readonly query: Q;
  readonly answer: A;
  readonly ask: (query: z.infer<Q>) => Promise<EnergyFound<z.infer<A>>>;
};

const METER = z.object({ meter: z.string() });
const tags = ["energy"];
const config = { rateLimit: { max: 60, timeWindow: "1 minute" } };

/** What the hall uses, what that costs, and what is learned of it; its meters, and what people put right of them. */
export const energyRoutes = (http: Http, api: EnergyApi): void => {
  asking(http, {
    url: "/api/energy",
    summary:
      "Energy of some days by meter, tariff level and hour or day: cost, CO2, completeness, findings by price",
    query: energyQuery,
    answer: energy,
    ask: query => api.energy(query),
  });
  asking(http, {
    url: "/api/energy/heat",
    summary: "Hours by days of one meter, and its load duration",
    query: heatQuery,
    answer: heat,
    ask: query => api.heat(query),
  });
  asking(http, {
    url: "/api/energy/understanding",
    summary: "What the hall has when it is verified closed, and how its energy follows the weather",
    query: energyQuery,
    answer: understanding,
    ask: query => api.understanding(query),
  });
  asking(http, {
    url: "/api/energy/comparison",
    summary: "Days after a change with days before it, weather taken out; always estimated",
    query: comparisonQuery,
    answer: comparison,
    ask: query => api.comparison(query),
  });
  asking(http, {
    url: "/api/compliance",
    summary: "Day by day of a month: closing, setpoints, violations and what nobody could tell",
    query: complianceQuery,
    answer: compliance,
    ask: query => api.compliance(query),
  });
  http.get(
    "/api/meters",
    {
      schema: {
        summary: "Every meter: what it stands at, what it counted, and what happened to it",
        tags,
        response: { 200: meterList },
      },
    },
    () => api.meters(),
  );
  doing(
    http,
    "correct",
    "Book more or less energy for a time; the correction stays visible for ever",
    correctMeter,
    (meter, body) => api.correctMeter(meter, body),
  );
  doing(
    http,
    "replaced",
    "A new meter was put in: what the old one ended with, what the new one began with",
    meterReplaced,
    (meter, body) => api.meterReplaced(meter, body),
  );
};

const asking = <Q extends z.ZodType, A extends z.ZodType>(
  http: Http,
  { url, summary, query, answer, ask }: Asking<Q, A>,
): void => {
  http.get(
    url,
    {
      config,
      schema: {
        summary,
        tags,
        querystring: query as z.ZodType,
        response: { 200: answer as z.ZodType, 400: problem, 404: problem },
      },
    },
    async (request, reply) => {
      const found = await ask(request.query as z.infer<Q>); // It has passed the schema.
      if (found.is === "found") return found.answer;
      if (found.is === "refused") return reply.code(400).send({ error: "BAD_TIME", message: found.why });
      return reply.code(404).send({ error: "NO_METER", message: found.why });
    },
  );
};

const doing = <B>(
  http: Http,
  verb: "correct" | "replaced",
  summary: string,
  body: z.ZodType<B>,
  ask: (meter: string, body: B) => Promise<Commanded<WireMeterList>>,
): void => {
  http.post(
    `/api/meters/:meter/${verb}`,
    {
      config: { rateLimit: { max: 12, timeWindow: "1 minute" } },
      schema: {
        summary,
        tags,
        params: METER,
        body: body as z.ZodType,
        response: { 200: meterList, ...NOT_DONE },
      },
    },
    async (request, reply) => {
      const { meter } = request.params as z.infer<typeof METER>;
      const result = await ask(meter, request.body as B); // It has passed the schema.
      if (result.is === "done") return result.answer;
      const missing = {
        error: "NO_METER",
        message: `there is no meter ${meter} that measures; GET /api/meters lists all`,
      };
      const { status, body: why } = refusal(`meter ${meter}`, result, missing);
      return reply.code(status).send(why);
    },
  );
};
