import { afterEach, beforeEach, expect, test } from "vitest";
import { reportPaper } from "#rules/filing/owed.ts";
import type { FiledReport } from "#rules/filing/report.ts";
import type { FacilityReport } from "#rules/report/facility-report.ts";
import type { ReportCommand } from "#rules/routine/command.ts";
import { type Instant, instant } from "#rules/time/instant.ts";
import { silent } from "../ports/log.ts";
import { ReportArchive } from "../reports/archive.ts";
import { draftHash } from "../reports/draft.ts";
import { documentsHash } from "../reports/sums.ts";
import { plainRender } from "../reports/testing/plain-render.ts";
import { sampleReport } from "../reports/testing/sample-report.ts";
import { temporary } from "../stores/testing/temporary.ts";
import { OpenPapers } from "./open-papers.ts";
import { placeOf, ReportMaker } from "./report-maker.ts";
import { handClock } from "./testing/hand-clock.ts";

const at = (time: string): Instant => instant(Date.parse(`2025-07-${time}+08:00`));

/** Monday's report, as the clerk keeps it. */
const monday: FiledReport = {
  is: "report",
  id: "daily-facility/2025-07-21",
  plan: "daily-facility",
  cycle: "daily",
  subject: "facility",
  name: sampleReport().name,
  first: "2025-07-21",
  last: "2025-07-21",
  from: at("21T00:00"),
  to: at("22T00:00"),
  measuredFrom: at("21T00:00"),
  draftAt: at("22T00:30"),
  warnAt: at("22T08:30"),
  dueAt: at("22T09:00"),
  reading: null,
  owner: "hall-director",
  reviewer: null,
  receivers: ["superior"],
  isExternal: false,
  versions: [],
  lateData: null,
  remindedAt: null,
  missedAt: null,
  cause: null,
};

let remove: () => void;
let archive: ReportArchive;
beforeEach(() => {
  const { directory, remove: away } = temporary();
  remove = away;
  archive = new ReportArchive(directory, plainRender);
});
afterEach(() => remove());

/** A maker whose hall may refuse to note what it says, as one that is killed before it could. */
const make = (now: Instant, { isDeaf = false, isBlind = false } = {}) => {
  const clock = handClock(now);
  const papers = new OpenPapers([reportPaper(monday)]);
  const said: ReportCommand[] = [];
  const made: Instant[] = [];
  const maker = new ReportMaker({
    papers,
    archive,
    clock,
    log: silent,
    contents: async (report, moment): Promise<FacilityReport> => {
      if (isBlind) throw new Error("the ledger cannot be read");
      made.push(moment);
      return sampleReport({ id: report.id, madeAt: moment, charts: [] });
    },
    loop: {
      command: async command => {
        if (isDeaf) throw new Error("the process ends here");
        said.push(command as ReportCommand);
        return {} as never;
      },
    },
  });
  return { maker, clock, said, made };
};

const run = async (hall: ReturnType<typeof make>): Promise<void> => {
  await hall.maker.start();
  await new Promise(go => setImmediate(go));
  await hall.maker.stop();
};

test("what was archived when the process ended is said as it is at the next start, not drawn up anew", async () => {
  const first = make(at("22T00:30"), { isDeaf: true });
  await run(first);
  expect([first.made.length, first.said.length]).toEqual([1, 0]);
  expect(first.maker.problems()).toEqual([
    "report daily-facility/2025-07-21 could not be drawn up: the process ends here",
  ]);
  const kept = await archive.draft(placeOf(monday), 1);
  if (!kept) throw new Error("nothing was archived");

  const second = make(at("22T06:00"));
  await run(second);
  expect(second.made).toEqual([]);
  expect(second.said).toEqual([
    {
      is: "report-drafted",
      by: "hallwatch",
      at: at("22T06:00"),
      report: monday.id,
      version: 1,
      sha256: draftHash(kept),
      documents: documentsHash(await archive.files(placeOf(monday), 1)),
      completeness: kept.report.completeness,
      why: "",
      upTo: at("22T00:30"),
    },
  ]);
  expect(await archive.draft(placeOf(monday), 2)).toBeNull();
});

test("nothing is drawn up before its time, and what fails is told and tried again", async () => {
  const early = make(at("22T00:29"));
  await run(early);
  expect([early.made, early.said]).toEqual([[], []]);
  const blind = make(at("22T00:31"), { isBlind: true });
  await run(blind);
  expect(blind.maker.problems()).toEqual([
    "report daily-facility/2025-07-21 could not be drawn up: the ledger cannot be read",
  ]);
  expect(await archive.draft(placeOf(monday), 1)).toBeNull();
});
