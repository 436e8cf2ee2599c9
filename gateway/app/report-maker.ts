import { draftAsked } from "#rules/filing/commands.ts";
import { type FiledReport, reportOf } from "#rules/filing/report.ts";
import type { FacilityReport } from "#rules/report/facility-report.ts";
import type { Paper } from "#rules/routine/clerk.ts";
import type { VersionWhy } from "#rules/routine/command.ts";
import { type Instant, seconds } from "#rules/time/instant.ts";
import type { Clock, Timer } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { ReportArchive, ReportPlace } from "../reports/archive.ts";
import { draftHash, type ReportDraft } from "../reports/draft.ts";
import { documentsHash } from "../reports/sums.ts";
import type { Loop } from "./loop.ts";
import type { OpenPapers } from "./open-papers.ts";

export type ReportMakerParts = {
  readonly loop: Pick<Loop, "command">;
  /** As they are recorded. */
  readonly papers: OpenPapers;
  readonly archive: ReportArchive;
  /** What a report says, as far as it is known at a moment. */
  readonly contents: (report: FiledReport, at: Instant) => Promise<FacilityReport>;
  readonly clock: Clock;
  readonly log: Log;
};

/** Who draws reports up, where others have a person. */
const GATEWAY = "hallwatch";
/** How often it looks, in the hall's time, whether the time of a report is over. */
const LOOKS_EVERY = seconds(30);

/** Where a report is archived. */
export const placeOf = ({ plan, first, name }: FiledReport): ReportPlace => ({ plan, first, name: name.zh });

/**
 * Draws reports up when their time has come: collects what they say, archives it with all documents, and then says so. A
 * stop anywhere in between leaves the same version to be finished: what is archived is never drawn up anew.
 */
export class ReportMaker {
  readonly #parts: ReportMakerParts;
  #timer: Timer | null = null;
  #work: Promise<void> = Promise.resolve();
  #isWaiting = false;
  #isStopping = false;
  /** Why a report could not be drawn up, by its id. */
  readonly #troubles = new Map<string, string>();

  constructor(parts: ReportMakerParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#timer = this.#parts.clock.every(LOOKS_EVERY, () => this.#poke());
    this.#poke();
  }

  /** Papers that have become durable. */
  told(papers: readonly Paper[]): void {
    if (papers.some(({ kind }) => kind === "report")) this.#poke();
  }

  /** Sentences about reports that could not be drawn up. */
  problems(): readonly string[] {
    return [...this.#troubles].map(([id, why]) => `report ${id} could not be drawn up: ${why}`);
  }

  /** Resolves when what is being drawn up is said. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#timer?.stop();
    await this.#work;
  }

  #poke(): void {
    if (this.#isWaiting || this.#isStopping || this.#timer === null) return;
    this.#isWaiting = true;
    this.#work = this.#work.then(() => {
      this.#isWaiting = false;
      return this.#all();
    });
  }

  async #all(): Promise<void> {
    const reports = this.#parts.papers.of("report").flatMap(paper => reportOf(paper) ?? []);
    for (const report of reports) {
      const asked = draftAsked(report, this.#parts.clock.now());
      if (asked === null) this.#troubles.delete(report.id);
      if (asked === null || this.#isStopping) continue;
      try {
        await this.#draw(report, asked.why);
        this.#troubles.delete(report.id);
      } catch (error) {
        // It is tried again at the next look; the others are not kept waiting.
        if (!this.#troubles.has(report.id))
          this.#parts.log.error({ err: error, report: report.id }, "report could not be drawn up");
        this.#troubles.set(report.id, error instanceof Error ? error.message : String(error));
      }
    }
    for (const id of this.#troubles.keys())
      if (!reports.some(report => report.id === id)) this.#troubles.delete(id);
  }

  async #draw(report: FiledReport, why: VersionWhy): Promise<void> {
    const { archive, clock, contents, loop, log } = this.#parts;
    const version = report.versions.length + 1;
    const place = placeOf(report);
    const begun = clock.now();
    const draft: ReportDraft = (await archive.draft(place, version)) ?? {
      report: await contents(report, begun),
      version,
      why,
    };
    const files = await archive.keep(place, draft);
    const { refused } = await loop.command({
      is: "report-drafted",
      by: GATEWAY,
      at: clock.now(),
      report: report.id,
      version,
      sha256: draftHash(draft),
      documents: documentsHash(files),
      completeness: draft.report.completeness ?? 0,
      why: draft.why,
      upTo: draft.report.madeAt,
    });
    if (refused !== undefined) throw new Error(refused);
    log.info({ report: report.id, version, completeness: draft.report.completeness }, "report drawn up");
  }
}
