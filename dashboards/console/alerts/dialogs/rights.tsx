import { useEffect, useState } from "preact/hooks";
import type { WireAlert } from "#gateway/wire/alert.ts";
import type { WireAlertRights } from "#gateway/wire/command.ts";
import { get } from "../../store/api.ts";
import { personHere } from "../../store/person.ts";
import { t } from "../../words/language.ts";

/** What the chosen person may do about an alert, as the gateway says; null while nobody is chosen or it has not answered. */
export const useRights = (
  alert: WireAlert,
): { readonly rights: WireAlertRights | null; readonly by: string; setBy(by: string): void } => {
  const [by, setBy] = useState(personHere() ?? "");
  const [rights, setRights] = useState<WireAlertRights | null>(null);
  useEffect(() => {
    setRights(null);
    if (by === "") return;
    let isCurrent = true;
    get<WireAlertRights>(`/api/alerts/${encodeURIComponent(alert.id)}/rights?${new URLSearchParams({ by })}`)
      .then(answer => isCurrent && setRights(answer))
      // Whoever may not is told so by the gateway when it is sent.
      .catch(() => {});
    return () => {
      isCurrent = false;
    };
  }, [alert.id, alert.revision, by]);
  return { rights, by, setBy };
};

type Right = WireAlertRights["reset"];

/** Why the person may not, and who may. */
export const RightText = ({ right }: { right: Right | undefined }) =>
  right === undefined || right.may ? null : (
    <p class="refusal" role="status">
      {t().notAllowed}
      {right.why !== null && <small lang="en">{right.why}</small>}
    </p>
  );
