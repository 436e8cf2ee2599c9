import type { Verdict } from "./verdict.ts";

/** Lines that a server will never take, with its reason. `line` is empty when it could not be told which they are. */
export type Poison = { readonly line: string; readonly count: number; readonly why: string };

/** All lines are stored or known to be poison, or the server could not be asked to the end. */
export type Settled =
  | { readonly is: "settled"; readonly poison: readonly Poison[] }
  | Exclude<Verdict, { readonly is: "stored" | "partial" | "refused" | "too-large" }>;

/** Requests that the search for bad lines may cost; beyond it a piece is set aside as a whole. */
const MOST_REQUESTS = 200;

/**
 * Sends lines in ever smaller pieces until each is stored or found out as bad. Lines that were stored may be sent
 * again on the way, which changes nothing.
 *
 * @param first  the verdict on all lines together
 */
export const settle = async (
  lines: readonly string[],
  first: Verdict,
  send: (lines: readonly string[]) => Promise<Verdict>,
): Promise<Settled> => {
  const poison: Poison[] = [];
  const pieces: (readonly string[])[] = [lines];
  let requests = 0;
  for (let piece = pieces.pop(); piece !== undefined; piece = pieces.pop()) {
    const verdict = requests === 0 ? first : await send(piece);
    requests += 1;
    if (verdict.is === "stored") continue;
    if (verdict.is !== "partial" && verdict.is !== "refused" && verdict.is !== "too-large") return verdict;
    const { why } = verdict;
    const isAllBad = piece.length === 1 || (verdict.is === "partial" && verdict.refused === piece.length);
    const isHopeless = requests > MOST_REQUESTS && verdict.is !== "too-large";
    if (isAllBad || (isHopeless && verdict.is === "refused"))
      poison.push(...piece.map(line => ({ line, count: 1, why })));
    else if (isHopeless) poison.push({ line: "", count: refusedOf(verdict), why });
    else {
      const half = Math.ceil(piece.length / 2);
      pieces.push(piece.slice(half), piece.slice(0, half));
    }
  }
  return { is: "settled", poison };
};

const refusedOf = (verdict: Verdict): number => (verdict.is === "partial" ? (verdict.refused ?? 1) : 1);
