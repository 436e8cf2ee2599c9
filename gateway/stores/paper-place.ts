/** Where a paper stands in the order in which papers are listed. */
export type PaperPlace = { readonly day: string; readonly at: number; readonly id: string };

/** A place as clients get it and send it back. */
export const paperPlaceText = ({ day, at, id }: PaperPlace): string =>
  Buffer.from(JSON.stringify([day, at, id])).toString("base64url");

/** @throws {RangeError} when the text is no place that was told */
export const paperPlace = (text: string): PaperPlace => {
  const place = read(text);
  if (Array.isArray(place) && place.length === 3) {
    const [day, at, id] = place as readonly unknown[];
    if (typeof day === "string" && Number.isSafeInteger(at) && typeof id === "string")
      return { day, at: Number(at), id };
  }
  throw new RangeError(`there is no place ${text} in this list`);
};

const read = (text: string): unknown => {
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString());
  } catch {
    return null;
  }
};
