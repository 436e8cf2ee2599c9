import { batch, effect, signal } from "@preact/signals";
import type { WireAlert } from "#gateway/wire/alert.ts";
import type { WireHall } from "#gateway/wire/hall.ts";
import { keep, readAll } from "./database.ts";
import { frozenAt, hall, link, now, openAlerts } from "./live.ts";

type Known = { readonly hall: WireHall; readonly alerts: readonly WireAlert[]; readonly at: number };

/** While the page shows what an earlier visit knew: when that was, on the hall's clock. Null: what it shows it has heard. */
export const rememberedFrom = signal<number | null>(null);

const SAVE_EVERY_MS = 5_000;

/**
 * Keeps what is known of the open alerts in the browser, and shows it again after a reload until the gateway is heard:
 * an old list that says how old it is, never an empty one.
 */
export const followLastKnown = async (): Promise<void> => {
  let savedAt = Number.NEGATIVE_INFINITY;
  effect(() => {
    const heardAt = link.value.heardAt;
    if (heardAt === null) return;
    rememberedFrom.value = null;
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
    const [known] = await readAll<Known>("known");
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

/** The moment of what the page shows: now while it is heard, else when it was last known. */
export const shownAt = (): number => rememberedFrom.value ?? frozenAt.value ?? now.value;
