/** Priority as the world of Prometheus and Grafana says it: 1 critical, 2 high, 3 medium, 4 low. */
export const SEVERITY: Readonly<Record<number, string>> = {
  1: "critical",
  2: "high",
  3: "medium",
  4: "low",
};
