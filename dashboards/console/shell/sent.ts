import { refusalOf } from "../alerts/perform.ts";
import { tell } from "../store/news.ts";
import type { Sent } from "../store/queue.ts";
import { say, t } from "../words/language.ts";

/** Tells the person what became of what had waited for the network. */
export const tellSent = (sent: readonly Sent[]): void => {
  const refused = sent.flatMap(({ command, outcome }) =>
    outcome.is === "refused" ? [{ title: say(command.title), ...refusalOf(command, outcome) }] : [],
  );
  const done = sent.length - refused.length;
  const [first] = refused;
  const texts = [
    done > 0 ? t().sentLater(done) : "",
    first ? t().notSentLater(refused.length, `${first.title}：${first.why}`) : "",
  ];
  tell(texts.filter(Boolean).join(" "), first ? "problem" : "done", { detail: first?.detail ?? "" });
};
