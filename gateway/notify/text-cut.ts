/** The text, cut with an ellipsis to at most so many characters. */
export const cutCharacters = (text: string, most: number): string => {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join("")}…`;
};

/** The text, cut with an ellipsis to at most so many bytes of UTF-8, never within a character. */
export const cutBytes = (text: string, most: number): string => {
  if (Buffer.byteLength(text) <= most) return text;
  let bytes = Buffer.byteLength("…");
  let kept = "";
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > most) break;
    kept += character;
  }
  return `${kept}…`;
};
