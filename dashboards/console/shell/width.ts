import { signal } from "@preact/signals";

const query = globalThis.matchMedia?.("(max-width: 900px)");

/** Whether the page has one column: a phone, or a window made narrow. */
export const isNarrow = signal(query?.matches ?? false);

query?.addEventListener("change", ({ matches }) => {
  isNarrow.value = matches;
});
