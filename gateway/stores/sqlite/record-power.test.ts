import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { canTrace, crashImage, type Step, traced } from "../testing/crash-images.ts";
import { seeded } from "../testing/killed-child.ts";
import { temporary } from "../testing/temporary.ts";
import { openLedger } from "./ledger.ts";

const IMAGES = 60;

/** What became of the record on a disk as the power cut left it. */
const outcome = (directory: string, acknowledged: number): "whole" | "lost" | "broken" => {
  try {
    const ledger = openLedger(directory);
    const notes = ledger.events("a").map(event => Number.parseInt(event.note ?? "", 10));
    const { done, value } = ledger.verify({ anchors: [], wrong: [] }).next();
    const told = ledger.outbox().map(({ message }) => message.key);
    const issued = ledger.certificates({ limit: 1_000 }).map(({ certificate }) => certificate.id);
    ledger.close();
    if (!done || value.wrong.length > 0 || notes.some((note, n) => note !== n + 1)) return "broken";
    if (`${told}` !== `${notes.map(note => `message ${note}`)}`) return "broken"; // A transition without its message.
    if (issued.length !== notes.length) return "broken"; // Or without its certificate.
    return notes.length >= acknowledged ? "whole" : "lost";
  } catch {
    return "broken"; // SQLite itself refuses the image.
  }
};

describe.skipIf(!canTrace())("a power cut in the middle of writing (skipped where strace cannot run)", () => {
  const place = temporary();
  const written = join(place.directory, "written");
  const program = new URL("../testing/commit-some.ts", import.meta.url);
  let steps: readonly Step[] = [];
  beforeAll(() => {
    steps = traced(program, written, ["60"]);
  });
  afterAll(place.remove);

  const outcomes = (heedsSync: boolean) => {
    const random = seeded(2_025);
    return Array.from({ length: IMAGES }, (_, image) => {
      const count = random(steps.length);
      const directory = join(place.directory, `${heedsSync}-${image}`);
      crashImage(steps, count, directory, random, heedsSync);
      const said = steps.slice(0, count).flatMap(step => (step.is === "said" ? [Number(step.text)] : []));
      return outcome(directory, said.at(-1) ?? 0);
    });
  };

  it("loses no acknowledged transition and breaks nothing, whatever of the unsynced writes the disk has kept", () => {
    expect(outcomes(true).filter(one => one !== "whole")).toEqual([]);
  });

  it("would be noticed here if commits were not synced: a disk that does not heed a sync loses some", () => {
    expect(outcomes(false).filter(one => one !== "whole").length).toBeGreaterThan(IMAGES / 4);
  });
});
