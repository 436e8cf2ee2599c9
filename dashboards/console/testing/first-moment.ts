import type { Page } from "playwright-core";

/**
 * Watches for something to appear, and looks where the focus is in that same moment: before anything is painted, and
 * before a key could be pressed.
 *
 * @returns what tells afterwards whether the focus was in it; null: it has not appeared
 */
export const focusAtFirst = async (page: Page, selector: string): Promise<() => Promise<boolean | null>> => {
  const seen = await page.evaluateHandle(wanted => {
    const found: { isFocused: boolean | null } = { isFocused: null };
    const observer = new MutationObserver(() => {
      const element = document.querySelector(wanted);
      if (!element) return;
      observer.disconnect();
      found.isFocused = element.contains(document.activeElement);
    });
    observer.observe(document.body, { childList: true, subtree: true });
    return found;
  }, selector);
  return () => seen.evaluate(({ isFocused }) => isFocused);
};
