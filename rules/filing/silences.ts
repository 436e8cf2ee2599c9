import type { Hall, Paper } from "../routine/clerk.ts";
import type { Point } from "../site/model.ts";
import { after, between, hours, type Instant, instant, type Millis } from "../time/instant.ts";
import { joined, without } from "./completeness.ts";
import { momentsOf } from "./periods.ts";
import { type PointGap, type Silence, silenceOf } from "./report.ts";

/** How long what is written down of a date can still be corrected by what comes late: what comes later stays a gap. Our proposal. */
export const CORRECTED_FOR = hours(7 * 24);

/** A point that is not known now: heard last at `since`; all before `from` is written down already. */
type Fallen = { readonly since: Instant; readonly from: Instant };

/** Writes down which of the listed points were silent when, a paper for each date on which any was. */
export class Silences {
  readonly #points: ReadonlyMap<number, Point>;
  readonly #known = new Map<string, Silence>();
  /** Of a point that is silent only what is over is written down; that it is silent its signal tells after a restart. */
  readonly #fallen = new Map<number, Fallen>();
  /** Ids of points with gaps that are kept: only of those a late reading changes anything. */
  readonly #gapped = new Set<string>();
  #hasBegun = false;

  constructor(points: readonly Point[]) {
    this.#points = new Map(points.map(point => [point.index, point]));
  }

  /** Whether a reading of the point could change anything: it is silent, or has gaps that are kept. */
  concerns(point: number): boolean {
    if (!this.#hasBegun || this.#fallen.has(point)) return true;
    return this.#gapped.size > 0 && this.#gapped.has(this.#points.get(point)?.id ?? "");
  }

  has(point: number): boolean {
    return this.#points.has(point);
  }

  restore(papers: readonly Paper[]): void {
    for (const paper of papers) {
      const silence = silenceOf(paper);
      if (silence) this.#keep(silence);
    }
  }

  /** Looks which points are silent as it begins. Asked again it does nothing. */
  begin(hall: Hall): void {
    if (this.#hasBegun) return;
    this.#hasBegun = true;
    const written = new Map<string, number>();
    for (const { gaps } of this.#known.values())
      for (const { point, to } of gaps) written.set(point, Math.max(written.get(point) ?? 0, to));
    for (const [index, { id }] of this.#points) {
      const { state, at } = hall.signalOf(index);
      if (state === "good") continue;
      const since = at > 0 ? at : dayOf(hall, hall.now).from;
      this.#fallen.set(index, { since, from: instant(Math.max(since, written.get(id) ?? 0)) });
    }
  }

  /** A point fell silent, or its device failed. */
  fell(hall: Hall, index: number): void {
    if (this.#fallen.has(index)) return;
    const { at } = hall.signalOf(index);
    const since = at > 0 ? at : dayOf(hall, hall.now).from;
    this.#fallen.set(index, { since, from: since });
  }

  /** A point was heard, now or late. Gives the papers of the dates that read otherwise now. */
  heard(hall: Hall, index: number, at: Instant): readonly Paper[] {
    const point = this.#points.get(index);
    if (!point) return [];
    const fallen = this.#fallen.get(index);
    if (fallen && at >= fallen.from) return this.#write(hall, this.#returned(hall, point, fallen, at));
    return this.#gapped.has(point.id) ? this.#filled(hall, point, at) : [];
  }

  /**
   * Writes down what is over by now of what is still silent, up to the last midnight; and that points are heard again of
   * which nobody told.
   */
  settle(hall: Hall): readonly Paper[] {
    const today = dayOf(hall, hall.now).from;
    const gaps: PointGap[] = [];
    for (const [index, fallen] of [...this.#fallen]) {
      const point = this.#points.get(index);
      if (!point) continue;
      const { state, since } = hall.signalOf(index);
      if (state === "good") gaps.push(...this.#returned(hall, point, fallen, later(since, fallen.from)));
      else if (fallen.from < today && between(fallen.since, hall.now) > point.staleAfter) {
        gaps.push({ point: point.id, from: fallen.from, to: today });
        this.#fallen.set(index, { ...fallen, from: today });
      }
    }
    return this.#write(hall, gaps);
  }

  /** Papers of dates that nothing corrects any more are put away. */
  putAway(hall: Hall): readonly Paper[] {
    const old = [...this.#known.values()].filter(
      ({ date }) => after(borders(hall, date).to, CORRECTED_FOR) <= hall.now,
    );
    for (const { date } of old) this.#known.delete(date);
    if (old.length > 0) this.#gapped.clear();
    for (const silence of this.#known.values()) this.#keep(silence);
    return old.map(silence => this.#paper(hall, silence, false));
  }

  papers(hall: Pick<Hall, "calendar">): readonly Paper[] {
    return [...this.#known.values()].map(silence => this.#paper(hall, silence));
  }

  /** The hall's clock was moved: what is silent is so for as long as before. */
  move(by: Millis): void {
    for (const [index, { since, from }] of this.#fallen)
      this.#fallen.set(index, { since: after(since, by), from: after(from, by) });
  }

  #returned(hall: Hall, point: Point, fallen: Fallen, at: Instant): readonly PointGap[] {
    if (hall.signalOf(point.index).state === "good") this.#fallen.delete(point.index);
    else this.#fallen.set(point.index, { since: at, from: at });
    const isGap = between(fallen.since, at) > point.staleAfter && fallen.from < at;
    return isGap ? [{ point: point.id, from: fallen.from, to: at }] : [];
  }

  #filled(hall: Hall, point: Point, at: Instant): readonly Paper[] {
    const { date } = dayOf(hall, at);
    const known = this.#known.get(date);
    if (!known) return [];
    const day = borders(hall, date);
    const gaps = known.gaps.flatMap(gap =>
      gap.point === point.id ? without(gap, at, point.staleAfter, day) : [gap],
    );
    if (gaps.length === known.gaps.length && gaps.every((gap, index) => gap === known.gaps[index])) return [];
    return [this.#keptPaper(hall, { ...known, gaps })];
  }

  /** Writes gaps down, a piece for each date that they touch. */
  #write(hall: Hall, gaps: readonly PointGap[]): readonly Paper[] {
    const pieces = new Map<string, PointGap[]>();
    for (const gap of gaps)
      for (let from = gap.from; from < gap.to; ) {
        const { date, to } = dayOf(hall, from);
        const piece = { ...gap, from, to: instant(Math.min(to, gap.to)) };
        const own = pieces.get(date);
        if (own) own.push(piece);
        else pieces.set(date, [piece]);
        from = piece.to;
      }
    return Array.from(pieces, ([date, own]) => {
      const known = this.#known.get(date)?.gaps ?? [];
      return this.#keptPaper(hall, { is: "silence", date, gaps: joined([...known, ...own]) });
    });
  }

  #keptPaper(hall: Hall, silence: Silence): Paper {
    this.#keep(silence);
    return this.#paper(hall, silence);
  }

  #keep(silence: Silence): void {
    this.#known.set(silence.date, silence);
    for (const { point } of silence.gaps) this.#gapped.add(point);
  }

  #paper({ calendar }: Pick<Hall, "calendar">, silence: Silence, isOpen = true): Paper {
    const { date } = silence;
    const { from } = momentsOf({ first: date, last: date }, calendar.timeZone);
    return { kind: "report", id: `silence/${date}`, day: date, at: from, isOpen, value: silence };
  }
}

const borders = ({ calendar }: Pick<Hall, "calendar">, date: string) =>
  momentsOf({ first: date, last: date }, calendar.timeZone);

const dayOf = (hall: Pick<Hall, "calendar">, at: Instant) => {
  const date = hall.calendar.dateAt(at);
  return { date, ...borders(hall, date) };
};

const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);
