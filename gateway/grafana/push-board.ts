import { z } from "zod";
import { Fault } from "#gateway/ports/fault.ts";
import { type Board, contentTag } from "./board-files.ts";
import { type GrafanaClient, messageOf } from "./client.ts";

/** What became of one thing that was to be there. */
export type Pushed =
  | { readonly is: "created" | "updated" | "unchanged" }
  /** It comes from files on the Grafana server, which go before us. */
  | { readonly is: "provisioned" }
  /** Grafana will not have it; trying again does not help. */
  | { readonly is: "refused"; readonly why: string };

const known = z.looseObject({
  dashboard: z.looseObject({ tags: z.array(z.string()).nullish(), version: z.number().optional() }),
  meta: z.looseObject({ provisioned: z.boolean().optional(), folderUid: z.string().optional() }),
});
const TRIES = 3;

/**
 * Makes a board be there as it is here, in a folder. One whose content Grafana has already is left alone, whoever pushed it.
 * Where Grafana has no `/api/dashboards` any more, the resources under `/apis` are used.
 *
 * @param force  write it though Grafana has its content: somebody may have changed it there by hand
 */
export const pushBoard = async (
  client: GrafanaClient,
  board: Board,
  folder: string,
  force = false,
): Promise<Pushed> => {
  const { hash: _, ...dashboard } = board;
  for (let tried = 1; ; tried += 1) {
    const found = await client.call("GET", `/api/dashboards/uid/${board.uid}`, [200, 404, 410]);
    if (found.status === 410) return pushResource(client, board, folder, force);
    const there = found.status === 200 ? known.safeParse(found.body) : null;
    if (there && !there.success)
      throw new Fault(
        "GRAFANA_NOT_THERE",
        `Grafana (${client.url}): it has an unknown form of board ${board.uid}`,
        {
          retry: false,
          cause: there.error,
        },
      );
    if (there?.data.meta.provisioned) return { is: "provisioned" };
    const isThere = there?.data.dashboard.tags?.includes(contentTag(board.hash)) ?? false;
    if (isThere && there?.data.meta.folderUid === folder && !force) return { is: "unchanged" };
    const version = there?.data.dashboard.version;
    const body = {
      dashboard: { ...dashboard, id: null, ...(version !== undefined && { version }) },
      folderUid: folder,
      message: `hallwatch ${board.hash}`,
      // What somebody wrote meanwhile is looked at first.
      overwrite: false,
    };
    const answer = await client.call("POST", "/api/dashboards/db", [200, 400, 404, 409, 410, 412], body);
    switch (answer.status) {
      case 200:
        return { is: there ? "updated" : "created" };
      case 404:
      case 410:
        return pushResource(client, board, folder, force);
      case 412: {
        const { status } = (answer.body ?? {}) as { status?: unknown };
        if (status === "version-mismatch" && tried < TRIES) continue;
        return { is: "refused", why: SENTENCES[String(status)] ?? messageOf(answer.body) };
      }
      default:
        return /provisioned/i.test(messageOf(answer.body))
          ? { is: "provisioned" }
          : { is: "refused", why: messageOf(answer.body) };
    }
  }
};

const SENTENCES: Readonly<Record<string, string>> = {
  "version-mismatch": "somebody keeps changing it in Grafana; try again when nobody does",
  "name-exists": "there is another board with this title in the folder: rename or remove that one",
  "plugin-dashboard": "it belongs to a plugin",
};

const resource = z.looseObject({
  metadata: z.looseObject({
    resourceVersion: z.string().optional(),
    annotations: z.record(z.string(), z.string()).optional(),
  }),
  spec: z.looseObject({ tags: z.array(z.string()).nullish() }),
});
const groups = z.looseObject({ versions: z.array(z.looseObject({ version: z.string() })) });
const GROUP = "/apis/dashboard.grafana.app";

/**
 * The same by Grafana's resources, in the organisation `default`.
 *
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/dashboard/ (new dashboard APIs)
 */
const pushResource = async (
  client: GrafanaClient,
  board: Board,
  folder: string,
  force: boolean,
): Promise<Pushed> => {
  const offered = groups.safeParse((await client.call("GET", `${GROUP}/`, [200])).body);
  const versions = offered.success ? offered.data.versions.map(({ version }) => version) : [];
  const version = ["v1", "v1beta1"].find(one => versions.includes(one));
  if (version === undefined)
    return { is: "refused", why: `it takes boards only as ${versions.join(", ")}: ours are v1 (classic)` };
  const all = `${GROUP}/${version}/namespaces/default/dashboards`;
  const { hash, ...spec } = board;
  const annotations = { "grafana.app/folder": folder, "grafana.app/message": `hallwatch ${hash}` };
  for (let tried = 1; ; tried += 1) {
    const found = await client.call("GET", `${all}/${board.uid}`, [200, 404]);
    const there = found.status === 200 ? resource.parse(found.body) : null;
    const isInFolder = there?.metadata.annotations?.["grafana.app/folder"] === folder;
    if (there?.spec.tags?.includes(contentTag(hash)) && isInFolder && !force) return { is: "unchanged" };
    const metadata = {
      name: board.uid,
      annotations,
      ...(there?.metadata.resourceVersion !== undefined && {
        resourceVersion: there.metadata.resourceVersion,
      }),
    };
    const answer = there
      ? await client.call("PUT", `${all}/${board.uid}`, [200, 400, 409, 422], { metadata, spec })
      : await client.call("POST", all, [201, 400, 409, 422], { metadata, spec });
    if (answer.status === 200) return { is: "updated" };
    if (answer.status === 201) return { is: "created" };
    if (answer.status !== 409 || tried === TRIES) return { is: "refused", why: messageOf(answer.body) };
  }
};
