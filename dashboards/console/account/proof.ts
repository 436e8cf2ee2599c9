import { ApiError, postOnce } from "../store/api.ts";
import { newId } from "../store/command.ts";
import { t } from "../words/language.ts";

/** What stood against something that needs a secret. `of`: the secret itself, how the hall stands, or anything else. */
export type Against = {
  readonly why: string;
  readonly detail: string;
  readonly of: "secret" | "hall" | "other";
};

/**
 * Sends what only somebody who proves himself may do. It never waits for the network: a secret is kept nowhere.
 *
 * @returns what stood against it; null when it was done
 */
export const sendProved = async (
  path: string,
  body: Readonly<Record<string, unknown>>,
): Promise<Against | null> => {
  try {
    await postOnce(path, { ...body, id: newId() });
    return null;
  } catch (error) {
    return againstOf(error);
  }
};

/** Why the gateway did not believe or do it, in the person's language. */
export const againstOf = (error: unknown): Against => {
  const words = t().account;
  if (!(error instanceof ApiError)) return { why: t().refused, detail: String(error), of: "other" };
  const plain = (why: string, of: Against["of"] = "other"): Against => ({ why, detail: "", of });
  switch (error.code) {
    case "OFFLINE":
      return plain(words.offline);
    case "WRONG_SECRET":
      return plain(words.wrong, "secret");
    case "WAITS":
      return plain(words.waits, "secret");
    case "SET_UP":
      return plain(words.notSetUp);
    case "NOT_ALLOWED":
      return { why: t().notAllowed, detail: error.message, of: "other" };
    case "UNRECORDED":
      return plain(t().errors.unrecorded);
    case "REFUSED":
      return { why: t().refused, detail: error.message, of: "hall" };
    default:
      return { why: t().refused, detail: error.message, of: "other" };
  }
};
