import { type Hall, loadHall } from "../config/load-hall.ts";
import { EXIT, Stop } from "./exit.ts";
import { problemsText } from "./problems.ts";
import type { Words } from "./words/language.ts";

/**
 * The hall of a site file, or every mistake in it and exit code 2: nothing is started on a wrong configuration.
 *
 * @param instead  packs in the place of the site's of the same name
 */
export const hallOrStop = async (
  file: string,
  words: Words,
  instead: readonly string[] = [],
): Promise<Hall> => {
  const loaded = await loadHall(file, { instead });
  if (loaded.is === "hall") return loaded.hall;
  throw new Stop(EXIT.usage, problemsText(loaded.problems, loaded.texts, words));
};
