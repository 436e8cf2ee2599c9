import { buildTariff } from "./build-tariff.ts";
import { type Diagnostic, inOrder } from "./diagnostic.ts";
import type { Tariff } from "./energy-plan.ts";
import { otherSort } from "./file-sort.ts";
import { findingsIn } from "./findings.ts";
import { salvage } from "./salvage.ts";
import { tariffPart } from "./schema-energy.ts";
import { reportIssues } from "./schema-issues.ts";
import { readYaml } from "./yaml-source.ts";

export type ParsedTariff =
  | { readonly is: "tariff"; readonly tariff: Tariff }
  | { readonly is: "refused"; readonly problems: readonly Diagnostic[] };

/**
 * Reads a tariff from a file of its own: the same keys as an entry of `energy.tariffs`. Every mistake is told at once.
 *
 * @param file  as the diagnostics shall name it
 */
export const parseTariff = (text: string, file: string): ParsedTariff => {
  const { source, problems } = readYaml(text, file);
  if (source === null) return { is: "refused", problems: inOrder(problems) };
  const other = otherSort("tariff", source, file);
  if (other !== null) return { is: "refused", problems: [other] };
  const { report, diagnostics } = findingsIn(source, file);
  reportIssues(tariffPart, source.value, report);
  const tariff = buildTariff(salvage(tariffPart, source.value) ?? {}, [], report);
  const all = inOrder([...problems, ...diagnostics]);
  if (all.length > 0) return { is: "refused", problems: all };
  if (tariff === undefined) throw new Error(`${file}: nothing is wrong with it, yet it makes no tariff`);
  return { is: "tariff", tariff };
};
