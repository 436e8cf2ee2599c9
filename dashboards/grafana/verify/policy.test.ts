import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import { describe, expect, it, test } from "vitest";
import { parse } from "yaml";
import { boards } from "../boards.ts";
import { colour } from "../colour.ts";
import { boardTag, defaultSettings } from "../settings.ts";

const variants = ["influxql", "promql"] as const;
// Both variants say the same but for their queries, so that texts are looked at once.
const pack = join(import.meta.dirname, "../../../rules/packs/service-hall.yaml");
const all = [...boards().values()];
const panels = all.flatMap(board =>
  (board.panels as Panel[]).map(panel => ({ ...panel, board: board.title })),
);
const both = /^[^·]*\p{Script=Han}[^·]* · [A-Z][\w ,°–-]*$/u;

/** WCAG 2 contrast of two colours `#rrggbb`. */
const contrast = (one: string, other: string): number => {
  const luminance = (hex: string) => {
    const [red, green, blue] = [1, 3, 5].map(at => {
      const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number];
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
};

describe("every board", () => {
  it.each(all)("$uid is in the hall's time, tagged, and links to the console", board => {
    expect(board.timezone).toBe(defaultSettings.timeZone);
    expect(board.tags).toEqual([boardTag]);
    expect(board.title).toMatch(both);
    expect(board.links?.some(link => link.url?.startsWith("$" + "{console}/"))).toBe(true);
    expect(board.templating.list?.find(({ name }) => name === "console")).toMatchObject({
      type: "constant",
      query: defaultSettings.consoleUrl,
      skipUrlSync: true,
    });
  });

  it("has an address of its own that Grafana accepts", () => {
    const uids = all.map(({ uid }) => uid ?? "");
    expect(new Set(uids).size).toBe(all.length);
    for (const uid of uids) expect(uid).toMatch(/^[A-Za-z0-9_-]{1,40}$/);
  });

  it.each(all)("$uid hides no link and no annotation in a menu", board => {
    const shown = [...(board.links ?? []), ...(board.annotations.list ?? [])];
    expect(shown.filter(one => "placement" in one)).toEqual([]);
    expect(board.annotations.list?.filter(one => one.builtIn === 1)).toHaveLength(1);
  });
});

test("both variants are the same boards, panel for panel, and only their questions differ", () => {
  const outline = (variant: (typeof variants)[number]) =>
    [...boards(variant)].map(([file, board]) => [
      file,
      board.uid,
      board.title,
      (board.panels as Panel[]).map(({ id, type, title, gridPos, description }) => [
        id,
        type,
        title,
        gridPos,
        description,
      ]),
    ]);
  expect(outline("promql")).toEqual(outline("influxql"));
});

describe("every panel", () => {
  it.each(panels)(
    "$board / $title says in both languages what it shows and what an empty panel means",
    panel => {
      expect(panel.title).toMatch(both);
      expect(panel.description).toMatch(
        /\p{Script=Han}.*[\w)]\.\n\n\*\*空白 · Empty:\*\* .*\p{Script=Han}.*[a-z].*\.$/u,
      );
    },
  );

  it.each(panels)("$board / $title has colours of the policy only", panel => {
    const policy = [...Object.values(colour), ...Object.values(colour.priority)];
    const used = [...JSON.stringify(panel).matchAll(/"(?:color|fixedColor)":"([^"]*)"/g)].map(
      match => match[1],
    );
    expect(used.filter(one => !policy.includes(one as never))).toEqual([]);
    expect(panel.fieldConfig?.defaults.thresholds?.steps.length).toBeGreaterThan(0);
    expect(["thresholds", "shades"]).toContain(panel.fieldConfig?.defaults.color?.mode);
  });

  it.each(panels.filter(({ type }) => ["timeseries", "state-timeline"].includes(type)))(
    "$board / $title leaves a long gap a gap",
    panel => {
      const { spanNulls, insertNulls } = panel.fieldConfig?.defaults.custom ?? {};
      expect(spanNulls === false || spanNulls <= 10 * 60_000).toBe(true);
      expect(insertNulls).toBe(false);
    },
  );
});

describe("links", () => {
  const links: string[] = [];
  JSON.stringify(all, (key, value) => {
    if (key === "url" && String(value).startsWith("/d/")) links.push(value);
    return value;
  });

  it("lead from the fleet into a hall and from there to a circuit", () => {
    expect(links.some(link => link.startsWith("/d/hallwatch-overview?var-site="))).toBe(true);
    expect(links.some(link => link.startsWith("/d/hallwatch-energy?var-circuit="))).toBe(true);
  });

  it.each(links)("%s leads to a board that there is and that has the variable", link => {
    const [, uid, variable] = /^\/d\/([\w-]+)\?var-(\w+)=/.exec(link) ?? [];
    const board = all.find(one => one.uid === uid);
    expect(board?.templating.list?.map(({ name }) => name)).toContain(variable);
    expect(link).toContain("$" + "{__url_time_range}");
  });
});

test("tables are merged by what names their rows, never by the time of their last words", () => {
  const steps = panels.map(({ transformations }) => (transformations ?? []).map(({ id }) => id));
  const merging = steps.filter(ids => ids.includes("merge"));
  expect(merging.length).toBeGreaterThan(1);
  for (const ids of merging) expect(ids).toEqual(["filterFieldsByName", "merge"]);
});

describe("limits that graphs draw", () => {
  const { settings } = parse(readFileSync(pack, "utf8"));

  it("are those of the pack", () => {
    const drawn = (title: string) =>
      panels.find(panel => panel.title?.endsWith(title))?.fieldConfig?.defaults.thresholds?.steps.at(-1)
        ?.value;
    expect(drawn("Temperatures and 26 °C")).toBe(settings.setpoint_floor.value);
    expect(drawn("AC setpoints")).toBe(settings.setpoint_floor.value);
    expect(drawn("Lighting power")).toBe(settings.light_off_below.value);
  });
});

describe("every tile", () => {
  it.each(panels.filter(({ type }) => type === "stat"))(
    "$board / $title says “?” in purple where there is no number",
    panel => {
      const missing = panel.fieldConfig?.defaults.mappings?.find(({ type }) => type === "special");
      expect(missing?.options).toEqual({ match: "null+nan", result: { text: "?", color: colour.unknown } });
    },
  );
});

describe("the colours", () => {
  const { none: _, priority, ...rest } = colour;
  const shown = Object.entries({ ...rest, ...priority });

  it.each(shown)("%s reads on a light and on a dark ground", (name, hex) => {
    for (const ground of ["#ffffff", "#181b1f"])
      expect(contrast(hex, ground), `${name} on ${ground}`).toBeGreaterThanOrEqual(3);
  });

  it("has no green", () => {
    for (const [, hex] of shown) {
      const [red, green, blue] = [1, 3, 5].map(at => Number.parseInt(hex.slice(at, at + 2), 16)) as [
        number,
        number,
        number,
      ];
      expect(green > red && green > blue, hex).toBe(false);
    }
  });
});
