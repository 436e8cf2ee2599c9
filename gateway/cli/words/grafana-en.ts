import type { GrafanaWords } from "./grafana-zh.ts";

/** What `hallwatch grafana` says in English. */
export const grafanaEn: GrafanaWords = {
  noToken: name =>
    `hallwatch: there is no token: put that of a service account into ${name}, or name its file with --token-file`,
  noSecret: name => `hallwatch: the environment variable ${name} has no value`,
  readableToken: file => `! ${file} can be read by everybody: chmod 600 ${file}`,
  what: { folder: "folder", "data source": "data source", board: "board" },
  pushed: {
    created: "created",
    updated: "updated",
    unchanged: "unchanged",
    provisioned: "comes from files on the Grafana server: cannot be changed from here",
    refused: "refused",
  },
  toldPushed: (written, all, refused) =>
    [
      written === 0 ? `all ${all} are there already, nothing was written` : `${written} of ${all} written`,
      ...(refused > 0 ? [`${refused} refused`] : []),
    ].join(", "),
  version: (url, version) => `Grafana ${version || "of unknown version"} at ${url}`,
  source: { up: "up", down: "down", missing: "there is no such data source" },
  board: { same: "as here", other: "other content: grafana push again", missing: "missing: grafana push" },
  head: { board: "board", state: "state", answered: "with data", empty: "empty", failed: "failed" },
  empty: "empty",
  toldChecked: (queries, empty, failed) =>
    `${queries} queries: ${queries - empty - failed} with data, ${empty} empty, ${failed} failed`,
  emptyIsNoError: "An empty query may be right: no alert in the range, no night, no row.",
};
