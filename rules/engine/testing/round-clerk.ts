import type { Transition } from "../../alert/alert.ts";
import {
  type Affair,
  type Clerk,
  type ClerkFactory,
  type Cue,
  type Done,
  type Entry,
  type Hall,
  NOTHING_DONE,
  type Paper,
  type PaperKind,
  type RoutineRefusal,
} from "../../routine/clerk.ts";
import type { RoutineCommand } from "../../routine/command.ts";
import type { Words } from "../../site/model.ts";
import { after, hours, type Instant, type Millis, minutes } from "../../time/instant.ts";

type Round = {
  readonly dueAt: Instant;
  readonly isLate: boolean;
  readonly isVeryLate: boolean;
  /** How often a door was heard, and fell silent. */
  readonly heard: number;
  readonly silent: number;
};

/**
 * A small clerk with a real one's ways: a round through the hall is due half an hour after it opens, counts what doors say
 * meanwhile, is late and after an hour very late, and ends when somebody answers it. A cue asks for another one. What is
 * answered as a fault parks the thing that the note names; `not-applicable` brings it back.
 */
export const roundClerk: ClerkFactory = ({ site }) => {
  const doors = new Set(
    site.equipment
      .filter(({ kind }) => kind === "door")
      .flatMap(({ points }) => Object.values(points).map(({ index }) => index)),
  );
  return new RoundClerk(doors);
};

/** A clerk that says that its moment has come, whatever happens. */
export const restlessClerk: ClerkFactory = () => ({
  kinds: [],
  listensTo: () => false,
  dueAt: () => 0,
  wake: () => NOTHING_DONE,
  heard: () => NOTHING_DONE,
  told: () => NOTHING_DONE,
  cued: () => NOTHING_DONE,
  obey: () => undefined,
  affairs: () => [],
  papers: () => [],
  restore: () => undefined,
  move: () => NOTHING_DONE,
});

class RoundClerk implements Clerk {
  readonly kinds: readonly PaperKind[] = ["task"];
  readonly #doors: ReadonlySet<number>;
  readonly #papers = new Map<string, Paper>();

  constructor(doors: ReadonlySet<number>) {
    this.#doors = doors;
  }

  listensTo(point: number): boolean {
    return this.#doors.has(point);
  }

  dueAt(): number {
    return Math.min(Number.POSITIVE_INFINITY, ...this.papers().map(paper => nextOf(roundOf(paper))));
  }

  wake(hall: Hall): Done {
    const { now, span } = hall;
    const id = `round/${span.businessDay}`;
    const isDone = this.#papers.get(`last/${span.businessDay}`) !== undefined;
    const isOpening = span.phase === "open" && !this.#papers.has(id) && !isDone;
    const opened = isOpening ? [this.#open(hall, id, after(span.since, minutes(30)))] : [];
    const late = this.papers().flatMap(paper => {
      const round = roundOf(paper);
      if (nextOf(round) > now) return [];
      const turned = round.isLate ? { ...round, isVeryLate: true } : { ...round, isLate: true };
      const done = this.#put({ ...paper, value: turned });
      return [doneWith(done, entry(done, round.isLate ? "very-late" : "late", now, null))];
    });
    return together([...opened, ...late]);
  }

  heard({ now }: Hall, _point: number, _at: Instant, value: number | null): Done {
    return together(
      this.#rounds().map(paper => {
        const round = roundOf(paper);
        const counted =
          value === null ? { ...round, silent: round.silent + 1 } : { ...round, heard: round.heard + 1 };
        const put = this.#put({ ...paper, value: counted });
        return doneWith(put, entry(put, value === null ? "silent" : "heard", now, null));
      }),
    );
  }

  told({ now }: Hall, transitions: readonly Transition[]): Done {
    const entries = transitions.map(({ event, alert }) => ({
      ...entry({ kind: "task", id: "trail" }, "told", now, null),
      detail: `${event.is} ${alert.fact}/${alert.target}`,
    }));
    return { ...NOTHING_DONE, entries };
  }

  cued(hall: Hall, { fact, target, isOn }: Cue): Done {
    const id = `${fact}/${target}`;
    if (!isOn || this.#papers.has(id)) return NOTHING_DONE;
    return this.#open(hall, id, after(hall.now, minutes(30)));
  }

  obey({ now, span }: Hall, command: RoutineCommand): Done | RoutineRefusal | undefined {
    if (command.is !== "answer") return undefined;
    const paper = this.#papers.get(command.task);
    if (!paper) {
      const done = doneWith(null, entry({ kind: "task", id: command.task }, "refused", now, command.by));
      return { is: "refused", why: `there is no ${command.task}`, done };
    }
    this.#papers.delete(paper.id);
    const ended = { ...paper, isOpen: false };
    // The day's round is not asked for again on its day: the mark of that is a paper too.
    const mark: Paper = { ...paper, id: `last/${span.businessDay}`, value: null };
    if (paper.id.startsWith("round/")) this.#papers.set(mark.id, mark);
    const service = {
      target: command.note,
      outOfService: {
        order: paper.id,
        by: command.by,
        compensation: "none",
        at: now,
        until: after(now, hours(24)),
      },
    };
    const isFault = command.outcome === "fault";
    const back = command.outcome === "not-applicable" ? [{ target: command.note, outOfService: null }] : [];
    return {
      ...doneWith(ended, entry(paper, "answered", now, command.by)),
      papers: paper.id.startsWith("round/") ? [ended, mark] : [ended],
      services: isFault ? [service] : back,
    };
  }

  affairs(): readonly Affair[] {
    return this.papers()
      .filter(paper => roundOf(paper).isLate)
      .map(paper => affairOf(paper, roundOf(paper)));
  }

  papers(): readonly Paper[] {
    return [...this.#papers.values()];
  }

  restore(papers: readonly Paper[]): void {
    for (const paper of papers) this.#put(paper);
  }

  move({ now }: Hall, by: Millis): Done {
    return together(
      this.#rounds().flatMap(paper => {
        const round = roundOf(paper);
        const moved = this.#put({ ...paper, value: { ...round, dueAt: after(round.dueAt, by) } });
        return [doneWith(moved, entry(moved, "moved", now, null))];
      }),
    );
  }

  #open({ now, span }: Hall, id: string, dueAt: Instant): Done {
    const value: Round = { dueAt, isLate: false, isVeryLate: false, heard: 0, silent: 0 };
    const paper = this.#put({ kind: "task", id, day: span.businessDay, at: now, isOpen: true, value });
    const reminder = {
      key: `opened/${id}`,
      paper: `task:${id}`,
      role: "guard",
      title: words("round"),
      target: "hall",
      targetName: words("hall"),
      zone: "",
      steps: [words("walk")],
    } as const;
    return { ...doneWith(paper, entry(paper, "opened", now, null)), reminders: [reminder] };
  }

  #rounds(): readonly Paper[] {
    return this.papers().filter(({ value }) => value !== null);
  }

  #put(paper: Paper): Paper {
    this.#papers.set(paper.id, paper);
    return paper;
  }
}

const roundOf = (paper: Paper): Round => (paper.value as Round | null) ?? NO_ROUND;
const NO_ROUND: Round = {
  dueAt: Number.POSITIVE_INFINITY as Instant,
  isLate: false,
  isVeryLate: true,
  heard: 0,
  silent: 0,
};

const nextOf = ({ dueAt, isLate, isVeryLate }: Round): number =>
  isVeryLate ? Number.POSITIVE_INFINITY : isLate ? after(dueAt, minutes(30)) : dueAt;

const words = (text: string): Words => ({ zh: text, en: text });

const affairOf = ({ id }: Paper, { dueAt, isVeryLate }: Round): Affair => ({
  key: `late/${id}`,
  fact: "late-round",
  target: "hall",
  targetName: words("hall"),
  zone: "",
  since: dueAt,
  finding: {
    rule: "late-round",
    clauses: ["T-1"],
    title: words(isVeryLate ? "very late" : "late"),
    level: "violation",
    priority: isVeryLate ? 2 : 3,
    class: "housekeeping",
    steps: [],
    tell: isVeryLate ? ["hall-director"] : ["duty-manager"],
    escalate: null,
  },
  evidence: [],
});

const entry = (
  { kind, id }: Pick<Paper, "kind" | "id">,
  what: string,
  at: Instant,
  by: string | null,
): Entry => ({ is: "entry", kind, paper: id, what, at, by, detail: null });

const doneWith = (paper: Paper | null, own: Entry): Done => ({
  ...NOTHING_DONE,
  entries: [own],
  papers: paper ? [paper] : [],
});

const together = (all: readonly Done[]): Done => ({
  entries: all.flatMap(({ entries }) => entries),
  papers: all.flatMap(({ papers }) => papers),
  reminders: all.flatMap(({ reminders }) => reminders),
  services: all.flatMap(({ services }) => services),
  tickets: all.flatMap(({ tickets }) => tickets),
});
