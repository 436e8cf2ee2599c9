import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { WireHealth } from "../wire/health.ts";

/** Everything that `GET /metrics` shows, read from the same health that people see. */
export const metricsOf = (
  health: () => WireHealth,
  openAlerts: () => readonly { priority: number; condition: string }[],
  backupAgeHours: () => number | null = () => null,
): Registry => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const gauge = (name: string, help: string, labelNames: string[], read: (gauge: Gauge) => void): Gauge =>
    new Gauge({
      name,
      help,
      labelNames,
      registers,
      collect() {
        this.reset();
        read(this);
      },
    });
  gauge("hallwatch_points", "Points by what is known of them", ["state"], points => {
    for (const [state, count] of Object.entries(health().points)) points.set({ state }, count);
  });
  gauge("hallwatch_rules", "Rule instances by what they say", ["verdict"], rules => {
    for (const [verdict, count] of Object.entries(health().rules)) rules.set({ verdict }, count);
  });
  gauge("hallwatch_open_alerts", "Open alerts", ["priority", "condition"], alerts => {
    for (const { priority, condition } of openAlerts()) alerts.inc({ priority, condition });
  });
  gauge("hallwatch_source_up", "1 while readings come from the source", ["source"], sources => {
    for (const { id, state } of health().sources) sources.set({ source: id }, state === "up" ? 1 : 0);
  });
  gauge("hallwatch_queue_readings", "Readings that wait to be judged", [], queue =>
    queue.set(health().loop.queued),
  );
  gauge("hallwatch_degraded", "1 while the gateway says that people must know something", [], degraded =>
    degraded.set(health().status === "ok" ? 0 : 1),
  );
  gauge("hallwatch_backup_age_hours", "Age of the last good backup; no value: there is none", [], age => {
    const hours = backupAgeHours();
    if (hours !== null) age.set(hours);
  });
  const total = (
    name: string,
    help: string,
    labelNames: string[],
    read: (set: (labels: Record<string, string>, value: number) => void) => void,
  ) =>
    new Counter({
      name,
      help,
      labelNames,
      registers,
      collect() {
        this.reset();
        read((labels, value) => this.inc(labels, value));
      },
    });
  total("hallwatch_readings_total", "Readings taken in", [], set => set({}, health().loop.readings));
  total("hallwatch_coalesced_total", "Readings not judged because newer ones waited", [], set =>
    set({}, health().loop.coalesced),
  );
  total("hallwatch_late_readings_total", "Readings that came late, by what became of them", ["is"], set => {
    const { received, known, unjudged } = health().late;
    for (const [is, count] of Object.entries({ received, known, unjudged })) set({ is }, count);
  });
  total("hallwatch_late_findings_total", "Findings in the past that late readings told of", [], set =>
    set({}, health().late.found),
  );
  total("hallwatch_source_events_total", "What happened at each source", ["source", "event"], set => {
    for (const { id, counts } of health().sources)
      for (const [event, count] of Object.entries(counts)) set({ source: id, event }, count);
  });
  total("hallwatch_store_events_total", "What happened at each store", ["store", "event"], set => {
    for (const { id, counts } of health().stores)
      for (const [event, count] of Object.entries(counts))
        if (event !== "waiting") set({ store: id, event }, count);
  });
  gauge("hallwatch_store_waiting", "Readings and samples that wait to be stored", ["store"], waiting => {
    for (const { id, counts } of health().stores) waiting.set({ store: id }, counts.waiting ?? 0);
  });
  return registry;
};
