import { acknowledge } from "../alert/life.ts";
import type { Core } from "./core.ts";
import type { Input } from "./input.ts";

/** A person has seen an alert. Returns why not, when it is refused. */
export const acknowledgeAlert = (
  { findings, out }: Core,
  { alert: id, by, note, at }: Extract<Input, { is: "acknowledge" }>,
): string | undefined => {
  const alert = findings.byId(id, at);
  if (!alert) return `no open alert ${id}`;
  const result = acknowledge(alert, { by, note, at });
  if ("is" in result) return result.why;
  out.transitions.push(...findings.keep(result));
  return undefined;
};
