import type { Paper } from "#rules/routine/clerk.ts";
import type { PaperQuery, PaperStore } from "../ports/papers.ts";

/** Papers that are read from the record in one go. */
const A_PAGE = 500;

/** All papers that a query asks for, latest first. */
export const allPapers = async (
  record: Pick<PaperStore, "papers">,
  query: Omit<PaperQuery, "limit" | "before">,
): Promise<readonly Paper[]> => {
  const all: Paper[] = [];
  for (let before: string | null | undefined; before !== null; ) {
    const page = await record.papers({ ...query, limit: A_PAGE, ...(before !== undefined && { before }) });
    all.push(...page.papers);
    before = page.next;
  }
  return all;
};
