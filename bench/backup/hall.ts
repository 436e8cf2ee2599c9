import { createCipheriv, createHash } from "node:crypto";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Commit } from "../../gateway/ports/record.ts";
import { ReportArchive } from "../../gateway/reports/archive.ts";
import { type RenderedReport, renderReport } from "../../gateway/reports/render.ts";
import { sampleReport } from "../../gateway/reports/testing/sample-report.ts";
import { sqliteRecord } from "../../gateway/stores/sqlite/record.ts";
import { lightOn, transition } from "../../gateway/stores/testing/sample-alerts.ts";
import { mailed, messageOf } from "../../gateway/stores/testing/sample-messages.ts";
import type { Alert } from "../../rules/alert/alert.ts";
import { changeOf } from "../../rules/alert/fold.ts";
import { after, instant, seconds } from "../../rules/time/instant.ts";
import { DAY, type Load, START } from "../history/made.ts";
import { inParquet } from "../history/parquet.ts";

/** Alerts whose commits are under way at once: they share a few transactions. */
const TOGETHER = 500;
/** As large as the console makes a picture of a phone's. */
const PICTURE_BYTES = 300_000;

/** A closed alert's life in the record: found, told by mail, seen, over, closed. @param span  ms over which all of them are spread */
const lifeOf = (n: number, of: number, span: number): readonly Commit[] => {
  const openedAt = instant(START + Math.floor((n / of) * span));
  const found = lightOn(`hall.light-on.L${n % 300}.${n}`, {
    target: `L${n % 300}`,
    openedAt,
    changedAt: openedAt,
  });
  const by = ["王芳", "李伟", "赵敏"][n % 3] ?? "";
  const seenAt = after(openedAt, seconds(90));
  const seen: Alert = { ...found, changedAt: seenAt, acknowledgement: { by, note: "已处理", at: seenAt } };
  const closedAt = after(seenAt, seconds(300));
  const closed: Alert = { ...seen, changedAt: closedAt, condition: "clear", clearedAt: closedAt, closedAt };
  const message = { ...messageOf([found.id], "F1", openedAt), key: `${found.id}:1:found:F1` };
  return [
    { ...transition("raised", found, { change: found }), messages: [message] },
    transition("acknowledged", seen, { by, note: "已处理", change: changeOf(found, seen) }),
    transition("closed", closed, { change: changeOf(seen, closed) }),
  ];
};

/** Writes closed alerts with their events and messages, each message delivered, as the gateway does: through the record's thread. */
export const writeAlerts = async (
  directory: string,
  { from = 0, count, span }: { readonly from?: number; readonly count: number; readonly span: number },
): Promise<void> => {
  const record = sqliteRecord({ directory });
  await record.start();
  for (let n = from; n < from + count; n += TOGETHER) {
    const numbers = Array.from({ length: Math.min(TOGETHER, from + count - n) }, (_, m) => n + m);
    const commits = numbers.flatMap(number => lifeOf(number, from + count, span));
    await Promise.all(commits.map(commit => record.commit(commit)));
    const messages = commits.flatMap(commit => commit.messages);
    await record.delivered(messages.map(message => mailed(message, "sent")));
  }
  await record.stop();
};

/** Writes cold days with their roll-ups, as the gateway folds them. */
export const writeColdDays = async (directory: string, load: Load): Promise<void> => {
  const aside = `${directory}-cold`;
  const [[, days]] = (await inParquet(aside, load)) as [Awaited<ReturnType<typeof inParquet>>[0]];
  for (let day = 0; day < load.days; day += 1) await days.add(day);
  await days.close();
  renameSync(join(aside, "parquet", "history"), join(directory, "history"));
  rmSync(aside, { recursive: true });
};

/**
 * Archives versions of daily reports, nine files each. Documents are drawn once and are of the same length in all
 * versions, which is what matters here.
 */
export const writeReports = async (directory: string, versions: number): Promise<void> => {
  let drawn: Promise<readonly RenderedReport[]> | null = null;
  const archive = new ReportArchive(join(directory, "reports"), draft => {
    drawn ??= renderReport(draft);
    return drawn;
  });
  for (let n = 0; n < versions; n += 1) {
    const first = new Date(START + n * DAY + DAY / 2).toISOString().slice(0, 10);
    const name = `${first.replaceAll("-", "")}设施运行日报`;
    const report = sampleReport({ id: `daily-facility/${first}`, name: { zh: name, en: name } });
    await archive.keep({ plan: "daily-facility", first, name }, { report, version: 1, why: "" });
  }
};

/** Pictures that no program makes smaller, each another. */
export const writePictures = (directory: string, count: number): void => {
  const photos = join(directory, "photos");
  mkdirSync(photos);
  for (let n = 0; n < count; n += 1) {
    const key = createHash("sha256").update(`picture ${n}`).digest();
    const cipher = createCipheriv("aes-256-ctr", key, Buffer.alloc(16));
    const bytes = cipher.update(Buffer.alloc(PICTURE_BYTES));
    writeFileSync(join(photos, `${createHash("sha256").update(bytes).digest("hex")}.jpg`), bytes);
  }
};
