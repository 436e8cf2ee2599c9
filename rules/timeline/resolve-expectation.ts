import type { Path } from "../site/yaml-source.ts";
import type { Instant } from "../time/instant.ts";
import type { Names } from "./names.ts";
import { resolveMatcher } from "./resolve-matcher.ts";
import { resolveMessage } from "./resolve-message.ts";
import { resolvePapers } from "./resolve-papers.ts";
import type { ExpectationForm } from "./schema.ts";
import type { Expectation } from "./timeline.ts";

/** What must be true at a moment, with all names resolved. */
export const resolveExpectation = (
  names: Names,
  form: ExpectationForm,
  at: Instant,
  path: Path,
): Expectation => {
  const matchers = (key: "alerts" | "no_alerts") =>
    form[key].map((matcher, index) => resolveMatcher(names, matcher, [...path, key, index], at));
  const messages = (key: "messages" | "no_messages") =>
    form[key].map((matcher, index) => resolveMessage(names, matcher, [...path, key, index], at));
  const rules = Object.entries(form.rules).map(([key, says]) => {
    const where = [...path, "rules", key];
    names.instance(key, where);
    return { key: names.instanceKey(key), says, path: where };
  });
  return {
    alerts: matchers("alerts"),
    noAlerts: matchers("no_alerts"),
    only: form.only,
    messages: messages("messages"),
    noMessages: messages("no_messages"),
    onlyMessages: form.only_messages,
    ...resolvePapers(names, form, at, path),
    incidents: form.incidents ?? null,
    signals: names
      .pointsOf(form.signals, [...path, "signals"])
      .map(([point, state, where]) => ({ point, state, path: where })),
    rules,
    refused: form.refused ?? null,
    path,
  };
};
