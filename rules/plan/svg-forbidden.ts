import type { XmlElement } from "./xml.ts";

/** Something in a file that does more than draw. */
export type Forbidden = { readonly why: string; readonly start: number };

/** Elements that run, fetch, or hold another language. */
const TAGS = new Set([
  "script",
  "foreignobject",
  "iframe",
  "object",
  "embed",
  "audio",
  "video",
  "handler",
  "listener",
  "animate",
  "animatemotion",
  "animatetransform",
  "set",
]);

/**
 * Every place where a file runs, fetches or refers to anything but itself. None of it would reach a browser, since only
 * shapes are taken; but a file that has it was not made by a drawing program alone, and its author shall know.
 */
export const forbiddenIn = (root: XmlElement): readonly Forbidden[] => {
  const found: Forbidden[] = [];
  const look = (element: XmlElement): void => {
    const tag = element.tag.replace(/^.*:/, "").toLowerCase();
    if (TAGS.has(tag)) found.push({ why: `<${element.tag}> does more than draw`, start: element.start });
    if (tag === "style" && (/@import/i.test(element.text) || refersElsewhere(element.text)))
      found.push({ why: `<${element.tag}> fetches something`, start: element.start });
    for (const [name, { value, start }] of element.attributes) {
      const why = forbiddenAttribute(name.replace(/^.*:/, "").toLowerCase(), value);
      if (why !== null && !name.startsWith("xmlns")) found.push({ why: `${name}: ${why}`, start });
    }
    for (const child of element.children) look(child);
  };
  look(root);
  return found;
};

const forbiddenAttribute = (name: string, value: string): string | null => {
  if (/^on/.test(name)) return "a handler";
  if (
    /^(href|src|action|formaction|data)$/.test(name) &&
    !/^\s*(#|data:image\/(png|jpeg|gif|webp)[;,])/i.test(value)
  )
    return "refers to something outside of the file";
  if (/javascript\s*:/i.test(value.replace(/\p{Cc}/gu, ""))) return "a script";
  return refersElsewhere(value) ? "refers to something outside of the file" : null;
};

/** `url(...)` of anything but a part of the same file. */
const refersElsewhere = (text: string): boolean =>
  [...text.matchAll(/url\s*\(\s*["']?([^)"']*)/gi)].some(([, to = ""]) => !to.startsWith("#"));
