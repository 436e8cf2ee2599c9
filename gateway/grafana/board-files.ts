import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { Fault } from "#gateway/ports/fault.ts";

/** The language that boards ask their database in, and so the folder of the generated ones. */
export type BoardVariant = "influxql" | "promql";

const target = z.looseObject({
  refId: z.string(),
  /** What only Grafana Live answers has a channel. */
  channel: z.string().optional(),
  datasource: z.looseObject({ type: z.string().optional(), uid: z.string().optional() }).optional(),
});
const board = z.looseObject({
  uid: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/),
  title: z.string(),
  tags: z.array(z.string()),
  timezone: z.string().optional(),
  time: z.object({ from: z.string(), to: z.string() }),
  templating: z.looseObject({ list: z.array(z.looseObject({ name: z.string(), type: z.string() })) }),
  panels: z.array(
    z.looseObject({
      id: z.int().positive(),
      title: z.string(),
      interval: z.string().nullable().optional(),
      targets: z.array(target).default([]),
    }),
  ),
});

/** A board as Grafana takes it, with its content's hash among its tags. */
export type Board = z.infer<typeof board> & { readonly hash: string };
export type BoardPanel = Board["panels"][number];
export type BoardTarget = BoardPanel["targets"][number];

/** What a hall's boards have of their own. */
export type BoardChange = {
  /** IANA time zone of the hall. */
  readonly timeZone?: string;
  /** Address of the console, without a closing slash. */
  readonly console?: string;
};

/** The tag that tells a board's content: what Grafana has with the same one is not written again. */
export const contentTag = (hash: string): string => `content-${hash}`;

/**
 * The boards of a folder, by title.
 *
 * @throws {Fault} `BOARDS_UNREADABLE` when there are none, or a file is no board; names the file
 */
export const boardFiles = async (folder: string, change: BoardChange = {}): Promise<readonly Board[]> => {
  const names = (await readdir(folder).catch(() => [])).filter(name => name.endsWith(".json")).sort();
  if (names.length === 0) throw unreadable(folder, "there are no boards in this folder");
  return Promise.all(
    names.map(async name => {
      const file = join(folder, name);
      const read = board.safeParse(parsed(await readFile(file, "utf8")));
      if (!read.success) throw unreadable(file, `it is no board: ${z.prettifyError(read.error)}`);
      return marked(changed(read.data, change));
    }),
  );
};

const changed = (plain: z.infer<typeof board>, { timeZone, console }: BoardChange): typeof plain => ({
  ...plain,
  ...(timeZone !== undefined && { timezone: timeZone }),
  templating: {
    ...plain.templating,
    list: plain.templating.list.map(variable =>
      variable.name === "console" && console !== undefined ? { ...variable, query: console } : variable,
    ),
  },
});

/** Its hash is of everything that we say of it, so that it changes when, and only when, there is something to write. */
const marked = (plain: z.infer<typeof board>): Board => {
  const hash = createHash("sha256").update(JSON.stringify(plain)).digest("hex").slice(0, 12);
  return { ...plain, tags: [...plain.tags, contentTag(hash)], hash };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

const unreadable = (where: string, why: string): Fault =>
  new Fault("BOARDS_UNREADABLE", `boards (${where}): ${why}`, { retry: false });
