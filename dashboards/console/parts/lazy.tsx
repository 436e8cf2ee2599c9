import { signal } from "@preact/signals";
import type { ComponentType, VNode } from "preact";
import { loadLater, t } from "../words/language.ts";

const loads: (() => Promise<void>)[] = [];

/**
 * A part of the console that is not in the first load: drawn as soon as it is there, and until then nothing. A load that
 * failed says so and is tried again by a button. All of them are fetched in the first quiet moment (`loadTheRest`), so
 * that nothing is missing later when the network is.
 */
export const lazy = <P extends object>(
  load: () => Promise<ComponentType<P>>,
): ((props: P) => VNode | null) => {
  const part = signal<ComponentType<P> | null>(null);
  const hasFailed = signal(false);
  let loading: Promise<void> | null = null;
  const fetchPart = (): Promise<void> => {
    loading ??= Promise.all([load(), loadLater()])
      .then(([found]) => {
        part.value = found;
        hasFailed.value = false;
      })
      .catch(() => {
        hasFailed.value = true;
        loading = null;
      });
    return loading;
  };
  loads.push(fetchPart);
  return props => {
    const Part = part.value;
    if (Part) return <Part {...props} />;
    if (hasFailed.value)
      return (
        <p class="calm">
          {t().errors.part}{" "}
          <button type="button" onClick={() => void fetchPart()}>
            {t().retry}
          </button>
        </p>
      );
    void fetchPart();
    return null;
  };
};

/** Fetches every part that is not there yet, one after another. */
export const loadTheRest = async (): Promise<void> => {
  for (const load of loads) await load();
};
