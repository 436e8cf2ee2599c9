import type { Paper, PaperKind } from "#rules/routine/clerk.ts";

/**
 * The open papers as they are recorded, which is all that people may be shown. The engine can be ahead of this while the
 * record cannot be written.
 */
export class OpenPapers {
  readonly #papers: Map<string, Paper>;

  /** @param recorded  the open papers that the record holds at start */
  constructor(recorded: readonly Paper[]) {
    this.#papers = new Map(recorded.map(paper => [keyOf(paper), paper]));
  }

  /** Takes in what has become durable, in order. */
  take(papers: readonly Paper[]): void {
    for (const paper of papers) {
      if (paper.isOpen) this.#papers.set(keyOf(paper), paper);
      else this.#papers.delete(keyOf(paper));
    }
  }

  /** Of a kind, in the order of their ids. */
  of(kind: PaperKind): readonly Paper[] {
    return this.all()
      .filter(paper => paper.kind === kind)
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }

  one(kind: PaperKind, id: string): Paper | null {
    return this.#papers.get(keyOf({ kind, id })) ?? null;
  }

  all(): readonly Paper[] {
    return [...this.#papers.values()];
  }
}

/** Whether anybody shows a paper: beside announced days, clerks keep notes of their own under the kind of days. */
export const isShown = ({ kind, id }: Pick<Paper, "kind" | "id">): boolean =>
  kind !== "day" || /^\d{4}-\d\d-\d\d$/.test(id);

const keyOf = ({ kind, id }: Pick<Paper, "kind" | "id">): string => `${kind}:${id}`;
