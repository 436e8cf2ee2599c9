import { link, mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { Fault } from "../ports/fault.ts";
import { draftText, type ReportDraft } from "./draft.ts";
import { type ReportForm, renderReport } from "./render.ts";
import { parseSums, SUMS, type Sums, sha256Of, sumsText } from "./sums.ts";

/** Which report it is: its plan, the first date of its time, its name. */
export type ReportPlace = { readonly plan: string; readonly first: string; readonly name: string };

/** One file of a version. */
export type ReportFile = {
  readonly name: string;
  readonly kind: ReportForm | "json";
  readonly bytes: number;
  readonly sha256: string;
};

const KINDS: readonly string[] = ["json", "html", "pdf", "xlsx", "csv"];

/** Between a name that is one of ours and anything else that somebody asks for. */
const isName = (name: string): boolean =>
  !/[/\\\0]/.test(name) && !name.startsWith(".") && name.length <= 200;

/**
 * Reports as they were drawn up, by class and year: `daily-facility/2025/20250721设施运行日报-v1.zh.pdf`. Files are written
 * once and never again; their checksums stand beside them.
 */
export class ReportArchive {
  readonly #root: string;
  readonly #render: typeof renderReport;

  /**
   * @param directory  made when the first report comes
   * @param render     makes the documents of a version
   */
  constructor(directory: string, render = renderReport) {
    this.#root = directory;
    this.#render = render;
  }

  /** What a version says, as it was drawn up; null: there is none. */
  async draft(place: ReportPlace, version: number): Promise<ReportDraft | null> {
    const bytes = await this.read(place, `${stem(place, version)}.json`);
    return bytes && (JSON.parse(bytes.toString("utf8")) as ReportDraft);
  }

  /**
   * Keeps a version with all its documents; durable when it resolves. What is there already stays as it is, so that doing
   * it again after a stop in the middle does the rest.
   *
   * @returns its files
   */
  async keep(place: ReportPlace, draft: ReportDraft): Promise<readonly ReportFile[]> {
    const directory = this.#directory(place);
    await mkdir(directory, { recursive: true, mode: 0o750 });
    const name = stem(place, draft.version);
    // What it says comes first: documents can be drawn from it again.
    await writeOnce(directory, `${name}.json`, Buffer.from(draftText(draft)));
    for (const { form, lang, bytes } of await this.#render(draft))
      await writeOnce(directory, `${name}.${lang}.${form}`, bytes);
    const files = await this.#found(place, draft.version);
    await this.#note(directory, files);
    await syncDirectory(directory);
    return files;
  }

  /** Files of a version, in the order of their names; none: it is not there. */
  async files(place: ReportPlace, version: number): Promise<readonly ReportFile[]> {
    return this.#found(place, version);
  }

  /**
   * A file as it was written; null: there is none.
   *
   * @throws {Fault} `REPORT_CHANGED` when it is not as it was written: such a file is shown to nobody
   */
  async read(place: ReportPlace, name: string): Promise<Buffer | null> {
    if (!isName(name)) return null;
    const directory = this.#directory(place);
    const bytes = await orNull(readFile(join(directory, name)));
    const sum = bytes && (await sumsIn(directory)).get(name);
    if (bytes && sum && sha256Of(bytes) !== sum)
      throw new Fault("REPORT_CHANGED", `${join(directory, name)}: it is not as it was written`, {
        retry: false,
      });
    return bytes;
  }

  #directory({ plan, first }: ReportPlace): string {
    return join(this.#root, plan.replaceAll(/[^\w-]/g, "_"), first.slice(0, 4));
  }

  async #found(place: ReportPlace, version: number): Promise<readonly ReportFile[]> {
    const directory = this.#directory(place);
    const names = (await orNull(readdir(directory))) ?? [];
    const own = names.filter(name => name.startsWith(`${stem(place, version)}.`) && kindOf(name) !== null);
    return Promise.all(
      own.toSorted().map(async name => {
        const bytes = await readFile(join(directory, name));
        return { name, kind: kindOf(name) ?? "json", bytes: bytes.length, sha256: sha256Of(bytes) };
      }),
    );
  }

  /** A checksum that stands there already is never changed. */
  async #note(directory: string, files: readonly ReportFile[]): Promise<void> {
    const known = await sumsIn(directory);
    const sums = new Map([...files.map(({ name, sha256 }) => [name, sha256] as const), ...known]);
    const path = join(directory, SUMS);
    await writeFile(`${path}.new`, Buffer.from(sumsText(sums)), 0o640);
    await rename(`${path}.new`, path);
  }
}

/** The checksums that stand in a directory; none where there are none. */
export const sumsIn = async (directory: string): Promise<Sums> =>
  parseSums((await orNull(readFile(join(directory, SUMS), "utf8"))) ?? "");

/** `20250721设施运行日报-v1` */
const stem = ({ name }: ReportPlace, version: number): string =>
  `${name.replaceAll(/[/\\:*?"<>|\0]/g, "_")}-v${version}`;

const kindOf = (name: string): ReportFile["kind"] | null => {
  const ending = name.slice(name.lastIndexOf(".") + 1);
  return KINDS.includes(ending) ? (ending as ReportFile["kind"]) : null;
};

/** A file that is there already stays as it is: linking never replaces one. */
const writeOnce = async (directory: string, name: string, bytes: Buffer): Promise<void> => {
  const path = join(directory, name);
  await writeFile(`${path}.new`, bytes, 0o444);
  try {
    await link(`${path}.new`, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  await rm(`${path}.new`);
};

const writeFile = async (path: string, bytes: Buffer, mode: number): Promise<void> => {
  // What a stop left behind may be read-only.
  await rm(path, { force: true });
  const file = await open(path, "wx", mode);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
};

const syncDirectory = async (directory: string): Promise<void> => {
  if (process.platform === "win32") return;
  const folder = await open(directory, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
};

const orNull = async <T>(found: Promise<T>): Promise<T | null> => {
  try {
    return await found;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
};
