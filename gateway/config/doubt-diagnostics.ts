import {
  doubtsIn,
  isRatioForPercent,
  type OwnWords,
  ownTagsIn,
  unusedSettings,
} from "#rules/language/doubts.ts";
import { settingsOf } from "#rules/language/settings.ts";
import type { Code } from "#rules/site/codes.ts";
import type { Diagnostic } from "#rules/site/diagnostic.ts";
import type { Site } from "#rules/site/model.ts";
import { nearest } from "#rules/site/nearest.ts";
import { OWN_TAG } from "#rules/site/tags.ts";
import type { Path } from "#rules/site/yaml-source.ts";
import { dutyDoubts } from "./duty-diagnostics.ts";
import type { LoadedPack } from "./load-packs.ts";
import { placeIn } from "./place-in.ts";
import { suppressionDoubts } from "./suppression-diagnostics.ts";

/** A site that was read, with the packs that it names. */
type Read = {
  readonly file: string;
  readonly text: string;
  readonly site: Site;
  readonly packs: readonly LoadedPack[];
};

/**
 * What is right by itself in a site file or in a pack and most likely not what was meant, each at its place. Packs that
 * come with Hallwatch are written for many halls: of them only what this hall's words are near to is told.
 */
export const doubtDiagnostics = (read: Read): readonly Diagnostic[] => [
  ...tagDoubts(read),
  ...settingDoubts(read),
  ...ruleDoubts(read),
  ...suppressionDoubts(read.packs),
  ...dutyDoubts(read.packs),
];

const ruleDoubts = ({ site, packs }: Read): readonly Diagnostic[] => {
  const written = packs.flatMap(({ parsed }) => (parsed.is === "pack" ? [parsed.pack] : []));
  const { settings } = settingsOf(written, site.settings);
  const own = {
    tags: new Set(carried(site).map(({ tag }) => tag)),
    seasons: site.calendar.seasons,
    settings,
  };
  return packs.flatMap(pack => packDoubts(pack, own));
};

const packDoubts = ({ file, parsed, isShipped }: LoadedPack, own: OwnWords): readonly Diagnostic[] => {
  if (parsed.is === "refused" || isShipped) return [];
  const unused = unusedSettings(parsed.pack).map((name): Diagnostic => {
    const { line, column, length } = parsed.place(["settings", name], "key");
    const message = `settings: no rule or duty of this pack uses ${name}`;
    const help = "leave it out, or name it in the rule or the duty that it is for";
    return { severity: "warning", code: "CFG908", file, line, column, length, message, help };
  });
  return [
    ...unused,
    ...parsed.pack.rules.flatMap(rule => doubtsIn(rule, own).map(doubt => parsed.warn(rule, doubt))),
  ];
};

/** A tag of the hall's own that no rule asks for, though one asks for a word like it that others carry. */
const tagDoubts = ({ file, text, site, packs }: Read): readonly Diagnostic[] => {
  const all = carried(site);
  const asked = packs.flatMap(({ parsed }) =>
    parsed.is === "pack" ? parsed.pack.rules.flatMap(rule => ownTagsIn(rule).map(({ tag }) => tag)) : [],
  );
  const inUse = [...new Set(asked)].filter(tag => all.some(each => each.tag === tag));
  return all.flatMap(({ tag, path }) => {
    if (!tag.startsWith(OWN_TAG) || asked.includes(tag)) return [];
    const near = nearest(tag, inUse);
    if (near === null) return [];
    const why = `${path.join(".")}: no rule asks for "${tag}"`;
    return [warning("CFG906", file, placeIn(text, file, path, "value"), why, `did you mean "${near}"?`)];
  });
};

const settingDoubts = ({ file, text, site, packs }: Read): readonly Diagnostic[] =>
  Object.entries(site.settings).flatMap(([name, said]) => {
    const setting = packs.flatMap(({ parsed }) =>
      parsed.is === "pack" ? (parsed.pack.settings[name] ?? []) : [],
    )[0];
    if (setting === undefined || !isRatioForPercent(said, setting)) return [];
    const percent = Number((Number(said) * 100).toPrecision(12));
    const why = `settings.${name}: ${said} is taken for ${said} %, in the pack it is ${setting.value} %`;
    return [
      warning(
        "CFG909",
        file,
        placeIn(text, file, ["settings", name], "value"),
        why,
        `did you mean ${percent}?`,
      ),
    ];
  });

const warning = (
  code: Code,
  file: string,
  place: Pick<Diagnostic, "line" | "column" | "length">,
  message: string,
  help: string,
): Diagnostic => ({ severity: "warning", code, file, ...place, message, help });

/** Every tag of the hall with the place where it stands in the site file. */
const carried = ({ zones, equipment }: Site): readonly { readonly tag: string; readonly path: Path }[] =>
  [
    ...zones.map(zone => ({ ...zone, of: "zones" })),
    ...equipment.map(thing => ({ ...thing, of: "equipment" })),
  ].flatMap(({ of, id, tags }) => tags.map((tag, index) => ({ tag, path: [of, id, "tags", index] })));
