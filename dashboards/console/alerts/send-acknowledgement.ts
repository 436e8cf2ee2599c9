import type { WireAlert } from "#gateway/wire/alert.ts";
import { ago } from "../format/time.ts";
import { ApiError, get, post } from "../store/api.ts";
import { apply, isLost, now } from "../store/live.ts";
import { t } from "../words/language.ts";

/**
 * Tells the gateway that a person has seen an alert.
 *
 * @returns why it was not done, in the person's language; null when it was
 */
export const sendAcknowledgement = async (id: string, by: string, note: string): Promise<string | null> => {
  if (isLost.value) return t().errors.offline;
  try {
    const { alert } = await post<{ alert: WireAlert }>(`${pathOf(id)}/acknowledge`, { by, note });
    apply.alerts({ alerts: [alert] });
    return null;
  } catch (error) {
    return whyNot(error instanceof ApiError ? error.code : "", id);
  }
};

const whyNot = (code: string, id: string): Promise<string> | string => {
  switch (code) {
    case "OFFLINE":
      return t().errors.offline;
    case "NO_ALERT":
      return t().errors.gone;
    case "UNRECORDED":
      return t().errors.unrecorded;
    case "REFUSED":
      return whoWasFirst(id);
    default:
      return t().errors.failed;
  }
};

/** Others were faster: the page is brought up to date, and the person learns who it was. */
const whoWasFirst = async (id: string): Promise<string> => {
  try {
    const { alert } = await get<{ alert: WireAlert }>(pathOf(id));
    apply.alerts({ alerts: [alert] });
    const first = alert.acknowledgement;
    return first ? t().errors.already(first.by, ago(Date.parse(first.at), now.value)) : t().errors.closed;
  } catch {
    return t().errors.failed;
  }
};

const pathOf = (id: string): string => `/api/alerts/${encodeURIComponent(id)}`;
