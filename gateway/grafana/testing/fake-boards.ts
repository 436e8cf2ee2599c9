import { z } from "zod";
import { type FakeAnswer, type FakeRequest, json, told } from "./fake-answer.ts";
import type { FakeGrafana } from "./fake-grafana.ts";

/** A board as Grafana keeps it. */
export type FakeBoard = {
  readonly dashboard: Readonly<Record<string, unknown>> & { readonly title: string };
  readonly folderUid: string;
  readonly version: number;
  readonly isProvisioned: boolean;
};

const uid = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/);
const classic = z.looseObject({
  id: z.null().or(z.int()).optional(),
  uid,
  title: z.string().min(1),
  schemaVersion: z.int(),
  version: z.int().optional(),
  panels: z.array(z.looseObject({ id: z.int().positive(), type: z.string() })),
});
const saved = z.strictObject({
  dashboard: classic,
  folderUid: z.string().optional(),
  message: z.string().optional(),
  overwrite: z.boolean().optional(),
});
const resource = z.strictObject({
  metadata: z.strictObject({
    name: uid,
    resourceVersion: z.string().optional(),
    annotations: z.record(z.string(), z.string()).optional(),
  }),
  spec: classic,
});
const folder = z.strictObject({ uid, title: z.string().min(1) });

const forbidden = told(403, { message: "You'll need additional permissions to perform this action." });
const notFound = (message: string) => told(404, { message });

/** Folders and boards: by `/api` with its versions and refusals, and by `/apis` as Grafana 12 and later have them. */
export const boardRoutes = (fake: FakeGrafana, asked: FakeRequest): FakeAnswer | null => {
  const { path, method } = asked;
  const isLegacy = path.startsWith("/api/dashboards") || path.startsWith("/api/folders");
  if (isLegacy && fake.legacyGone !== null) return told(fake.legacyGone, { message: "Not found" });
  if (path.startsWith("/api/folders")) return folders(fake, asked);
  if (method === "GET" && path.startsWith("/api/dashboards/uid/")) return boardOf(fake, path);
  if (method === "POST" && path === "/api/dashboards/db") return save(fake, asked);
  if (path.startsWith("/apis/folder.grafana.app")) return folderResources(fake, asked);
  if (path.startsWith("/apis/dashboard.grafana.app")) return boardResources(fake, asked);
  return null;
};

const folders = (fake: FakeGrafana, { method, path, role, text, isJson }: FakeRequest): FakeAnswer => {
  if (method === "GET") {
    const id = path.split("/").at(-1) ?? "";
    const title = fake.folders.get(id);
    return title === undefined ? notFound("folder not found") : told(200, { uid: id, title });
  }
  if (role === "viewer") return forbidden;
  const body = folder.safeParse(json(text));
  if (!isJson || !body.success) return told(400, { message: "bad request data" });
  if (fake.folders.has(body.data.uid))
    return told(412, { message: "the folder has been changed by someone else", status: "version-mismatch" });
  if ([...fake.folders.values()].includes(body.data.title))
    return told(409, { message: "a folder with the same name already exists" });
  fake.folders.set(body.data.uid, body.data.title);
  return told(200, body.data);
};

const boardOf = (fake: FakeGrafana, path: string): FakeAnswer => {
  const found = fake.boards.get(path.split("/").at(-1) ?? "");
  if (!found) return notFound("Dashboard not found");
  const { dashboard, version, folderUid, isProvisioned } = found;
  return told(200, { dashboard: { ...dashboard, version }, meta: { provisioned: isProvisioned, folderUid } });
};

const save = (fake: FakeGrafana, { role, text, isJson }: FakeRequest): FakeAnswer => {
  if (role === "viewer") return forbidden;
  const body = saved.safeParse(json(text));
  if (!isJson || !body.success) return told(400, { message: "bad request data" });
  fake.beforeSaving?.();
  const { dashboard, folderUid = "", overwrite = false } = body.data;
  const known = fake.boards.get(dashboard.uid);
  if (folderUid !== "" && !fake.folders.has(folderUid)) return told(400, { message: "folder not found" });
  if (known?.isProvisioned) return told(400, { message: "Cannot save provisioned dashboard" });
  if (known && !overwrite && dashboard.version !== known.version)
    return told(412, {
      message: "The dashboard has been changed by someone else",
      status: "version-mismatch",
    });
  const isTaken = [...fake.boards].some(
    ([id, other]) =>
      id !== dashboard.uid && other.folderUid === folderUid && other.dashboard.title === dashboard.title,
  );
  if (isTaken)
    return told(412, {
      message: "A dashboard with the same name in the folder already exists",
      status: "name-exists",
    });
  const version = (known?.version ?? 0) + 1;
  fake.boards.set(dashboard.uid, { dashboard, folderUid, version, isProvisioned: false });
  return told(200, { id: 1, uid: dashboard.uid, url: "/d/x", status: "success", version, slug: "x" });
};

const offered = (version: string) =>
  told(200, { kind: "APIGroup", versions: [{ groupVersion: `x/${version}`, version }] });

const folderResources = (fake: FakeGrafana, { path, role, text, method }: FakeRequest): FakeAnswer => {
  if (path === "/apis/folder.grafana.app/") return offered("v1");
  if (role === "viewer") return forbidden;
  const body = z
    .strictObject({ metadata: z.strictObject({ name: uid }), spec: z.strictObject({ title: z.string() }) })
    .safeParse(json(text));
  if (method !== "POST" || !body.success) return told(400, { message: "bad request data" });
  const { metadata, spec } = body.data;
  if (fake.folders.has(metadata.name))
    return told(409, { message: "already exists", reason: "AlreadyExists" });
  fake.folders.set(metadata.name, spec.title);
  return told(201, body.data);
};

const boardResources = (fake: FakeGrafana, { path, role, text, method }: FakeRequest): FakeAnswer => {
  if (path === "/apis/dashboard.grafana.app/") return offered("v1");
  const [, name] =
    /^\/apis\/dashboard\.grafana\.app\/v1\/namespaces\/default\/dashboards(?:\/([^/]+))?$/.exec(path) ?? [
      null,
    ];
  const known = name === undefined || name === null ? undefined : fake.boards.get(name);
  if (method === "GET") {
    if (!known) return notFound("not found");
    const { dashboard: spec, folderUid, version } = known;
    const annotations = { "grafana.app/folder": folderUid };
    return told(200, { metadata: { name, resourceVersion: String(version), annotations }, spec });
  }
  if (role === "viewer") return forbidden;
  const body = resource.safeParse(json(text));
  if (!body.success) return told(400, { message: "bad request data" });
  fake.beforeSaving?.();
  const { metadata, spec } = body.data;
  const there = fake.boards.get(metadata.name);
  if (method === "POST" && there) return told(409, { message: "already exists", reason: "AlreadyExists" });
  if (method === "PUT" && metadata.resourceVersion !== String(there?.version))
    return told(409, { message: "the object has been modified", reason: "Conflict" });
  const folderUid = metadata.annotations?.["grafana.app/folder"] ?? "";
  const version = (there?.version ?? 0) + 1;
  fake.boards.set(metadata.name, { dashboard: spec, folderUid, version, isProvisioned: false });
  return told(method === "POST" ? 201 : 200, body.data);
};
