import type { Pack } from "#rules/language/rule.ts";
import type { Diagnostic } from "#rules/site/diagnostic.ts";
import type { Site } from "#rules/site/model.ts";
import { nearest } from "#rules/site/nearest.ts";
import { placeIn } from "./place-in.ts";

/** Automations that are of no rule of the hall's packs, or of one that proposes nothing: they would never do anything. */
export const controlDiagnostics = (
  site: Pick<Site, "controls">,
  packs: readonly Pick<Pack, "rules">[],
  { file, text }: { readonly file: string; readonly text: string },
): readonly Diagnostic[] => {
  const proposing = packs.flatMap(({ rules }) => rules.flatMap(({ id, propose }) => (propose ? [id] : [])));
  return (site.controls?.automations ?? []).flatMap(({ rule }, index): readonly Diagnostic[] => {
    if (proposing.includes(rule)) return [];
    const path = ["controls", "automations", index, "rule"];
    const near = nearest(rule, proposing);
    const isRule = packs.some(({ rules }) => rules.some(({ id }) => id === rule));
    const message = `${path.join(".")}: ${isRule ? `rule ${rule} proposes nothing` : `no pack of this hall has a rule "${rule}"`}`;
    const known =
      proposing.length === 0 ? "no rule of its packs proposes anything" : `known: ${proposing.join(", ")}`;
    const help = near === null ? known : `did you mean "${near}"?`;
    return [
      { severity: "error", code: "CFG430", file, ...placeIn(text, file, path, "value"), message, help },
    ];
  });
};
