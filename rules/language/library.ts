import { type Parsed, parsed } from "./syntax.ts";

/** What conditions that are compiled together share: each text is parsed once, for however many targets. */
export type Library = { readonly parsed: (text: string) => Parsed };

/** An empty library; keep one for as long as rules are compiled together. */
export const library = (): Library => {
  const trees = new Map<string, Parsed>();
  return {
    parsed: text => {
      const found = trees.get(text) ?? parsed(text);
      trees.set(text, found);
      return found;
    },
  };
};
