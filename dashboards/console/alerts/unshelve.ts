import type { WireAlert } from "#gateway/wire/alert.ts";
import { tell } from "../store/news.ts";
import { personHere } from "../store/person.ts";
import { say, t } from "../words/language.ts";
import { ask } from "./asked.ts";
import { commandOf, perform } from "./perform.ts";

/** Takes an alert off the shelf for the person who sits here; asks who that is where it is not known. */
export const unshelve = async (alert: WireAlert, by = personHere()): Promise<void> => {
  if (by === null) return ask({ is: "unshelve", alert });
  const result = await perform(commandOf("unshelve", alert, { by }));
  if (result.is === "not") tell(result.why, "problem", result);
  else tell(t().unshelvedToast(say(alert.title)), "done");
};
