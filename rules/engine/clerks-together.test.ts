import fc from "fast-check";
import { expect, test } from "vitest";
import type { Paper } from "../routine/clerk.ts";
import type { RoutineCommand } from "../routine/command.ts";
import type { Task } from "../routine/task.ts";
import type { Ticket } from "../ticket/ticket.ts";
import { after, hours, type Instant, instant, minutes } from "../time/instant.ts";
import { Engine } from "./engine.ts";
import type { Input, Outcome } from "./input.ts";
import type { EngineState } from "./state.ts";
import { calmly, wholeHall } from "./testing/whole-hall.ts";

// All clerks at once, in the hall that comes with the packs.

const { site, book } = wholeHall();
/** A Monday, before anybody is in. */
const MONDAY = instant(Date.parse("2025-07-14T07:30:00+08:00"));
const PEOPLE = ["M1", "H1", "M1", "G1", "H1", "E1", "M1"];

/** What somebody does in a turn, by three numbers. */
type Turn = readonly [what: number, which: number, who: number];

/** `by`: somebody in particular, who may. */
type Bare = RoutineCommand extends infer C
  ? C extends RoutineCommand
    ? Omit<C, "by" | "at"> & { readonly by?: string }
    : never
  : never;

/** Something that people might do about the papers as they are, sensible or not. */
const commandOf = (papers: readonly Paper[], [what, which, who]: Turn, at: Instant): Input | null => {
  const pick = <T>(list: readonly T[]): T | undefined => list[which % Math.max(1, list.length)];
  const task = pick(papers.filter(({ kind }) => kind === "task"))?.value as Task | undefined;
  const ticket = pick(papers.filter(({ kind }) => kind === "ticket"))?.value as Ticket | undefined;
  const handover = pick(papers.filter(({ kind }) => kind === "handover"))?.id;
  const item = pick(task?.items ?? [])?.id ?? "it";
  const door = pick(site.equipment.filter(({ kind }) => kind === "door"))?.id ?? "";
  const thing = pick(site.equipment)?.id ?? "hall";
  const made: readonly (Bare | null)[] = [
    task
      ? {
          is: "answer",
          task: task.id,
          item,
          ...(which % 2 === 0 ? { evidence: "confirmation" } : { evidence: "scan", scan: "qr" }),
          values: {},
          outcome: which % 3 === 0 ? "fault" : "ok",
          note: "seen",
        }
      : null,
    task ? { is: "sign-task", task: task.id } : null,
    { is: "confirm-item", item: door, note: "looked at it" },
    { is: "sign-closing", scope: which % 2 === 0 ? "final" : "partial" },
    { is: "extend-closing", until: after(at, hours(1)), why: "audit" },
    { is: "approve-extension" },
    { is: "re-enter", why: "forgot a key" },
    { is: "except-item", item: thing, note: "broken" },
    { is: "sign-opening" },
    { is: "open-ticket", kind: "fault", target: thing, description: "broken", isAffecting: which % 2 === 0 },
    ticket
      ? { is: "ticket", ticket: ticket.id, act: { is: "remove", note: "taken", expectedDays: which % 4 } }
      : null,
    ticket ? { is: "ticket", ticket: ticket.id, act: { is: "close", note: "done", cause: "worn" } } : null,
    {
      is: "key",
      key: site.keys?.[0]?.id ?? "K",
      act: which % 2 === 0 ? "lost" : "lock-replaced",
      note: "gone",
      by: "M1",
    },
    handover
      ? { is: "sign-handover", handover, as: pick(["from", "to", "bridge"] as const) ?? "from" }
      : null,
    { is: "hand-over", post: "duty-manager", to: "M2", by: "M1" },
    {
      is: "set-day",
      date: `2025-07-${14 + (which % 5)}`,
      hours: which % 2 === 0 ? [] : null,
      why: "typhoon",
    },
  ];
  const command = made[what % made.length] ?? null;
  return command && ({ by: PEOPLE[who % PEOPLE.length], ...command, at } as Input);
};

const stored = (state: EngineState): EngineState => ({
  ...structuredClone(state),
  papers: JSON.parse(JSON.stringify(state.papers ?? [])) as readonly Paper[],
});

const toldOf = ({ deeds, transitions, messages, papers, refused }: Outcome): unknown => ({
  deeds,
  transitions: transitions.filter(({ alert }) => alert.fact !== "blind"),
  messages,
  papers: [...papers.values()],
  refused,
});

const turns = fc.array(fc.tuple(fc.nat(40), fc.nat(6)), { minLength: 32, maxLength: 32 });

/** Moments of the days to come, at which much falls due in between. */
const moments = (count: number): readonly Instant[] =>
  Array.from({ length: count }, (_, index) => after(MONDAY, minutes(index * 67)));

test("a restart before any step changes nothing of what is kept, raised, told or refused", {
  timeout: 60_000,
}, () => {
  fc.assert(
    fc.property(turns, all => {
      const whole = new Engine(site, book, MONDAY);
      let cut = new Engine(site, book, MONDAY);
      for (const engine of [whole, cut]) engine.step({ is: "tick", at: MONDAY });
      const kept = new Set<string>();
      let obeyed = 0;
      for (const [index, at] of moments(all.length).entries()) {
        const open = index % 5 === 0 ? { "D1.contact": 1, "hall.occupancy": 3 } : {};
        const [which = 0, who = 0] = all[index] ?? [];
        const command = commandOf(whole.papers(), [index, which, who], at);
        const readings: Input = { is: "readings", readings: calmly(site, at, open), at };
        for (const input of [readings, ...(command ? [command] : [])]) {
          cut = new Engine(site, book, cut.now(), stored(cut.state()));
          const wanted = whole.step(input);
          expect([at, toldOf(cut.step(input))]).toEqual([at, toldOf(wanted)]);
          for (const { kind } of wanted.papers.values()) kept.add(kind);
          if (input === command && wanted.refused === undefined) obeyed++;
        }
        expect(JSON.stringify(cut.papers())).toEqual(JSON.stringify(whole.papers()));
      }
      // Else it would say nothing.
      expect([...kept].toSorted()).toEqual([
        "closing",
        "day",
        "handover",
        "key",
        "opening",
        "report",
        "task",
        "ticket",
      ]);
      expect(obeyed).toBeGreaterThan(6);
    }),
    { numRuns: 1, seed: 20250714, endOnFailure: true },
  );
});

test("whoever was away for a while catches up with what one who looked in between has found", {
  timeout: 60_000,
}, () => {
  const looked = new Engine(site, book, MONDAY);
  const away = new Engine(site, book, MONDAY);
  for (const engine of [looked, away]) engine.step({ is: "tick", at: MONDAY });
  const seen: string[] = [];
  for (const at of moments(35).slice(1)) seen.push(...entriesOf(looked.step({ is: "tick", at })));
  const end = moments(35).at(-1) ?? MONDAY;
  const back = new Engine(site, book, end, stored(away.state()));
  expect(entriesOf(back.step({ is: "tick", at: end }))).toEqual(seen);
});

/** What happened to papers by the calendar, each at its own time; devices that were silent were so for us alone. */
const entriesOf = ({ deeds }: Outcome): readonly string[] =>
  deeds
    .flatMap(deed => (deed.is === "entry" ? [`${deed.at} ${deed.kind}:${deed.paper} ${deed.what}`] : []))
    .filter(line => !/fault-(sign|notice)|flash-facility/.test(line));
