import { acknowledge } from "../alert/life.ts";
import type { Core } from "./core.ts";
import type { Input } from "./input.ts";
import { publish } from "./publish.ts";

/** A person has seen an alert. Returns why not, when it is refused. */
export const acknowledgeAlert = (
  core: Core,
  { alert: id, by, note, at }: Extract<Input, { is: "acknowledge" }>,
): string | undefined => {
  const { findings } = core;
  const alert = findings.byId(id, at);
  if (!alert) return `no open alert ${id}`;
  const result = acknowledge(alert, { by, note, at });
  if ("is" in result) return result.why;
  publish(core, findings.keep(result));
  return undefined;
};
