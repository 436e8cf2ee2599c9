import type { Dashboard, Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import { beforeAll, describe, expect, it } from "vitest";
import { boards } from "../boards.ts";
import { type SdkSchema, sdkSchema } from "../testing/sdk-schema.ts";

let schema: SdkSchema;
beforeAll(() => {
  schema = sdkSchema();
});

const panels = (board: Dashboard): readonly Panel[] => (board.panels ?? []) as readonly Panel[];
const copy = (file: string): Dashboard => {
  const board = boards().get(file);
  if (board === undefined) throw new Error(`no board ${file}`);
  return structuredClone(board);
};

describe("every board is what the SDK's types say a board is", () => {
  it.each([...boards(), ...boards("promql")])("%s as a whole", (_, board) => {
    expect(schema.board(board)).toEqual([]);
  });

  it.each([...boards(), ...boards("promql")])("%s, every panel's options", (_, board) => {
    expect(panels(board).flatMap(panel => schema.panel(panel).map(why => `${panel.title}: ${why}`))).toEqual(
      [],
    );
  });
});

describe("the check notices", () => {
  it("a word that is none of an enum's", () => {
    const board = copy("alerts.json");
    panels(board)[0]!.fieldConfig!.defaults.thresholds!.mode = "relative" as never;
    expect(schema.board(board)).not.toEqual([]);
  });

  it("a number where a text belongs", () => {
    const board = { ...copy("alerts.json"), uid: 7 };
    expect(schema.board(board)).toContain("board/uid: must be string");
  });

  it("an option that the panel does not have, and a word that its option does not know", () => {
    const panel = panels(copy("alerts.json"))[0]!;
    expect(schema.panel({ ...panel, options: { ...panel.options, colorMod: "value" } })).toEqual([
      "options: must NOT have additional properties",
    ]);
    expect(schema.panel({ ...panel, options: { ...panel.options, colorMode: "loud" } })).toEqual([
      "options/colorMode: must be equal to one of the allowed values",
    ]);
  });

  it("an override of a property that the panel does not have", () => {
    const panel = panels(copy("closing-check.json")).find(one => one.type === "table")!;
    panel.fieldConfig!.overrides[0]!.properties[0]!.id = "custom.widht";
    expect(schema.panel(panel)).toEqual([`override of unknown property "custom.widht"`]);
  });
});
