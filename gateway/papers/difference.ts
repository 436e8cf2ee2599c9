import type { Words } from "#rules/site/model.ts";

/** Where a document says something else than what was issued, as people read it. */
export type Difference = { readonly field: Words; readonly issued: string; readonly shown: string };

/** The first field in which two JSON values differ, in the order of the first; null: they say the same. */
export const firstDifference = (issued: unknown, shown: unknown): Difference | null => {
  const found = differ(issued, shown, []);
  return found && { field: fieldOf(found.path, issued), issued: textOf(found.a), shown: textOf(found.b) };
};

type Path = readonly (string | number)[];
type Found = { readonly path: Path; readonly a: unknown; readonly b: unknown };

const differ = (a: unknown, b: unknown, path: Path): Found | null => {
  if (!isBranch(a) || !isBranch(b) || Array.isArray(a) !== Array.isArray(b))
    return Object.is(a, b) ? null : { path, a, b };
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const step = Array.isArray(a) ? Number(key) : key;
    const found = differ(at(a, key), at(b, key), [...path, step]);
    if (found) return found;
  }
  return null;
};

const isBranch = (value: unknown): value is object => typeof value === "object" && value !== null;

const at = (value: object, key: string): unknown =>
  Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;

/** Short, and never a whole list. */
const textOf = (value: unknown): string => {
  const text = value === undefined ? "–" : typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};

/** `items[2] (Door 3) evidence[0] value`: the thing by its name where it has one. */
const fieldOf = (path: Path, issued: unknown): Words => {
  const zh: string[] = [];
  const en: string[] = [];
  let value = issued;
  for (const step of path) {
    value = isBranch(value) ? at(value, String(step)) : undefined;
    if (typeof step === "number") {
      const name = isBranch(value) ? (at(value, "name") as Partial<Words> | string | undefined) : undefined;
      const named = typeof name === "string" ? { zh: name, en: name } : name;
      zh.push(named?.zh ? `第 ${step + 1} 项（${named.zh}）` : `第 ${step + 1} 项`);
      en.push(named?.en ? `no. ${step + 1} (${named.en})` : `no. ${step + 1}`);
    } else {
      zh.push(FIELDS[step] ?? step);
      en.push(step);
    }
  }
  return { zh: zh.join(" "), en: en.join(" ") };
};

const FIELDS: Readonly<Record<string, string>> = {
  certificate: "证书",
  at: "时间",
  businessDay: "营业日",
  by: "确认人",
  byHand: "人工确认",
  evidence: "证据",
  except: "例外",
  expected: "要求",
  hash: "哈希",
  id: "编号",
  issuedAt: "签发时间",
  items: "项目",
  kind: "种类",
  name: "名称",
  note: "说明",
  photo: "照片",
  previous: "上一张",
  role: "角色",
  scope: "范围",
  signatures: "签名",
  since: "证据起始",
  site: "网点",
  siteName: "网点名称",
  state: "状态",
  text: "读数",
  timeZone: "时区",
  value: "数值",
  verdict: "结论",
  zh: "中文",
  en: "英文",
};
