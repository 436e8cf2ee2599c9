import { onStage } from "./testing/on-stage.ts";
import { compliance } from "./testing/suites/compliance.ts";
import { devices } from "./testing/suites/devices.ts";
import { energy } from "./testing/suites/energy.ts";
import { history } from "./testing/suites/history.ts";
import { meters } from "./testing/suites/meters.ts";
import { reports } from "./testing/suites/reports.ts";
import { roster } from "./testing/suites/roster.ts";
import { trends } from "./testing/suites/trends.ts";

onStage("what the facilities team looks up", [
  history,
  roster,
  devices,
  energy,
  meters,
  compliance,
  trends,
  reports,
]);
