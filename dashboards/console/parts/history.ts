import { useEffect, useState } from "preact/hooks";
import { ApiError, get } from "../store/api.ts";
import { isLost, now } from "../store/live.ts";
import type { Past } from "./strip-path.ts";

const TWO_HOURS_MS = 2 * 60 * 60 * 1000;
const READ_AGAIN_EVERY_MS = 15_000;

type Answer = {
  readonly values: readonly {
    readonly at: string;
    readonly value: number | null;
    readonly quality: string;
  }[];
};

export type History =
  | { readonly is: "reading" }
  | { readonly is: "read"; readonly past: readonly Past[]; readonly from: number; readonly to: number }
  | { readonly is: "failed"; readonly why: "history" | "noHistory" };

/** The last two hours of a point on the hall's clock, read again every 15 s while the gateway is heard. */
export const useHistory = (id: string): History => {
  const [history, setHistory] = useState<History>({ is: "reading" });
  useEffect(() => {
    let isCurrent = true;
    const ask = async () => {
      const answer = await readHistory(id);
      if (isCurrent) setHistory(answer);
    };
    setHistory({ is: "reading" });
    void ask();
    const timer = setInterval(() => isLost.peek() || void ask(), READ_AGAIN_EVERY_MS);
    return () => {
      isCurrent = false;
      clearInterval(timer);
    };
  }, [id]);
  return history;
};

const readHistory = async (id: string): Promise<History> => {
  const to = now.peek();
  const from = to - TWO_HOURS_MS;
  const query = new URLSearchParams({
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    limit: "10000",
  });
  try {
    const { values } = await get<Answer>(`/api/points/${encodeURIComponent(id)}/history?${query}`);
    const past = values.map(({ at, value, quality }) => ({
      at: Date.parse(at),
      value,
      isGood: quality === "good",
    }));
    return { is: "read", past, from, to };
  } catch (error) {
    return {
      is: "failed",
      why: error instanceof ApiError && error.code === "NO_HISTORY" ? "noHistory" : "history",
    };
  }
};
