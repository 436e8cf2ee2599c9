import { ApiError, postOnce } from "../store/api.ts";
import { newId } from "../store/command.ts";
import { t } from "../words/language.ts";

/** What stood against something that needs a secret. `isSecret`: the secret, so that it has to be given again. */
export type Against = { readonly why: string; readonly detail: string; readonly isSecret: boolean };

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
  if (!(error instanceof ApiError)) return { why: t().refused, detail: String(error), isSecret: false };
  const plain = (why: string, isSecret = false): Against => ({ why, detail: "", isSecret });
  switch (error.code) {
    case "OFFLINE":
      return plain(words.offline);
    case "WRONG_SECRET":
      return plain(words.wrong, true);
    case "WAITS":
      return plain(words.waits, true);
    case "SET_UP":
      return plain(words.notSetUp);
    case "NOT_ALLOWED":
      return { why: t().notAllowed, detail: error.message, isSecret: false };
    case "UNRECORDED":
      return plain(t().errors.unrecorded);
    default:
      return { why: t().refused, detail: error.message, isSecret: false };
  }
};
