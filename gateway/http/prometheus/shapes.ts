import type { Labels } from "../alertmanager/matcher.ts";

/** @see Prometheus HTTP API, /api/v1/alerts; `value` is a text as Go writes a float */
export type PrometheusAlert = {
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly state: "pending" | "firing";
  readonly activeAt: string;
  readonly value: string;
};

/** @see Prometheus HTTP API, /api/v1/rules; lengths in seconds, times never empty */
export type PrometheusRule = {
  readonly type: "alerting";
  readonly name: string;
  readonly query: string;
  readonly duration: number;
  readonly keepFiringFor: number;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly state: "inactive" | "pending" | "firing";
  /** `unknown`: somewhere what the rule needs cannot be seen, and `lastError` says what. */
  readonly health: "ok" | "unknown";
  readonly lastError: string;
  readonly evaluationTime: number;
  readonly lastEvaluation: string;
  readonly alerts: readonly PrometheusAlert[];
};

export type PrometheusGroup = {
  readonly name: string;
  readonly file: string;
  readonly interval: number;
  readonly limit: number;
  readonly evaluationTime: number;
  readonly lastEvaluation: string;
  readonly rules: readonly PrometheusRule[];
};
