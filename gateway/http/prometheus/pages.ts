import { createHash } from "node:crypto";
import type { PrometheusGroup } from "./shapes.ts";

/** Which rules are asked for; empty lists: all. */
export type RulesAsked = {
  readonly files: readonly string[];
  readonly groups: readonly string[];
  readonly names: readonly string[];
  /** `alert`: the only kind that there is. */
  readonly type: string | null;
  readonly withAlerts: boolean;
  /** How many groups a page has; null: all. */
  readonly limit: number | null;
  readonly token: string | null;
};

export type RulesPage = { readonly groups: readonly PrometheusGroup[]; readonly groupNextToken?: string };
export type Paged =
  | { readonly is: "page"; readonly page: RulesPage }
  | { readonly is: "wrong"; readonly why: string };

/** Reads the parameters of `/rules`, with and without brackets, as Grafana sends them; others are let by. */
export const rulesAsked = (query: unknown): RulesAsked => {
  const asked = new Map(Object.entries(query ?? {}));
  const all = (name: string) => [asked.get(`${name}[]`) ?? [], asked.get(name) ?? []].flat().map(String);
  const one = (name: string) => all(name).at(-1) ?? null;
  const limit = one("group_limit");
  return {
    files: all("file"),
    groups: all("rule_group"),
    names: all("rule_name"),
    type: one("type"),
    withAlerts: !["true", "1", "t"].includes(one("exclude_alerts")?.toLowerCase() ?? ""),
    limit: limit === null ? null : Number(limit),
    token: one("group_next_token"),
  };
};

/** The groups that are asked for. Those of which no rule is left are not told. */
export const rulesPage = (all: readonly PrometheusGroup[], asked: RulesAsked): Paged => {
  const { limit, token, type } = asked;
  if (limit !== null && (!Number.isInteger(limit) || limit < 1))
    return { is: "wrong", why: "group_limit must be a whole number greater than 0" };
  if (token !== null && limit === null)
    return { is: "wrong", why: "group_limit needs to be set in order to paginate over the groups" };
  if (type !== null && type !== "alert" && type !== "record")
    return { is: "wrong", why: `not supported value ${JSON.stringify(type)}: type is alert or record` };
  const groups = type === "record" ? [] : all.flatMap(group => fitting(group, asked));
  const begin = token === null ? 0 : groups.findIndex(group => tokenOf(group) === token);
  if (begin < 0) return { is: "wrong", why: "invalid group_next_token: the rules may have been changed" };
  const end = limit === null ? groups.length : begin + limit;
  const next = groups[end];
  return {
    is: "page",
    page: { groups: groups.slice(begin, end), ...(next && { groupNextToken: tokenOf(next) }) },
  };
};

const fitting = (
  group: PrometheusGroup,
  { files, groups, names, withAlerts }: RulesAsked,
): PrometheusGroup[] => {
  const isAsked = (list: readonly string[], value: string) => list.length === 0 || list.includes(value);
  if (!isAsked(files, group.file) || !isAsked(groups, group.name)) return [];
  const rules = group.rules
    .filter(({ name }) => isAsked(names, name))
    .map(rule => (withAlerts ? rule : { ...rule, alerts: [] }));
  return rules.length === 0 ? [] : [{ ...group, rules }];
};

const tokenOf = ({ file, name }: PrometheusGroup): string =>
  createHash("sha256").update(`${file};${name}`).digest("hex").slice(0, 40);
