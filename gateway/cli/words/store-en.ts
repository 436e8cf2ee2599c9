import type { StoreWords } from "./store-zh.ts";

/** What `hallwatch store` says in English. */
export const storeEn: StoreWords = {
  none: "hallwatch: the site file has no database in history.influx",
  unknown: (name, near) =>
    `hallwatch: there is no ${name} in history.influx${near === null ? "" : `; did you mean ${near}?`}`,
  check: {
    reach: "reachable",
    clock: "clock",
    database: "database",
    write: "write and read back",
    retention: "retention",
    rollUps: "down-sampling",
    duplicates: "duplicates",
    invalid: "refused rows",
    spool: "spool",
    poison: "set aside",
  },
  hint: {
    reach: "look at address, service and password variable",
    clock: "the two machines are far apart: look at NTP",
    database: "start the gateway, or CREATE DATABASE by hand",
    write: "look at what this user may do",
    retention: "other than keep_days of the site file; for VictoriaMetrics start it with -retentionPeriod",
    rollUps: "no query rolls readings up: docs/stores.md",
    duplicates:
      "what is sent again after an outage stands there twice: start it with -dedup.minScrapeInterval=1ms",
    invalid: "VictoriaMetrics dropped rows without saying so: look at its log",
    spool: "readings wait here for the server; when it is full the oldest go",
    poison: "no server will ever take these lines",
  },
};
