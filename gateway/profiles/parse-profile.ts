import { type Diagnostic, inOrder } from "#rules/site/diagnostic.ts";
import { otherSort } from "#rules/site/file-sort.ts";
import { findingsIn, type Report } from "#rules/site/findings.ts";
import type { Profile } from "#rules/site/profile.ts";
import { salvage } from "#rules/site/salvage.ts";
import { reportIssues } from "#rules/site/schema-issues.ts";
import { type Path, readYaml } from "#rules/site/yaml-source.ts";
import { buildModbus } from "./build-modbus.ts";
import { buildMqtt } from "./build-mqtt.ts";
import type { About, KeysAt } from "./draft.ts";
import { type ModbusPage, type MqttPage, modbusPage, mqttPage } from "./schema.ts";

/** A page that can be used, or everything that is wrong with it, in order of place. */
export type ParsedProfile =
  | { readonly is: "profile"; readonly profile: Profile; readonly warnings: readonly Diagnostic[] }
  | { readonly is: "refused"; readonly problems: readonly Diagnostic[] };

/**
 * Reads the page of a device model. Every mistake is told at once, each with its place.
 *
 * @param text  YAML, as the pages in `models/`
 * @param file  as the diagnostics shall name it
 */
export const parseProfile = (text: string, file: string): ParsedProfile => {
  const { source, problems } = readYaml(text, file);
  if (source === null) return { is: "refused", problems: inOrder(problems) };
  const other = otherSort("profile", source, file);
  if (other !== null) return { is: "refused", problems: [other] };
  const { report, diagnostics } = findingsIn(source, file);
  const keysAt: KeysAt = path => keysIn(valueAt(source.value, path));
  const schema = keysAt([]).includes("family") ? mqttPage : modbusPage;
  reportIssues(schema, source.value, report);
  const page = salvage(schema, source.value) ?? {};
  const profile = built(page, keysAt, report);
  checkRoles(profile, report);
  const all = inOrder([...problems, ...diagnostics]);
  const errors = all.filter(({ severity }) => severity === "error");
  if (errors.length > 0) return { is: "refused", problems: errors };
  return { is: "profile", profile, warnings: all };
};

const built = (page: ModbusPage | MqttPage, keysAt: KeysAt, report: Report): Profile => {
  const { profile: id = "", vendor = "", product = "", kind = "", confidence = "memory" } = page;
  const { sources = [], quirks = [] } = page;
  const about: About = { id, vendor, product, kind, confidence, sources, quirks };
  return keysAt([]).includes("family")
    ? buildMqtt(page as MqttPage, about, report)
    : buildModbus(page as ModbusPage, about, keysAt, report);
};

/** A role is given to one point: otherwise nobody could tell which of them a device without `points:` means. */
const checkRoles = ({ points }: Profile, report: Report): void => {
  const seen = new Map<string, string>();
  for (const [key, { role, class: pointClass }] of Object.entries(points)) {
    if (role === undefined) continue;
    const first = seen.get(`${role} ${pointClass.id}`);
    if (first === undefined) seen.set(`${role} ${pointClass.id}`, key);
    else {
      const why = `${first} has the role "${role}" already`;
      const help = "leave it out: a site file can still take the point with from:";
      report({ code: "CFG703", path: ["points", key, "role"], at: "value", why, help });
    }
  }
};

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (inner, step) => (isMapping(inner) && Object.hasOwn(inner, step) ? inner[step] : undefined),
    value,
  );

const keysIn = (value: unknown): readonly string[] =>
  isMapping(value) && !Array.isArray(value) ? Object.keys(value) : [];

const isMapping = (value: unknown): value is Readonly<Record<PropertyKey, unknown>> =>
  typeof value === "object" && value !== null;
