import { join } from "node:path";
import { firstReleased, reportOf } from "#rules/filing/report.ts";
import type { Message } from "#rules/notice/message.ts";
import type { Paper } from "#rules/routine/clerk.ts";
import { minutes } from "#rules/time/instant.ts";
import type { Attachment } from "../notify/sender.ts";
import type { Clock, Timer } from "../ports/clock.ts";
import type { History } from "../ports/history.ts";
import type { Log } from "../ports/log.ts";
import { ReportArchive } from "../reports/archive.ts";
import type { Loop } from "./loop.ts";
import { type ReportFactsParts, reportContents } from "./report-facts.ts";
import { ReportMaker } from "./report-maker.ts";
import { reportAttachments } from "./report-post.ts";
import { reportSamples } from "./report-samples.ts";

export type ReportsParts = ReportFactsParts & {
  readonly loop: Pick<Loop, "command">;
  /** Where what became of reports is told to dashboards. */
  readonly history: Pick<History, "annotate">;
  /** The data directory. */
  readonly directory: string;
  readonly clock: Clock;
  readonly log: Log;
};

/** The reports of a hall: made when their time has come, archived, told, and sent with what is released. */
export class Reports {
  readonly archive: ReportArchive;
  readonly contents: ReturnType<typeof reportContents>;
  readonly #parts: ReportsParts;
  readonly #maker: ReportMaker;
  #timer: Timer | null = null;

  constructor(parts: ReportsParts) {
    this.#parts = parts;
    this.archive = new ReportArchive(join(parts.directory, "reports"));
    this.contents = reportContents(parts);
    this.#maker = new ReportMaker({ ...parts, archive: this.archive, contents: this.contents });
  }

  async start(): Promise<void> {
    this.#maker.start();
    this.#timer = this.#parts.clock.every(minutes(5), () => this.#annotate(this.#waiting()));
  }

  /** Resolves when what is being drawn up is said. */
  stop(): Promise<void> {
    this.#timer?.stop();
    return this.#maker.stop();
  }

  /** Papers that have become durable. */
  told(papers: readonly Paper[]): void {
    this.#maker.told(papers);
    this.#annotate(papers);
  }

  problems(): readonly string[] {
    return this.#maker.problems();
  }

  /** Documents that go with a message. */
  attachmentsOf(message: Message): Promise<readonly Attachment[]> {
    return reportAttachments({ ...this.#parts, archive: this.archive })(message);
  }

  /** Those that nobody has released: they become late by time alone. */
  #waiting(): readonly Paper[] {
    return this.#parts.papers.of("report").filter(paper => {
      const report = reportOf(paper);
      return report !== null && firstReleased(report) === null;
    });
  }

  #annotate(papers: readonly Paper[]): void {
    const { clock, history, engine } = this.#parts;
    const samples = reportSamples(engine.current.hall.site, papers, clock.now());
    if (samples.length > 0) history.annotate(samples);
  }
}
