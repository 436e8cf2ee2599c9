/** How many slices a window of a length has: its grain is a sixtieth of it. */
const SLICES = 60;

/**
 * The stretch of time that a gauge looks at: of a length, in slices, or since an edge, in a single one. Slices stand on
 * whole multiples of their width; when the clock is moved they move with it.
 */
export class Window {
  /** In milliseconds; Infinity since an edge. */
  readonly length: number;
  readonly #width: number;
  /** Where slice 0 begins; since an edge: the edge, NaN until it is known. */
  #origin: number;

  /** @param length  in milliseconds, at least 1; null: since an edge */
  constructor(length: number | null) {
    if (length !== null && !(length >= 1)) throw new RangeError(`a window of ${length} ms`);
    this.length = length ?? Number.POSITIVE_INFINITY;
    this.#width = Math.ceil(this.length / SLICES);
    this.#origin = length === null ? Number.NaN : 0;
  }

  get isSinceEdge(): boolean {
    return this.length === Number.POSITIVE_INFINITY;
  }

  get origin(): number {
    return this.#origin;
  }

  /** Where it begins at `at`: always the beginning of a slice. */
  startAt(at: number): number {
    return this.isSinceEdge ? this.#origin : this.startOf(this.firstSlice(at));
  }

  /** How long it is by its name at `at`: its length, or the time since the edge. */
  spanAt(at: number): number {
    return this.isSinceEdge ? at - this.#origin : this.length;
  }

  firstSlice(at: number): number {
    return this.isSinceEdge ? 0 : this.sliceOf(at - this.length);
  }

  sliceOf(at: number): number {
    return this.isSinceEdge ? 0 : Math.floor((at - this.#origin) / this.#width);
  }

  startOf(slice: number): number {
    return this.isSinceEdge ? this.#origin : this.#origin + slice * this.#width;
  }

  /** Width of a slice in milliseconds; Infinity since an edge. */
  get width(): number {
    return this.#width;
  }

  /** The next moment at which it begins later than at `at`; Infinity since an edge. */
  nextMove(at: number): number {
    return this.leaves(this.firstSlice(at));
  }

  /** The moment from which a slice lies before it. */
  leaves(slice: number): number {
    return this.isSinceEdge ? Number.POSITIVE_INFINITY : this.startOf(slice + 1) + this.length;
  }

  /** The first moment at which it begins at `moment` or later. */
  passes(moment: number): number {
    return this.leaves(this.sliceOf(moment - 1));
  }

  /** It begins at another edge. */
  beginAt(edge: number): void {
    this.#origin = edge;
  }

  move(by: number): void {
    this.#origin += by;
  }
}
