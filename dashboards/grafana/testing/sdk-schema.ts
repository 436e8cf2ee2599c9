import { join } from "node:path";
import type { Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import { Ajv } from "ajv";
import { createGenerator } from "ts-json-schema-generator";

/** Checks boards against the SDK's own types. */
export type SdkSchema = {
  /** What is wrong with a board as a whole; empty when nothing is. */
  board(board: unknown): readonly string[];
  /** What is wrong with the options, field settings and overrides of a panel, after the panel's type. */
  panel(panel: Panel): readonly string[];
};

type Schema = { readonly properties?: Readonly<Record<string, Schema>> };

/** Derives a JSON schema from the SDK's types; takes about two seconds. */
export const sdkSchema = (): SdkSchema => {
  const path = join(import.meta.dirname, "sdk-types.ts");
  const derive = (additionalProperties: boolean): Schema =>
    createGenerator({
      path,
      tsconfig: join(import.meta.dirname, "../../../tsconfig.json"),
      type: "SdkTypes",
      skipTypeCheck: true,
      expose: "none",
      topRef: false,
      additionalProperties,
    }).createSchema("SdkTypes") as Schema;
  const ajv = new Ajv({ strict: false, allErrors: true });
  // Targets carry their data source's own keys, so that a board may have more keys than the types; options may not.
  const closed = derive(false);
  ajv.addSchema(derive(true), "open").addSchema(closed, "closed");
  const complaints = (part: string, value: unknown, where: string): readonly string[] => {
    const check = ajv.getSchema(part);
    if (check === undefined) return [`${where}: the SDK has no type for it`];
    check(value);
    return (check.errors ?? []).map(error => `${where}${error.instancePath}: ${error.message}`);
  };
  return {
    board: board => complaints("open#/properties/board", board, "board"),
    panel: panel => {
      const type = closed.properties?.[panel.type]?.properties;
      if (type === undefined) return [`panel type "${panel.type}" is not one that the boards use`];
      const part = `closed#/properties/${panel.type}/properties`;
      const custom = panel.fieldConfig?.defaults.custom;
      const known = [...standard, ...Object.keys(type.custom?.properties ?? {}).map(key => `custom.${key}`)];
      const overridden =
        panel.fieldConfig?.overrides.flatMap(one => one.properties.map(({ id }) => id)) ?? [];
      return [
        ...complaints(`${part}/options`, panel.options, "options"),
        ...(custom === undefined ? [] : complaints(`${part}/custom`, custom, "custom")),
        ...overridden.filter(id => !known.includes(id)).map(id => `override of unknown property "${id}"`),
      ];
    },
  };
};

const standard = ["mappings", "unit", "decimals", "color", "thresholds", "displayName", "links"];
