import { z } from "zod";
import { type Board, type BoardPanel, type BoardTarget, contentTag } from "./board-files.ts";
import { type GrafanaClient, messageOf } from "./client.ts";
import { askedOf, stretchOf } from "./fill-panel.ts";

/** How a data source does, by Grafana's own test. */
export type SourceCheck = {
  readonly uid: string;
  readonly is: "up" | "down" | "missing";
  /** The source's own words. */
  readonly told: string;
};

/** How a board is in Grafana: as it is here, otherwise, or not at all. */
export type BoardCheck = {
  readonly uid: string;
  readonly title: string;
  readonly is: "same" | "other" | "missing";
  readonly panels: readonly QueryCheck[];
};

/** What one query of a panel answered. */
export type QueryCheck = {
  readonly panel: string;
  readonly refId: string;
  /** How many rows have a value; null: it failed, or nobody can ask it (Live). */
  readonly rows: number | null;
  readonly error: string | null;
};

/** What a check found. */
export type GrafanaCheck = {
  readonly url: string;
  /** `13.3.1`; empty when it does not say. */
  readonly version: string;
  /** First the one that the panels are asked of. */
  readonly sources: readonly SourceCheck[];
  readonly boards: readonly BoardCheck[];
};

export type CheckOptions = {
  /** The source that the panels are asked of. */
  readonly source: string;
  /** Other sources that some panels name: one that is there must be up, one that is missing is only told. */
  readonly others: readonly string[];
  /** The end of the stretch that panels are asked for, ms since 1970. */
  readonly now: number;
  /** Asks all panels for this stretch before `now`, ms, instead of each board for its own. */
  readonly length?: number;
  /** Is told before each board. */
  readonly progress?: (done: number, label: string) => void;
};

const health = z.looseObject({ database: z.string().optional(), version: z.string().optional() });

/**
 * Checks a Grafana: whether it is up, its sources answer, it has our boards, and each of their queries is answered, by the
 * way that a browser asks.
 *
 * @throws {Fault} when Grafana cannot be reached, or the token does not do
 */
export const checkGrafana = async (
  client: GrafanaClient,
  boards: readonly Board[],
  options: CheckOptions,
): Promise<GrafanaCheck> => {
  const { version = "" } = health.parse((await client.call("GET", "/api/health", [200, 503])).body ?? {});
  const uids = [options.source, ...options.others];
  const sources: SourceCheck[] = [];
  for (const uid of uids) sources.push(await checkSource(client, uid));
  const checked: BoardCheck[] = [];
  for (const [index, board] of boards.entries()) {
    options.progress?.(index, board.title);
    checked.push(await checkBoard(client, board, options));
  }
  options.progress?.(boards.length, "");
  return { url: client.url, version, sources, boards: checked };
};

/** Whether a check found anything that somebody must see to; an empty panel is none. */
export const isSound = ({ sources, boards }: GrafanaCheck): boolean =>
  sources.every(({ is }, index) => is === "up" || (is === "missing" && index > 0)) &&
  boards.every(({ is, panels }) => is === "same" && panels.every(({ error }) => error === null));

const checkSource = async (client: GrafanaClient, uid: string): Promise<SourceCheck> => {
  const found = await client.call("GET", `/api/datasources/uid/${uid}`, [200, 404]);
  if (found.status === 404) return { uid, is: "missing", told: "" };
  const answer = await client.call("GET", `/api/datasources/uid/${uid}/health`, [200, 400, 404, 500, 503]);
  // Sources without a backend of their own (Alertmanager) have no such test.
  if (answer.status === 404) return { uid, is: "up", told: "it has no test of its own" };
  return { uid, is: answer.status === 200 ? "up" : "down", told: messageOf(answer.body) };
};

const stored = z.looseObject({ dashboard: z.looseObject({ tags: z.array(z.string()).nullish() }) });

const checkBoard = async (
  client: GrafanaClient,
  board: Board,
  options: CheckOptions,
): Promise<BoardCheck> => {
  const found = await client.call("GET", `/api/dashboards/uid/${board.uid}`, [200, 404, 410]);
  const there = found.status === 200 ? stored.safeParse(found.body) : null;
  const tags = there?.success ? (there.data.dashboard.tags ?? []) : [];
  // A board from files has no content of ours among its tags: it is known by its name only.
  const hasContent = tags.some(tag => tag.startsWith(contentTag("")));
  const isOther = hasContent && !tags.includes(contentTag(board.hash));
  const is = there === null ? "missing" : isOther ? "other" : "same";
  const panels: QueryCheck[] = [];
  for (const panel of board.panels) panels.push(...(await checkPanel(client, board, panel, options)));
  return { uid: board.uid, title: board.title, is, panels };
};

const checkPanel = async (
  client: GrafanaClient,
  board: Board,
  panel: BoardPanel,
  options: CheckOptions,
): Promise<readonly QueryCheck[]> => {
  const asked = panel.targets.filter(isAsked);
  if (asked.length === 0) return [];
  const stretch = stretchOf(board, options);
  const queries = asked.map(target => askedOf(target, panel, stretch, options.source));
  const body = { from: String(stretch.from), to: String(stretch.to), queries };
  // 207 where some of them failed.
  const answer = await client.call("POST", "/api/ds/query", [200, 207, 400, 404, 500, 502, 503, 504], body);
  const results = answered.safeParse(answer.body);
  return asked.map(({ refId }) => {
    const result = results.success ? results.data.results[refId] : undefined;
    const error = result ? (result.error ?? null) : `status ${answer.status}: ${messageOf(answer.body)}`;
    const rows = error === null && result ? countRows(result.frames ?? []) : null;
    return { panel: panel.title, refId, rows, error };
  });
};

/** What Grafana Live pushes is in no database. */
const isAsked = ({ channel }: BoardTarget): boolean => channel === undefined;

const frame = z.looseObject({
  schema: z.looseObject({ fields: z.array(z.looseObject({ type: z.string().optional() })) }).optional(),
  data: z.looseObject({ values: z.array(z.array(z.unknown())) }).optional(),
});
const answered = z.looseObject({
  results: z.record(
    z.string(),
    z.looseObject({ error: z.string().optional(), frames: z.array(frame).nullish() }),
  ),
});

/** Rows with a value beside the time: a row of nothing is no answer. */
const countRows = (frames: readonly z.infer<typeof frame>[]): number =>
  frames.reduce((sum, { schema, data }) => {
    const columns = (data?.values ?? []).filter((_, index) => schema?.fields[index]?.type !== "time");
    const length = Math.max(0, ...columns.map(column => column.length));
    const isFilled = (row: number) => columns.some(column => (column[row] ?? null) !== null);
    return sum + Array.from({ length }, (_, row) => row).filter(isFilled).length;
  }, 0);
