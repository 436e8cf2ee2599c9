import type { Page } from "playwright-core";

/** Whatever can be tapped and is smaller than a fingertip. Links inside a text and hidden things are none. */
export const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll("a, button, select, summary, input:not([type=checkbox], [type=radio])"),
    ].flatMap(element => {
      const { width, height } = element.getBoundingClientRect();
      if (width === 0 || getComputedStyle(element).visibility === "hidden" || element.closest("[inert]"))
        return [];
      // The link of a row covers the whole row.
      const box = element.classList.contains("row-main")
        ? element.closest("li")!.getBoundingClientRect()
        : { width, height };
      return box.width < 44 || box.height < 44
        ? [`${element.outerHTML.slice(0, 80)} ${Math.round(box.width)}×${Math.round(box.height)}`]
        : [];
    }),
  );

/** Texts too small to be read at arm's length: under 14 px. */
export const smallTexts = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll("body *")].flatMap(element => {
      const hasText = [...element.childNodes].some(
        node => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
      );
      if (!hasText || element.closest("svg, .unseen, noscript")) return [];
      const size = Number.parseFloat(getComputedStyle(element).fontSize);
      return size < 14 ? [`${element.textContent?.trim()} ${size}px`] : [];
    }),
  );

/** Chinese left in the English page; the names of people stay as they are, and the language button is marked. */
export const hanTexts = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const people = /王伟|李娜|张敏|陈静|刘洋|赵磊|周杰|何芳|孙强/g;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      const text = walker.currentNode.textContent?.replace(people, "") ?? "";
      if (/\p{Script=Han}/u.test(text) && !parent?.closest("[lang='zh-CN'], noscript, q, script"))
        found.push(text);
    }
    return found;
  });
