import { refusalOf } from "../alerts/perform.ts";
import { tell } from "../store/news.ts";
import type { Sent } from "../store/queue.ts";
import { loadLater, say, t } from "../words/language.ts";

/** Tells the person what became of what had waited for the network. */
export const tellSent = async (sent: readonly Sent[]): Promise<void> => {
  const whys = await Promise.all(sent.map(refusalOfSent));
  const refused = whys.filter(why => why !== null);
  const done = sent.length - refused.length;
  const [first] = refused;
  const texts = [
    done > 0 ? t().sentLater(done) : "",
    first ? t().notSentLater(refused.length, `${first.title}：${first.why}`) : "",
  ];
  tell(texts.filter(Boolean).join(" "), first ? "problem" : "done", { detail: first?.detail ?? "" });
};

/** Why it was not done; null: it was. */
const refusalOfSent = async (
  sent: Sent,
): Promise<{ readonly title: string; readonly why: string; readonly detail: string } | null> => {
  if ("command" in sent)
    return sent.outcome.is === "refused"
      ? { title: say(sent.command.title), ...refusalOf(sent.command, sent.outcome) }
      : null;
  if (sent.outcome.is !== "refused") return null;
  // What refusals of tasks are called comes with the parts that are about tasks.
  const [{ taskRefusal }] = await Promise.all([import("../tasks/refusal.ts"), loadLater()]);
  return { title: say(sent.errand.title), ...taskRefusal(sent.outcome) };
};
