import { batch, effect } from "@preact/signals";
import type { WireAlert } from "#gateway/wire/alert.ts";
import type { WireHall } from "#gateway/wire/hall.ts";
import { keep, readAll } from "./database.ts";
import { frozenAt, hall, link, openAlerts, rememberedFrom } from "./live.ts";

type Known = { readonly hall: WireHall; readonly alerts: readonly WireAlert[]; readonly at: number };

const SAVE_EVERY_MS = 5_000;

/**
 * Keeps what is known of the open alerts in the browser, and shows it again after a reload until the gateway is heard:
 * an old list that says how old it is, never an empty one.
 */
export const followLastKnown = async (): Promise<void> => {
  let savedAt = Number.NEGATIVE_INFINITY;
  effect(() => {
    const { heardAt } = link.value;
    if (heardAt === null || openAlerts.value === null || rememberedFrom.value !== null) return;
    if (heardAt - savedAt < SAVE_EVERY_MS) return;
    savedAt = heardAt;
    save();
  });
  addEventListener("pagehide", save);
  await recallKnown();
};

const save = (): void => {
  const [site, alerts, at] = [hall.peek(), openAlerts.peek(), frozenAt.peek()];
  if (site === null || alerts === null || at === null || rememberedFrom.peek() !== null) return;
  keep("known", { hall: site, alerts: [...alerts.values()], at } satisfies Known, "last").catch(() => {
    // A browser that keeps nothing shows nothing after a reload, and says so.
  });
};

const recallKnown = async (): Promise<void> => {
  try {
    // Others keep what they know beside it.
    const known = (await readAll<Known | object>("known")).find((each): each is Known => "alerts" in each);
    if (known === undefined || link.peek().heardAt !== null || openAlerts.peek() !== null) return;
    batch(() => {
      rememberedFrom.value = known.at;
      hall.value ??= known.hall;
      openAlerts.value = new Map(known.alerts.map(alert => [alert.id, alert]));
    });
  } catch {
    // As above.
  }
};
