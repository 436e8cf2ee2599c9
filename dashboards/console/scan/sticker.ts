import type { WireAsset } from "#gateway/wire/register.ts";

/** What a sticker says: which thing it is on, and the code that proves it. */
export type Sticker = { readonly id: string; readonly code: string };

/**
 * What was read from a sticker: the address that it opens, wherever the hall's gateway stood when it was printed, or the
 * code alone, as it is typed. Null: it is no sticker, or none of the register.
 */
export const stickerOf = (
  read: string,
  assets: readonly Pick<WireAsset, "id" | "sticker">[],
): Sticker | null => {
  const text = read.trim();
  const address = /\/x\/([^/?#]+)\?(?:[^#]*&)?k=([0-9a-z]+)/i.exec(text);
  if (address) return { id: decoded(address[1] ?? ""), code: (address[2] ?? "").toLowerCase() };
  const typed = text.replaceAll(/[\s-]/g, "").toLowerCase();
  if (typed === "") return null;
  const found = assets.find(({ sticker }) => codeIn(sticker) === typed);
  return found === undefined ? null : { id: found.id, code: typed };
};

const codeIn = (sticker: string): string => /[?&]k=([0-9a-z]+)/i.exec(sticker)?.[1]?.toLowerCase() ?? "";

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
