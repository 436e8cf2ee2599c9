// The dependency rule of docs/architecture.md: a room imports only rooms on lines above its own; across top-level
// folders only from rules/ (the console also from gateway/wire). Rooms on one line are strangers.
const lines = [
  ["rules/time", "rules/units"],
  ["rules/site"],
  ["rules/reading", "rules/roster", "rules/plan"],
  ["rules/language", "rules/condition", "rules/alert", "rules/energy", "rules/clause"],
  ["rules/routine", "rules/baseline"],
  ["rules/closing", "rules/ticket", "rules/task", "rules/control", "rules/filing"],
  ["rules/handover", "rules/retention"],
  ["rules/notice"],
  ["rules/engine"],
  ["rules/timeline", "rules/replay"],
  ["rules/report"],
  ["gateway/ports", "gateway/wire", "dashboards/grafana"],
  ["gateway/profiles", "gateway/print"],
  ["gateway/config", "dashboards/console"],
  [
    "gateway/drivers",
    "gateway/stores",
    "gateway/notify",
    "gateway/http",
    "gateway/grafana",
    "gateway/accounts",
    "gateway/papers",
    "gateway/reports",
    "gateway/link",
  ],
  ["gateway/install", "gateway/backup"],
  ["gateway/app"],
  ["gateway/cli"],
];
const line = room => lines.findIndex(rooms => rooms.includes(room));
const rooms = lines.flat();
const allowed = room => {
  const top = room.split("/")[0];
  const reachable = rooms.filter(
    other =>
      other === room ||
      (line(other) < line(room) && (other.startsWith("rules/") || other.split("/")[0] === top)),
  );
  if (room === "dashboards/console") reachable.push("gateway/wire");
  return reachable;
};

module.exports = {
  forbidden: [
    ...rooms.map(room => ({
      name: `${room.replace("/", "-")}-imports-only-rooms-above`,
      severity: "error",
      from: { path: `^${room}/` },
      to: { path: "^(rules|gateway|dashboards|simulators)/", pathNot: allowed(room).map(r => `^${r}/`) },
    })),
    {
      name: "simulators-import-nothing-of-ours",
      severity: "error",
      from: { path: "^simulators/" },
      to: { path: "^(rules|gateway|dashboards)/" },
    },
    {
      name: "rules-are-pure",
      comment: "rules/ asks the world nothing: no Node built-ins, and only the parsers it is written with",
      severity: "error",
      from: { path: "^rules/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "rules-use-few-libraries",
      severity: "error",
      from: { path: "^rules/" },
      to: {
        path: "node_modules",
        pathNot: "node_modules/(yaml|zod|temporal-polyfill|temporal-utils|@marcbachmann/cel-js)/",
      },
    },
    {
      name: "no-circular",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    { name: "no-unresolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    parser: "swc",
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    // As Node resolves an import: packages that are ESM only export nothing for `require`.
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
    },
    // Tests may reach anywhere. Its parser cannot read JSX: the linter holds the console's pages to gateway/wire (.biome.json).
    exclude: { path: "/dist/|/generated/|/testing/|\\.test\\.tsx?$|\\.tsx$" },
  },
};
